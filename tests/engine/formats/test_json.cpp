// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"
#include "base/problem.h"
#include "formats/json.h"
#include "support/problems.h"

#include <QtTest>
#include <cmath>

using namespace glassnet;
using glassnet::testing::code_of;
using glassnet::testing::problems_of;

namespace {
std::string round_trip(const std::string& text) { return write_json(parse_json(text, "")); }
std::string code(const std::string& text) {
    return code_of([&] { (void)parse_json(text, "a.json"); });
}
}  // namespace

class TestJson : public QObject {
    Q_OBJECT
private slots:
    void one_line_keeps_order_and_types();
    void integers_of_64_bits_stay_exact();
    void larger_integers_become_doubles();
    void doubles_come_back_to_the_bit();
    void depth_64_is_read_and_65_refused();
    void a_depth_of_100000_is_refused_without_harm();
    void a_field_given_twice_is_refused();
    void an_empty_text_is_named();
    void bad_texts_are_refused_data();
    void bad_texts_are_refused();
    void a_cut_text_is_told_with_line_and_byte();
    void a_byte_order_mark_is_dropped();
    void too_many_values_are_refused();
    void bytes_that_are_no_text_are_replaced();
    void lines_of_paths_are_found();
    void many_lines_read_back_equal();
};

void TestJson::one_line_keeps_order_and_types() {
    const std::string text = R"({"z": 1, "a": [1.0, true, null, "é\n\"", []], "m": {"k": {}}})";
    QCOMPARE(round_trip(text), text);
}

void TestJson::integers_of_64_bits_stay_exact() {
    QCOMPARE(round_trip("[9007199254740993, 9223372036854775807, -9223372036854775808]"),
             std::string("[9007199254740993, 9223372036854775807, -9223372036854775808]"));
}

void TestJson::larger_integers_become_doubles() {
    const Value value = parse_json("100000000000000000000", "");
    QVERIFY(value.is<double>());
    QCOMPARE(value.number(), 1e20);
}

void TestJson::doubles_come_back_to_the_bit() {
    for (const double number : {0.1, 1.0 / 3, 1e-308, 5e-324, 1.7976931348623157e308, -0.0, 2.0, 1e20}) {
        const Value value = parse_json(write_json(number), "");
        QVERIFY(value.is<double>());
        QCOMPARE(std::signbit(value.number()), std::signbit(number));
        QVERIFY(value.number() == number);
    }
}

void TestJson::depth_64_is_read_and_65_refused() {
    QCOMPARE(code(std::string(64, '[') + std::string(64, ']')), std::string());
    QCOMPARE(code(std::string(65, '[') + std::string(65, ']')), std::string("json.depth"));
}

