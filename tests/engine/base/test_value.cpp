// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/value.h"

#include <QtTest>
#include <charconv>
#include <clocale>
#include <cmath>
#include <limits>

using namespace glassnet;

class TestValue : public QObject {
    Q_OBJECT
private slots:
    void a_value_is_what_it_was_made_from() {
        QVERIFY(Value().is_null());
        QVERIFY(Value(true).is<bool>());
        QVERIFY(Value(1).is<std::int64_t>());
        QVERIFY(Value(1.0).is<double>());
        QVERIFY(Value("text").is<std::string>());
        QVERIFY(Value(Value::List{1, 2}).is<Value::List>());
        QVERIFY(Value(Value::Map{{"a", 1}}).is<Value::Map>());
        QVERIFY(Value(1).is_number() && Value(1.5).is_number() && !Value(true).is_number() &&
                !Value("1").is_number());
    }

    void whole_numbers_stay_exact_beyond_the_reach_of_double() {
        constexpr std::int64_t large = 9'007'199'254'740'993;  // 2⁵³ + 1
        QCOMPARE(*Value(large).get_if<std::int64_t>(), large);
        QVERIFY(Value(large) != Value(large - 1));
    }

    void numbers_of_different_types_are_different_values() {
        QVERIFY(Value(1) != Value(1.0));
        QCOMPARE(Value(1).number(), Value(1.0).number());
        QCOMPARE(Value("1").number(), 0.0);
    }

    void fields_keep_their_order_and_are_replaced_in_place() {
        Value::Map fields{{"a", 1}, {"b", 2}, {"c", 3}};
        assign(fields, "b", "new");
        assign(fields, "d", 4);
        QVERIFY((fields == Value::Map{{"a", 1}, {"b", "new"}, {"c", 3}, {"d", 4}}));
        remove(fields, "a");
        remove(fields, "not there");
        QVERIFY((fields == Value::Map{{"b", "new"}, {"c", 3}, {"d", 4}}));
        QVERIFY(find(fields, "a") == nullptr);
        QVERIFY(*find(fields, "c") == Value(3));
    }

    void a_copy_does_not_follow_the_original() {
        Value first(Value::Map{{"list", Value::List{1, 2}}});
        const Value copy = first;
        first.get_if<Value::Map>()->front().value.get_if<Value::List>()->push_back(3);
        QVERIFY(copy != first);
        QCOMPARE(copy.get_if<Value::Map>()->front().value.get_if<Value::List>()->size(), std::size_t{2});
    }

    void values_read_as_people_write_them() {
        QCOMPARE(to_text(Value(32)), std::string("32"));
        QCOMPARE(to_text(Value(0.5)), std::string("0.5"));
        QCOMPARE(to_text(Value(1e6)), std::string("1000000"));
        QCOMPARE(to_text(Value(true)), std::string("true"));
        QCOMPARE(to_text(Value(Value::List{3, 3})), std::string("3 × 3"));
        QCOMPARE(to_text(Value(Value::Map{{"a", 1}, {"b", "x"}})), std::string("a 1, b x"));
        QCOMPARE(to_text(Value()), std::string("nothing"));
    }

    void the_text_of_a_number_reads_back_to_its_last_bit() {
        for (const double number :
             {0.1, 1.0 / 3, -2.5, 1e-300, 1.7976931348623157e308, 5e-324, 123456789.125, 1e15, 1e22, 0.001}) {
            const std::string text = to_text(number);
            double back = 0;
            std::from_chars(text.data(), text.data() + text.size(), back);
            QCOMPARE(back, number);
        }
    }

    void numbers_that_are_not_finite_have_texts_too() {
        QCOMPARE(to_text(std::numeric_limits<double>::infinity()), std::string("inf"));
        QCOMPARE(to_text(-std::numeric_limits<double>::infinity()), std::string("-inf"));
        QVERIFY(to_text(std::nan("")).find("nan") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestValue)
#include "test_value.moc"
