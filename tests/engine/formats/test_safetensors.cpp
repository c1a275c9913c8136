// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"
#include "formats/content.h"
#include "formats/safetensors.h"
#include "support/problems.h"

#include <QtTest>
#include <bit>
#include <cmath>
#include <limits>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

std::string file_text(const std::string& header, const std::string& values) {
    const std::uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), sizeof length) + header + values;
}

StoredTensors read(const std::string& text) {
    return read_safetensors(std::as_bytes(std::span(text)), "a.safetensors");
}

std::vector<Problem> problems_in(const std::string& text) {
    return problems_of([&] { (void)read(text); });
}

}  // namespace

class TestSafetensors : public QObject {
    Q_OBJECT
private slots:
    void every_type_comes_back_equal();
    void floats_keep_every_bit();
    void equal_values_give_equal_bytes();
    void half_precision_is_read_exactly();
    void a_file_of_another_writer_is_read();
    void bad_files_are_refused_data();
    void bad_files_are_refused();
    void a_faulty_tensor_is_named();
    void an_empty_tensor_is_no_fault();
    void values_begin_at_a_multiple_of_eight();
    void the_hash_sees_names_shapes_and_values();
    void what_we_write_is_known_whatever_its_header_begins_with();
};

/// The length that a file begins with can be the first bytes of a pickle (640 is 80 02), of a program, of a
/// picture.
void TestSafetensors::what_we_write_is_known_whatever_its_header_begins_with() {
    QSet<quint64> begun;
    for (std::size_t note = 0; note < 24'000; note += 8) {
        StoredTensors stored;
        stored.tensors["t"] = {{1}, std::vector<float>{1}};
        stored.metadata = {{"note", std::string(note, 'n')}};
        const std::string text = write_safetensors(stored);
        const auto bytes = std::as_bytes(std::span(text));
        QVERIFY2(content_of(bytes) == Content::safetensors, qPrintable(QString::number(note)));
        QVERIFY(content_of(bytes.first(64)) == Content::safetensors);
        begun.insert(
            static_cast<quint64>(std::to_integer<int>(bytes[0]) | std::to_integer<int>(bytes[1]) << 8));
    }
    for (const int length : {0x0280, 0x0380, 0x0480, 0x0580})
        QVERIFY(begun.contains(static_cast<quint64>(length)));
}

void TestSafetensors::every_type_comes_back_equal() {
    StoredTensors stored;
    stored.tensors["a/float"] = {{2, 1}, std::vector<float>{0.1F, -2}};
    stored.tensors["b/double"] = {{3}, std::vector<double>{0.1, 1e300, -0.0}};
    stored.tensors["c/whole"] = {{}, std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::min()}};
    stored.tensors["d/byte é"] = {{5}, std::vector<std::uint8_t>{0, 1, 127, 128, 255}};
    stored.metadata = {{"note", "line\nand \"quote\""}};
    QVERIFY(read(write_safetensors(stored)) == stored);
    QVERIFY(read(write_safetensors({})) == StoredTensors());
}

void TestSafetensors::floats_keep_every_bit() {
    const std::vector<float> values{std::bit_cast<float>(0x7FC12345U), std::bit_cast<float>(0xFF800000U),
                                    -0.0F, std::bit_cast<float>(1U), 1.1F};
    StoredTensors stored;
    stored.tensors["t"] = {{5}, values};
    const auto again = std::get<0>(read(write_safetensors(stored)).tensors["t"].values);
    for (std::size_t i = 0; i < values.size(); ++i)
        QCOMPARE(std::bit_cast<std::uint32_t>(again[i]), std::bit_cast<std::uint32_t>(values[i]));
}

void TestSafetensors::equal_values_give_equal_bytes() {
    StoredTensors stored;
    stored.tensors["b"] = {{1}, std::vector<float>{1}};
    stored.tensors["a"] = {{1}, std::vector<double>{1}};
    const std::string text = write_safetensors(stored);
    QCOMPARE(write_safetensors(read(text)), text);
}

void TestSafetensors::half_precision_is_read_exactly() {
    // 1, −2, 65504, smallest normal, smallest, infinity
    const std::string half("\x00\x3C\x00\xC0\xFF\x7B\x00\x04\x01\x00\x00\x7C", 12);
    const auto values =
        std::get<0>(read(file_text(R"({"h":{"dtype":"F16","shape":[6],"data_offsets":[0,12]}})", half))
                        .tensors["h"]
                        .values);
    QCOMPARE(values,
             (std::vector<float>{1, -2, 65504, 0x1p-14F, 0x1p-24F, std::numeric_limits<float>::infinity()}));
    const std::string brain("\x80\x3F\x20\xC0", 4);
    const auto others =
        std::get<0>(read(file_text(R"({"b":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}})", brain))
                        .tensors["b"]
                        .values);
    QCOMPARE(others, (std::vector<float>{1, -2.5F}));
}

void TestSafetensors::a_file_of_another_writer_is_read() {
    const std::string header =
        R"({"__metadata__":{"format":"pt"},"w":{"dtype":"I32","shape":[2],"data_offsets":[0,8]},)"
        R"("m":{"dtype":"BOOL","shape":[2],"data_offsets":[8,10]}}    )";
    const StoredTensors stored = read(file_text(header, std::string("\xFF\xFF\xFF\xFF\2\0\0\0\1\0", 10)));
    QCOMPARE(std::get<2>(stored.tensors.at("w").values), (std::vector<std::int64_t>{-1, 2}));
    QCOMPARE(std::get<3>(stored.tensors.at("m").values), (std::vector<std::uint8_t>{1, 0}));
    QCOMPARE(stored.metadata.at("format"), std::string("pt"));
}