void TestJson::a_depth_of_100000_is_refused_without_harm() {
    QCOMPARE(code(std::string(100'000, '[')), std::string("json.depth"));
}

void TestJson::a_field_given_twice_is_refused() {
    const auto problems =
        problems_of([] { (void)parse_json("{\"a\": 1,\n \"b\": {\"a\": 2},\n \"a\": 3}", "a.json"); });
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(std::string(problems[0].code()), std::string("json.duplicate"));
    QCOMPARE(problems[0].where.line, std::int64_t{3});
}

void TestJson::an_empty_text_is_named() {
    QCOMPARE(code(""), std::string("json.empty"));
    QCOMPARE(code(" \n"), std::string("json.empty"));
}

void TestJson::bad_texts_are_refused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* text, const char* expected, int offset) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected) << offset;
    };
    row("{\"a\": NaN}", "json.number: “NaN” is no number", 6);
    row("{\"a\": True}", "json.python: “True” is a word of Python", 6);
    row("{\"a\": 0,3}", "json.decimal_comma: a field has to follow", 8);
    row("[1,,2]", "json.comma_behind: a comma stands before “,”", 2);
    row("['a']", "json.quotes: “'a'” is no value", 1);
    row("{a: 1}", "json.quotes: “a” is no value", 1);
    row("[1e999]", "json.number: “1e999” is no number", 1);
    row("[0x10]", "json.number: “0x10”", 1);
    row("[01]", "json.number: “01”", 1);
    row("[1] x", "json.more: “x” follows", 4);
    row("{\"a\": 1,}", "json.comma_behind: a comma stands before “}”", 7);
    row("[1,\n2,\n]", "json.comma_behind: a comma stands before “]”", 5);
    row("[\"a\" \"b, c\"]", "json.comma_missing: a comma is missing before \"b, c\"", 5);
    row("{\"a\": [1]\n\"b\": 2}", "json.comma_missing: a comma is missing before \"b\"", 10);
    row("{\"a\" 1}", "json.colon_missing: a colon is missing", 5);
    row("// c\n1", "json.comment: comments", 0);
    row("[1, # c\n2]", "json.comment: comments", 4);
    row("\"\\ud800\"", "json.backslash: a backslash", 7);
    row("[\"C:\\data\"]", "json.backslash: a backslash", 5);
    row("\"\xFF\"", "json.bytes: a byte", 1);
    row("\xFF\xFE{}", "json.bytes: a byte", 0);
    row("[\"a\n\"]", "json.open_text: a text", 3);
    row("[\"a", "json.ends_early: the text ends", 3);
    row("{\"a\": [", "json.ends_early: the text ends", 7);
    row("[1}", "json.syntax: this is no JSON: “}” is not expected", 2);
}

void TestJson::bad_texts_are_refused() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QFETCH(int, offset);
    const auto problems = problems_of([&] { (void)parse_json(text.toStdString(), "a.json"); });
    QCOMPARE(problems.size(), std::size_t{1});
    const std::string told = std::string(problems[0].code()) + ": " + problems[0].what();
    QVERIFY2(glassnet::testing::contains(told, expected.toStdString()), told.c_str());
    QCOMPARE(problems[0].where.offset, std::int64_t{offset});
}

void TestJson::a_cut_text_is_told_with_line_and_byte() {
    const std::string text = "{\n  \"a\": [1, 2";
    const auto problems = problems_of([&] { (void)parse_json(text, "a.json"); });
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems[0].where.file, std::string("a.json"));
    QCOMPARE(problems[0].where.line, std::int64_t{2});
    QCOMPARE(problems[0].where.offset, static_cast<std::int64_t>(text.size()));
    QVERIFY2(glassnet::testing::contains(problems[0].what(), "the text ends before"),
             problems[0].what().c_str());
    QVERIFY2(!glassnet::testing::contains(problems[0].what(), "exception"), problems[0].what().c_str());
}

void TestJson::a_byte_order_mark_is_dropped() { QCOMPARE(round_trip("\xEF\xBB\xBF[1]"), std::string("[1]")); }

void TestJson::too_many_values_are_refused() {
    std::string text = "[0";
    for (std::int64_t i = 0; i < limits::json_values; ++i) text += ",0";
    QCOMPARE(code(text + "]"), std::string("json.size"));
}

void TestJson::bytes_that_are_no_text_are_replaced() {
    QCOMPARE(write_json("a\xFFz"), std::string("\"a\xEF\xBF\xBDz\""));
}

void TestJson::lines_of_paths_are_found() {
    const std::string text = "{\n\"network\": {\n\"nodes\": [\n{\"id\": 1},\n{\"id\":\n2}]}}";
    const auto lines =
        lines_of(text, {"network", "network.nodes[0].id", "network.nodes[1]", "network.nodes[1].id", "none"});
    QCOMPARE(lines, (std::vector<std::int64_t>{2, 4, 5, 6, -1}));
}

void TestJson::many_lines_read_back_equal() {
    const Value value = parse_json(R"({"a": [1, 2], "b": {"c": [{"d": 1}, {}], "e": []}})", "");
    QCOMPARE(write_json(parse_json(write_json_lines(value), "")), write_json(value));
}

QTEST_APPLESS_MAIN(TestJson)
#include "test_json.moc"
