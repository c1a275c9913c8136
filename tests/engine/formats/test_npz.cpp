// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"
#include "formats/npy.h"
#include "formats/npz.h"
#include "support/problems.h"
#include "support/zip_text.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

std::map<std::string, StoredArray> read(const std::string& text) {
    return read_npz(std::as_bytes(std::span(text)), "a.npz");
}

std::string code(const std::string& text) {
    return code_of([&] { (void)read(text); });
}

std::string npy_code_of(const std::string& text) {
    return code_of([&] { (void)read_npy(std::as_bytes(std::span(text)), "t", "a.npz"); });
}

StoredTensor numbers_in(const std::string& text) {
    return numbers_of(read_npy(std::as_bytes(std::span(text)), "t", ""), "t", "");
}

const std::string one_byte = npy_text("|u1", "(1,)", "x");

}  // namespace

class TestNpz : public QObject {
    Q_OBJECT
private slots:
    void stored_and_deflated_arrays_are_read();
    void every_type_is_read();
    void a_single_number_has_no_sides();
    void a_header_of_version_two_is_read();
    void bad_arrays_are_refused_data();
    void bad_arrays_are_refused();
    void object_arrays_are_told_to_contain_code();
    void an_archive_that_is_cut_is_refused_at_any_length();
    void a_wrong_checksum_is_detected();
    void a_bomb_is_refused_before_it_is_unpacked();
    void encrypted_entries_are_refused();
    void names_that_leave_the_archive_are_refused();
    void a_name_given_twice_is_refused();
    void sixty_five_entries_are_too_many();
};

void TestNpz::stored_and_deflated_arrays_are_read() {
    const std::string floats("\0\0\x80\x3F\0\0\x20\xC0", 8);
    const auto arrays = read(zip_text(
        {{"a.npy", npy_text("<f4", "(2, 1)", floats)}, {"b.npy", npy_text("<f4", "(2,)", floats), true}}));
    QCOMPARE(arrays.size(), std::size_t{2});
    QCOMPARE(std::get<StoredTensor>(arrays.at("a")).shape, (std::vector<std::int64_t>{2, 1}));
    for (const auto& [name, array] : arrays)
        QCOMPARE(std::get<0>(std::get<StoredTensor>(array).values), (std::vector<float>{1, -2.5F}));
}

void TestNpz::every_type_is_read() {
    const auto value = [](const char* type, const std::string& bytes) {
        const std::string text = npy_text(type, "(1,)", bytes);
        return numbers_in(text).values;
    };
    QVERIFY(value("|u1", "\xFF") == StoredTensor::Values(std::vector<std::uint8_t>{255}));
    QVERIFY(value("|b1", "\1") == StoredTensor::Values(std::vector<std::uint8_t>{1}));
    QVERIFY(value("<i4", "\xFE\xFF\xFF\xFF") == StoredTensor::Values(std::vector<std::int64_t>{-2}));
    QVERIFY(value("<i8", std::string("\0\0\0\0\1\0\0\0", 8)) ==
            StoredTensor::Values(std::vector<std::int64_t>{4294967296}));
    QVERIFY(value("<f8", std::string("\0\0\0\0\0\0\xF0\x3F", 8)) ==
            StoredTensor::Values(std::vector<double>{1}));
}

void TestNpz::a_single_number_has_no_sides() {
    const std::string text = npy_text("|u1", "()", "x");
    QVERIFY(numbers_in(text).shape.empty());
}

void TestNpz::a_header_of_version_two_is_read() {
    const std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }\n";
    const std::string text =
        "\x93NUMPY" + std::string("\2\0", 2) + little_endian(header.size(), 4) + header + "x";
    QCOMPARE(numbers_in(text).shape, (std::vector<std::int64_t>{1}));
}