void TestSafetensors::bad_files_are_refused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const std::string& text, const char* code) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(code);
    };
    const auto tensor = [](const std::string& fields, const std::string& values) {
        return file_text("{\"t\":{" + fields + "}}", values);
    };
    row("empty", "", "safetensors.short");
    row("cut in the length", "\x10\x00\x00", "safetensors.short");
    row("header of length 2^63", std::string("\0\0\0\0\0\0\0\x80", 8) + "{}", "safetensors.header_large");
    row("header of 16 MB + 1", std::string("\x01\x24\xF4\0\0\0\0\0", 8) + "{}", "safetensors.header_large");
    row("header longer than the file", std::string("\x10\0\0\0\0\0\0\0", 8) + "{}", "safetensors.short");
    row("header of length 0", std::string(8, '\0'), "safetensors.short");
    row("header is no JSON", file_text("{\"t\"", ""), "json.ends_early");
    row("header is a list", file_text("[]", ""), "safetensors.header");
    row("tensor given twice", file_text(R"({"t":1,"t":2})", ""), "json.duplicate");
    row("metadata is no text", file_text(R"({"__metadata__":{"a":1}})", ""), "safetensors.header");
    row("no shape", tensor(R"("dtype":"U8","data_offsets":[0,1])", "x"), "safetensors.tensor");
    row("one offset", tensor(R"("dtype":"U8","shape":[1],"data_offsets":[1])", "x"), "safetensors.tensor");
    row("unknown type", tensor(R"("dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1])", "x"),
        "safetensors.type");
    row("negative side", tensor(R"("dtype":"U8","shape":[-1],"data_offsets":[0,1])", "x"),
        "safetensors.shape");
    row("side of 2.5", tensor(R"("dtype":"U8","shape":[2.5],"data_offsets":[0,1])", "x"),
        "safetensors.shape");
    row("product overflows",
        tensor(R"("dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0])", ""),
        "safetensors.shape");
    row("2^31 values", tensor(R"("dtype":"U8","shape":[2147483648],"data_offsets":[0,2147483648])", "x"),
        "safetensors.shape");
    row("nine sides", tensor(R"("dtype":"U8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1])", "x"),
        "safetensors.shape");
    row("size of other shape", tensor(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])", "xxxx"),
        "safetensors.size");
    row("end before begin", tensor(R"("dtype":"U8","shape":[1],"data_offsets":[1,0])", "x"),
        "safetensors.size");
    row("past the end", tensor(R"("dtype":"U8","shape":[9],"data_offsets":[0,9])", "x"),
        "safetensors.length");
    row("bytes left over", tensor(R"("dtype":"U8","shape":[1],"data_offsets":[0,1])", "xx"),
        "safetensors.length");
    const std::string first = R"("a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)";
    row("hole", file_text("{" + first + R"("b":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}})", "xxxx"),
        "safetensors.place");
    row("overlap", file_text("{" + first + R"("b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})", "xxx"),
        "safetensors.place");
    row("hole at the beginning", tensor(R"("dtype":"U8","shape":[1],"data_offsets":[1,2])", "xx"),
        "safetensors.place");
}

void TestSafetensors::bad_files_are_refused() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    const auto problems = problems_in(text.toStdString());
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(std::string(problems[0].code())), code);
    QCOMPARE(problems[0].where.file, std::string("a.safetensors"));
    QVERIFY(!problems[0].hint().empty());
}

void TestSafetensors::a_faulty_tensor_is_named() {
    const auto problems =
        problems_in(file_text(R"({"conv/kernel":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", "xxxx"));
    QCOMPARE(problems.at(0).where.tensor, std::string("conv/kernel"));
    QCOMPARE(problems[0].what(), std::string("tensor “conv/kernel” needs 8 bytes and has 4"));
}

void TestSafetensors::an_empty_tensor_is_no_fault() {
    const std::string header =
        R"({"e":{"dtype":"F32","shape":[0,3],"data_offsets":[1,1]},"u":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})";
    QCOMPARE(read(file_text(header, "x")).tensors.size(), std::size_t{2});
}

void TestSafetensors::values_begin_at_a_multiple_of_eight() {
    for (int length = 1; length < 10; ++length) {
        StoredTensors stored;
        stored.tensors[std::string(static_cast<std::size_t>(length), 'n')] = {{1}, std::vector<double>{1}};
        const std::string text = write_safetensors(stored);
        QCOMPARE((text.size() - 8) % 8, std::size_t{0});
    }
}

void TestSafetensors::the_hash_sees_names_shapes_and_values() {
    StoredTensors stored;
    stored.tensors["a"] = {{1, 2}, std::vector<float>{1, 2}};
    stored.metadata = {{"step", "1"}};
    const std::string hash = content_hash(stored);
    stored.metadata["sha256"] = "anything";
    QCOMPARE(content_hash(stored), hash);
    StoredTensors other = stored;
    other.tensors["a"].shape = {2, 1};
    QVERIFY(content_hash(other) != hash);
    other = stored;
    other.tensors["a"].values = std::vector<float>{1, 2.0000002F};
    QVERIFY(content_hash(other) != hash);
    other = stored;
    other.metadata["step"] = "2";
    QVERIFY(content_hash(other) != hash);
    other = stored;
    other.tensors["b"] = other.tensors.extract("a").mapped();
    QVERIFY(content_hash(other) != hash);
}

QTEST_APPLESS_MAIN(TestSafetensors)
#include "test_safetensors.moc"
