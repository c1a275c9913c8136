// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arrays as other programs save them: each kind trains, or is told what to do about it.
#include "project/project.h"
#include "support/files.h"
#include "support/tiny_networks.h"
#include "support/zip_text.h"

#include <QtTest>
#include <cstring>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

using Entries = std::vector<ZipEntry>;

/// The bytes of these numbers as the type T, the highest first where `is_turned`.
template <class T>
std::string bytes_of(const std::vector<double>& numbers, bool is_turned = false) {
    std::string text;
    for (const double number : numbers) {
        const T value = static_cast<T>(number);
        std::string bytes(sizeof value, '\0');
        std::memcpy(bytes.data(), &value, sizeof value);
        if (is_turned) std::reverse(bytes.begin(), bytes.end());
        text += bytes;
    }
    return text;
}

std::string texts(const std::vector<std::string>& names) {
    std::string values;
    for (const std::string& name : names) {
        for (std::size_t i = 0; i < 4; ++i)
            values += std::string(1, i < name.size() ? name[i] : '\0') + std::string(3, '\0');
    }
    return npy_text("<U4", "(" + std::to_string(names.size()) + ",)", values);
}

const std::vector<double> six_by_two{0, 0, 1, 0, 0, 1, 1, 1, 2, 0, 0, 2}, labels{0, 1, 2, 0, 1, 2},
    rows{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1},
    prices{150'000, 122'000, 99'000, 180'000, 75'000, 150'000};

const std::string x = npy_text("<f4", "(6, 2)", bytes_of<float>(six_by_two)),
                  y = npy_text("<i8", "(6,)", bytes_of<std::int64_t>(labels));

Entries data(const std::string& inputs, const std::string& targets) {
    return {{"x_train.npy", inputs}, {"y_train.npy", targets}};
}

Entries data_and(const std::string& name, const std::string& content) {
    return {{"x_train.npy", x}, {"y_train.npy", y}, {name + ".npy", content}};
}

std::shared_ptr<const Dataset> loaded(const Entries& entries) {
    const Folder folder;
    folder.write("a.npz", zip_text(entries));
    return load_dataset({.source = "a.npz", .validation_split = 0}, folder.text());
}

/// What a training would be told of this data: all remarks of the data, then those of the check.
QByteArray codes_of(const Dataset& dataset, const QByteArray& loss, int units, const QByteArray& activation) {
    Project project;
    project.network =
        tiny::chain({2}, {{"Dense", {{"units", units}, {"activation", activation.toStdString()}}}});
    project.training.loss = {loss.toStdString(), {}};
    project.training.batch_size = 3;
    if (activation == "input") {
        project.network = tiny::chain({2}, {{"Dense", {{"units", units}}}});
        project.training.outputs = {{.node = "dense_1", .target = "input"}};
    }
    QByteArray codes;
    for (const auto& problems : {dataset.summary.notes, check(project, &dataset.summary).problems}) {
        for (const Problem& problem : problems) codes += QByteArray(problem.code().data()) + " ";
    }
    return codes.trimmed();
}

constexpr const char* by_classes = "sparse_categorical_crossentropy";

}  // namespace

class TestArrayKinds : public QObject {
    Q_OBJECT
private slots:
    void arrays_of_others_train_or_are_told_data();
    void arrays_of_others_train_or_are_told();
    void a_type_changes_nothing_but_the_type_data();
    void a_type_changes_nothing_but_the_type();
    void class_numbers_of_any_type_are_classes_data();
    void class_numbers_of_any_type_are_classes();
};

void TestArrayKinds::arrays_of_others_train_or_are_told_data() {
    QTest::addColumn<Entries>("entries");
    QTest::addColumn<QByteArray>("loss");
    QTest::addColumn<int>("units");
    QTest::addColumn<QByteArray>("activation");
    QTest::addColumn<QByteArray>("codes");
    const auto row = [](const char* name, const Entries& entries, const char* loss, int units,
                        const char* activation, const char* codes = "") {
        QTest::newRow(name) << entries << QByteArray(loss) << units << QByteArray(activation)
                            << QByteArray(codes);
    };
    row("names of classes beside", data_and("class_names", texts({"oak", "elm", "fir"})), by_classes, 3,
        "softmax");
    row("an object beside", data_and("meta", npy_text("|O", "()", "x")), by_classes, 3, "softmax",
        "data.arrays_ignored");
    row("a date beside", data_and("made", npy_text("<M8[D]", "()", "12345678")), by_classes, 3, "softmax",
        "data.arrays_ignored");
    row("texts as labels", data(x, texts({"oak", "elm", "fir", "oak", "elm", "fir"})), by_classes, 3,
        "softmax");
    row("class numbers as floats", data(x, npy_text("<f8", "(6,)", bytes_of<double>(labels))), by_classes, 3,
        "softmax");
    const std::string one_hot = npy_text("<f4", "(6, 3)", bytes_of<float>(rows));
    row("one-hot rows for a loss of numbers", data(x, one_hot), by_classes, 3, "softmax", "loss.one_hot");
    row("one-hot rows", data(x, one_hot), "categorical_crossentropy", 3, "softmax");
    row("prices", data(x, npy_text("<i8", "(6,)", bytes_of<std::int64_t>(prices))), "mean_absolute_error", 1,
        "linear", "data.large_targets");
    row("a column of prices", data(x, npy_text("<i8", "(6, 1)", bytes_of<std::int64_t>(prices))),
        "mean_absolute_error", 1, "linear", "data.large_targets");
    row("train_images, train_labels", {{"train_images.npy", x}, {"train_labels.npy", y}}, by_classes, 3,
        "softmax", "data.arrays_taken");
    row("X, y", {{"X.npy", x}, {"y.npy", y}}, by_classes, 3, "softmax", "data.arrays_taken");
    row("inputs alone for themselves", {{"x_train.npy", x}, {"x_test.npy", x}}, "mean_squared_error", 2,
        "input", "data.unlabelled data.same_rows_in_parts");
    row("inputs alone for classes", {{"x_train.npy", x}, {"x_test.npy", x}}, by_classes, 3, "softmax",
        "data.unlabelled data.same_rows_in_parts data.arrays_missing");
}