void TestNpz::bad_arrays_are_refused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const std::string& text, const char* code) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(code);
    };
    row("empty", "", "npy.header");
    row("no array", "<!DOCTYPE html>", "npy.header");
    row("cut in the header", one_byte.substr(0, 40), "npy.header");
    row("cut in the values", npy_text("<f4", "(2,)", "1234"), "npy.length");
    row("too many values", npy_text("|u1", "(2,)", "123"), "npy.length");
    row("complex", npy_text("<c8", "(1,)", "12345678"), "npy.complex");
    row("date", npy_text("<M8[D]", "(1,)", "12345678"), "npy.date");
    row("duration", npy_text("<m8[ns]", "(1,)", "12345678"), "npy.date");
    row("long double", npy_text("<f16", "(1,)", std::string(16, 'x')), "npy.wide");
    row("raw bytes", npy_text("|V2", "(1,)", "12"), "npy.raw");
    row("unknown type", npy_text("<q8", "(1,)", "12345678"), "npy.type");
    row("no type", npy_text("", "(1,)", "x"), "npy.type");
    row("only an order of bytes", npy_text("<", "(1,)", "x"), "npy.type");
    row("structure", npy_text("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "1234"),
        "npy.fields");
    row("structure in a structure",
        npy_text("{'descr': [('a]', '<f4', (3,)), ('b', [('c', '<i4')])], 'fortran_order': False, "
                 "'shape': (1,), }",
                 "1234"),
        "npy.fields");
    row("letter beyond Unicode", npy_text("<U1", "(1,)", std::string("\0\0\x11\0", 4)), "npy.utf32");
    row("half of a pair", npy_text(">U1", "(1,)", std::string("\0\0\xD8\0", 4)), "npy.utf32");
    row("zero inside", npy_text("<U2", "(1,)", std::string("\0\0\0\0a\0\0\0", 8)), "npy.utf32");
    row("no UTF-8", npy_text("|S1", "(1,)", "\xE9"), "npy.utf8");
    row("zero inside bytes", npy_text("|S3", "(1,)", std::string("a\0b", 3)), "npy.utf8");
    row("UTF-8 longer than needed", npy_text("|S2", "(1,)", "\xC0\xAF"), "npy.utf8");
    row("UTF-8 that ends early", npy_text("|S2", "(1,)", "\xE7\x8C"), "npy.utf8");
    row("texts without length", npy_text("|S0", "(1000000000000,)", ""), "npy.header");
    row("texts of a wrong length", npy_text("<Uxy", "(1,)", "abcd"), "npy.header");
    row("texts that are cut", npy_text("|S4", "(2,)", "abcd"), "npy.length");
    row("structure that never ends", npy_text("{'descr': [('a', [('b', '<f4')]", "x"), "npy.header");
    row("negative side", npy_text("|u1", "(-1,)", "x"), "npy.header");
    row("product overflows", npy_text("<f8", "(4294967296, 4294967296, 2)", "x"), "npy.header");
    row("nine sides", npy_text("|u1", "(1,1,1,1,1,1,1,1,1)", "x"), "npy.header");
    row("a call", npy_text("{'descr': print(1), 'fortran_order': False, 'shape': (1,), }", "x"),
        "npy.header");
    row("missing field", npy_text("{'descr': '|u1', 'shape': (1,), }", "x"), "npy.header");
    row("never closed", npy_text("{'descr': '|u1", "x"), "npy.header");
}

void TestNpz::bad_arrays_are_refused() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    QCOMPARE(QByteArray::fromStdString(npy_code_of(text.toStdString())), code);
}

void TestNpz::object_arrays_are_told_to_contain_code() {
    const auto problems = problems_of([] {
        (void)read(zip_text({{"o.npy", npy_text("|O", "(1,)", "\x80\x04.")}}));
    });
    QCOMPARE(std::string(problems.at(0).code()), std::string("npy.code"));
    QVERIFY(contains(problems[0].what(), "contains code"));
    QCOMPARE(problems[0].where.tensor, std::string("o"));
}

void TestNpz::an_archive_that_is_cut_is_refused_at_any_length() {
    const std::string text = zip_text({{"a.npy", one_byte}, {"b.npy", one_byte, true}});
    for (std::size_t length = 0; length < text.size(); length += 7)
        QVERIFY(!code(text.substr(0, length)).empty());
    QCOMPARE(code(text), std::string());
}

void TestNpz::a_wrong_checksum_is_detected() {
    QCOMPARE(code(zip_text({{"a.npy", one_byte, false, false, 1}})), std::string("npz.damaged"));
    QCOMPARE(code(zip_text({{"a.npy", one_byte, true, false, 1}})), std::string("npz.damaged"));
}

void TestNpz::a_bomb_is_refused_before_it_is_unpacked() {
    const std::string bomb = zip_text({{"a.npy", std::string(40'000'000, '\0'), true}});
    QVERIFY(bomb.size() < 80'000);
    QCOMPARE(code(bomb), std::string("npz.large"));
}

void TestNpz::encrypted_entries_are_refused() {
    QCOMPARE(code(zip_text({{"a.npy", one_byte, false, true}})), std::string("npz.encrypted"));
}

void TestNpz::names_that_leave_the_archive_are_refused() {
    for (const char* name : {"../a.npy", "/a.npy", "b/a.npy", "b\\a.npy", "data.pkl"}) {
        QCOMPARE(code(zip_text({{name, one_byte}})), std::string("npz.entry"));
    }
}

void TestNpz::a_name_given_twice_is_refused() {
    QVERIFY(!code(zip_text({{"a.npy", one_byte}, {"a.npy", one_byte}})).empty());
}

void TestNpz::sixty_five_entries_are_too_many() {
    std::vector<ZipEntry> entries;
    for (int i = 0; i < 64; ++i) entries.push_back({std::to_string(i) + ".npy", one_byte});
    QCOMPARE(code(zip_text(entries)), std::string());
    entries.push_back({"64.npy", one_byte});
    QCOMPARE(code(zip_text(entries)), std::string("npz.entries"));
}

QTEST_APPLESS_MAIN(TestNpz)
#include "test_npz.moc"
