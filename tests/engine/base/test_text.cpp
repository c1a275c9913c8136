// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QTest>

using namespace glassnet;

class TestText : public QObject {
    Q_OBJECT
private slots:
    void only_the_shortest_form_of_a_letter_is_utf8_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("bytes");
        const auto row = [](const char* name, const char* text, int bytes) {
            QTest::newRow(name) << QByteArray(text) << bytes;
        };
        row("ASCII", "ab", 1);
        row("two", "\xC3\xA9", 2);
        row("three", "\xE7\x8C\xAB", 3);
        row("four", "\xF0\x9F\x98\x80", 4);
        row("cut", "\xE7\x8C", 0);
        row("no lead", "\xA9", 0);
        row("ASCII in two", "\xC1\x81", 0);
        row("two in three", "\xE0\x83\xA9", 0);
        row("three in four", "\xF0\x87\x8C\xAB", 0);
        row("half of a pair", "\xED\xA0\x80", 0);
        row("beyond the last letter", "\xF4\x90\x80\x80", 0);
        row("no such lead", "\xF8\x88\x80\x80\x80", 0);
    }
    void only_the_shortest_form_of_a_letter_is_utf8() {
        QFETCH(QByteArray, text);
        QFETCH(int, bytes);
        QCOMPARE(letter_bytes(text.toStdString()), static_cast<std::size_t>(bytes));
    }

    void a_letter_is_appended_as_qt_writes_it() {
        for (const char32_t letter : {U'a', U'\x7F', U'\x80', U'é', U'\x7FF', U'\x800', U'猫', U'\xFFFF',
                                      U'\x10000', U'😀', U'\x10FFFF'}) {
            std::string text;
            append_utf8(text, letter);
            QCOMPARE(QByteArray::fromStdString(text), QString::fromUcs4(&letter, 1).toUtf8());
        }
    }

    void what_is_no_letter_is_shown_by_its_number() {
        QCOMPARE(printable("na\xC3\xAFve 猫"), std::string("na\xC3\xAFve 猫"));
        QCOMPARE(printable("a\xFF\x1B\x7F\xC3"), std::string("a\\xFF\\x1B\\x7F\\xC3"));
    }

    void blanks_around_are_no_part() {
        QCOMPARE(trimmed(" \ta b\t "), std::string_view("a b"));
        QVERIFY(trimmed(" \t ").empty() && trimmed("").empty());
    }

    void names_are_listed_up_to_a_number() {
        QCOMPARE(listed({"a", "b"}, 2), std::string("a, b"));
        QCOMPARE(listed({"a", "b", "c", "d"}, 2), std::string("a, b and 2 more"));
        QVERIFY(listed({}, 3).empty());
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "test_text.moc"
