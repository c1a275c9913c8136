// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"

#include <QtTest>

using namespace glassnet;

namespace {

constexpr ProblemKind broken{"test.broken", Severity::error, "{thing} is {state}", "Mend {thing}."};
constexpr ProblemKind odd{"test.odd", Severity::warning, "Odd", "Look."};
constexpr ProblemKind idle{"test.idle", Severity::hint, "Idle", "Go."};

}  // namespace

class TestProblem : public QObject {
    Q_OBJECT
private slots:
    void fill_puts_arguments_into_their_places() {
        QCOMPARE(fill("{a} and {b}, {a}", {{"a", 1}, {"b", "two"}}), std::string("1 and two, 1"));
        QCOMPARE(fill("no places", {{"a", 1}}), std::string("no places"));
        QCOMPARE(fill("", {}), std::string());
    }
    void a_name_without_argument_stays() { QCOMPARE(fill("{a} {b}", {{"a", 1}}), std::string("1 {b}")); }
    void an_open_brace_stays() { QCOMPARE(fill("{a} {b", {{"a", 1}}), std::string("1 {b")); }
    void a_closing_brace_alone_stays() { QCOMPARE(fill("} {a}", {{"a", 1}}), std::string("} 1")); }
    void arguments_are_not_filled_again() {
        QCOMPARE(fill("{a}", {{"a", "{b}"}, {"b", "x"}}), std::string("{b}"));
    }

    void a_problem_tells_what_and_hint_with_its_arguments() {
        const Problem problem(broken, {{"thing", "The wire"}, {"state", "cut"}});
        QCOMPARE(problem.code(), std::string_view("test.broken"));
        QCOMPARE(problem.what(), std::string("The wire is cut"));
        QCOMPARE(problem.hint(), std::string("Mend The wire."));
        QCOMPARE(to_text(problem.severity()), std::string_view("error"));
    }

    void places_read_as_people_write_them() {
        QCOMPARE(to_text(Where{}), std::string());
        QCOMPARE(to_text(Where{.node = "conv2d_1"}), std::string("conv2d_1"));
        QCOMPARE(to_text(Where{.node = "conv2d_1", .setting = "filters"}), std::string("conv2d_1.filters"));
        QCOMPARE(to_text(Where{.node = "add_1", .wire_from = "dense_1"}), std::string("dense_1 → add_1"));
        QCOMPARE(to_text(Where{.file = "a.glassnet", .line = 7, .node = "x", .setting = "y"}),
                 std::string("x.y in a.glassnet, line 7"));
        QCOMPARE(to_text(Where{.file = "a.bin", .offset = 0}), std::string("a.bin, byte 0"));
        QCOMPARE(to_text(Where{.node = "dense_1", .tensor = "kernel"}), std::string("dense_1/kernel"));
    }

    void only_errors_are_errors() {
        QVERIFY(!has_errors({}));
        QVERIFY(!has_errors({Problem(odd), Problem(idle)}));
        QVERIFY(has_errors({Problem(odd), Problem(broken)}));
    }

    void an_error_carries_its_problems_and_says_them_all() {
        const Error error(
            {Problem(odd), Problem(broken, {{"thing", "It"}, {"state", "off"}}, {.file = "f"})});
        QCOMPARE(error.problems().size(), std::size_t{2});
        QCOMPARE(std::string(error.what()), std::string("test.odd: Odd\ntest.broken: It is off (f)"));
    }

    void problems_are_equal_when_kind_arguments_and_place_are() {
        QVERIFY(Problem(broken, {{"thing", 1}}) == Problem(broken, {{"thing", 1}}));
        QVERIFY(!(Problem(broken, {{"thing", 1}}) == Problem(broken, {{"thing", 2}})));
        QVERIFY(!(Problem(broken, {}, {.node = "a"}) == Problem(broken)));
        QVERIFY(!(Problem(broken) == Problem(odd)));
    }
};

QTEST_APPLESS_MAIN(TestProblem)
#include "test_problem.moc"