void TestArrayKinds::arrays_of_others_train_or_are_told() {
    QFETCH(Entries, entries);
    QFETCH(QByteArray, loss);
    QFETCH(int, units);
    QFETCH(QByteArray, activation);
    QFETCH(QByteArray, codes);
    QCOMPARE(codes_of(*loaded(entries), loss, units, activation), codes);
}

void TestArrayKinds::a_type_changes_nothing_but_the_type_data() {
    QTest::addColumn<QByteArray>("inputs");
    const auto row = [](const char* name, const std::string& inputs) {
        QTest::newRow(name) << QByteArray::fromStdString(inputs);
    };
    row("int8", npy_text("|i1", "(6, 2)", bytes_of<std::int8_t>(six_by_two)));
    row("uint16", npy_text("<u2", "(6, 2)", bytes_of<std::uint16_t>(six_by_two)));
    row("int16, turned", npy_text(">i2", "(6, 2)", bytes_of<std::int16_t>(six_by_two, true)));
    row("uint32", npy_text("<u4", "(6, 2)", bytes_of<std::uint32_t>(six_by_two)));
    row("uint64, turned", npy_text(">u8", "(6, 2)", bytes_of<std::uint64_t>(six_by_two, true)));
    row("float32, turned", npy_text(">f4", "(6, 2)", bytes_of<float>(six_by_two, true)));
    row("float64", npy_text("<f8", "(6, 2)", bytes_of<double>(six_by_two)));
    // 0, 1 and 2 in half precision
    std::string halves;
    for (const double number : six_by_two)
        halves += number == 0 ? std::string(2, '\0') : std::string(1, '\0') + (number == 1 ? '\x3C' : '\x40');
    row("float16", npy_text("<f2", "(6, 2)", halves));
    std::vector<double> columns;
    for (std::size_t i = 0; i < 12; ++i) columns.push_back(six_by_two[i % 6 * 2 + i / 6]);
    row("Fortran order",
        npy_text("{'descr': '<f4', 'fortran_order': True, 'shape': (6, 2), }", bytes_of<float>(columns)));
}

void TestArrayKinds::a_type_changes_nothing_but_the_type() {
    QFETCH(QByteArray, inputs);
    const auto dataset = loaded(data(inputs.toStdString(), y));
    QCOMPARE(codes_of(*dataset, by_classes, 3, "softmax"), QByteArray());
    QCOMPARE(dataset->fingerprint, loaded(data(x, y))->fingerprint);
}

void TestArrayKinds::class_numbers_of_any_type_are_classes_data() {
    QTest::addColumn<QByteArray>("targets");
    const auto row = [](const char* name, const std::string& targets) {
        QTest::newRow(name) << QByteArray::fromStdString(targets);
    };
    row("uint8", npy_text("|u1", "(6,)", bytes_of<std::uint8_t>(labels)));
    row("int8", npy_text("|i1", "(6, 1)", bytes_of<std::int8_t>(labels)));
    row("int16", npy_text("<i2", "(6,)", bytes_of<std::int16_t>(labels)));
    row("uint16, turned", npy_text(">u2", "(6,)", bytes_of<std::uint16_t>(labels, true)));
    row("int32, turned", npy_text(">i4", "(6, 1)", bytes_of<std::int32_t>(labels, true)));
    row("uint64", npy_text("<u8", "(6,)", bytes_of<std::uint64_t>(labels)));
}

void TestArrayKinds::class_numbers_of_any_type_are_classes() {
    QFETCH(QByteArray, targets);
    const auto dataset = loaded(data(x, targets.toStdString()));
    QCOMPARE(codes_of(*dataset, by_classes, 3, "softmax"), QByteArray());
    QCOMPARE(dataset->fingerprint, loaded(data(x, y))->fingerprint);
}

QTEST_APPLESS_MAIN(TestArrayKinds)
#include "test_array_kinds.moc"
