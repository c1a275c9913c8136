// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of arrays that NumPy and safetensors have written, against what these say is in them
// (tests/goldens/make_array_goldens.py).
#include "base/atomic_file.h"
#include "formats/json.h"
#include "formats/npz.h"
#include "support/problems.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

std::vector<std::byte> golden(const char* ending) {
    return read_file(std::string(GOLDENS_FOLDER "/arrays") + ending, 1 << 20);
}

/// What the file of this ending holds, by the library that wrote it.
Value::Map expected() {
    const auto bytes = golden(".json");
    const Value all = parse_json(as_text(bytes), "arrays.json");
    return *find(*all.get_if<Value::Map>(), "arrays")->get_if<Value::Map>();
}

Value::List list_of(const Value& array, const char* field) {
    return *find(*array.get_if<Value::Map>(), field)->get_if<Value::List>();
}

bool is_equal(float found, const std::string& told) { return found == std::strtof(told.c_str(), nullptr); }
bool is_equal(double found, const std::string& told) { return found == std::strtod(told.c_str(), nullptr); }
template <class Whole>
bool is_equal(Whole found, const std::string& told) {
    return std::to_string(found) == told;
}

/// Where a tensor differs from what was told of it; empty if it does not.
std::string difference(const StoredTensor& tensor, const Value& told) {
    const auto values = list_of(told, "values"), shape = list_of(told, "shape");
    if (shape != Value::List(tensor.shape.begin(), tensor.shape.end())) return "another shape";
    return std::visit(
        [&](const auto& found) -> std::string {
            if (found.size() != values.size()) return "another number of values";
            for (std::size_t i = 0; i < values.size(); ++i) {
                const std::string& text = *values[i].get_if<std::string>();
                if (!is_equal(found[i], text)) return "value " + std::to_string(i) + " is not " + text;
            }
            return "";
        },
        tensor.values);
}

void compare(const StoredTensor& tensor, const Value& told) {
    QCOMPARE(QByteArray::fromStdString(difference(tensor, told)), QByteArray());
}

bool is_text(const std::string& name) { return name.starts_with("text_"); }

}  // namespace

class TestArrayGoldens : public QObject {
    Q_OBJECT
private slots:
    void every_number_of_numpy_is_read_in_both_orders_of_bytes_and_of_sides_data();
    void every_number_of_numpy_is_read_in_both_orders_of_bytes_and_of_sides();
    void every_number_of_safetensors_is_read_as_data_data();
    void every_number_of_safetensors_is_read_as_data();
    void texts_of_numpy_are_read_in_both_orders_data();
    void texts_of_numpy_are_read_in_both_orders();
    void bytes_stay_bytes_and_whole_numbers_whole();
    void weights_are_of_the_types_that_frameworks_save_them_in();
};

void TestArrayGoldens::every_number_of_numpy_is_read_in_both_orders_of_bytes_and_of_sides_data() {
    QTest::addColumn<QString>("name");
    for (const Field& field : expected()) {
        if (!is_text(field.name)) QTest::newRow(field.name.c_str()) << QString::fromStdString(field.name);
    }
}

void TestArrayGoldens::every_number_of_numpy_is_read_in_both_orders_of_bytes_and_of_sides() {
    QFETCH(QString, name);
    const auto bytes = golden(".npz");
    const auto wanted = [&](const std::string& entry) { return entry == name.toStdString(); };
    const auto arrays = read_npz(bytes, "arrays.npz", wanted);
    compare(std::get<StoredTensor>(arrays.at(name.toStdString())), *find(expected(), name.toStdString()));
}

void TestArrayGoldens::every_number_of_safetensors_is_read_as_data_data() {
    QTest::addColumn<QString>("name");
    for (const Field& field : expected()) {
        const QString name = QString::fromStdString(field.name);
        if (!is_text(field.name) && name.endsWith(QStringLiteral("_little")))
            QTest::newRow(field.name.c_str()) << name.chopped(7);
    }
}

void TestArrayGoldens::every_number_of_safetensors_is_read_as_data() {
    QFETCH(QString, name);
    const auto bytes = golden(".safetensors");
    const auto tensors =
        read_safetensors(bytes, "arrays.safetensors", every_tensor, TensorTypes::any_number).tensors;
    compare(tensors.at(name.toStdString()), *find(expected(), name.toStdString() + "_little"));
}

void TestArrayGoldens::texts_of_numpy_are_read_in_both_orders_data() {
    QTest::addColumn<QString>("name");
    for (const Field& field : expected()) {
        if (is_text(field.name)) QTest::newRow(field.name.c_str()) << QString::fromStdString(field.name);
    }
}

void TestArrayGoldens::texts_of_numpy_are_read_in_both_orders() {
    QFETCH(QString, name);
    const auto bytes = golden(".npz");
    const auto wanted = [&](const std::string& entry) { return entry == name.toStdString(); };
    const auto arrays = read_npz(bytes, "arrays.npz", wanted);
    const auto& read = std::get<StoredTexts>(arrays.at(name.toStdString()));
    const Value told = *find(expected(), name.toStdString());
    QVERIFY(Value::List(read.shape.begin(), read.shape.end()) == list_of(told, "shape"));
    QVERIFY(Value::List(read.texts.begin(), read.texts.end()) == list_of(told, "values"));
}

void TestArrayGoldens::bytes_stay_bytes_and_whole_numbers_whole() {
    const auto bytes = golden(".safetensors");
    const auto tensors =
        read_safetensors(bytes, "arrays.safetensors", every_tensor, TensorTypes::any_number).tensors;
    for (const char* name : {"bool", "uint8"})
        QVERIFY(std::holds_alternative<std::vector<std::uint8_t>>(tensors.at(name).values));
    for (const char* name : {"int8", "int16", "int32", "int64", "uint16", "uint32"})
        QVERIFY(std::holds_alternative<std::vector<std::int64_t>>(tensors.at(name).values));
    QVERIFY(std::holds_alternative<std::vector<std::uint64_t>>(tensors.at("uint64").values));
}

/// Anything else in a file of weights is a sign that it holds none.
void TestArrayGoldens::weights_are_of_the_types_that_frameworks_save_them_in() {
    const auto bytes = golden(".safetensors");
    for (const char* name : {"int8", "int16", "uint16", "uint32", "uint64"}) {
        const auto wanted = [&](const std::string& tensor) { return tensor == name; };
        QCOMPARE(code_of([&] { (void)read_safetensors(bytes, "arrays.safetensors", wanted); }),
                 std::string("safetensors.type"));
    }
}

QTEST_APPLESS_MAIN(TestArrayGoldens)
#include "test_array_goldens.moc"
