// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/composed.h"

#include <QTest>

using namespace glassnet;

class TestComposed : public QObject {
    Q_OBJECT
private slots:
    // Python 3.11, Unicode 14: unicodedata.normalize("NFD", text), normalize("NFC", text)
    void a_letter_and_its_marks_become_one_data() {
        QTest::addColumn<QByteArray>("apart");
        QTest::addColumn<QString>("together");
        const auto row = [](const char* name, const char* apart, const char16_t* together) {
            QTest::newRow(name) << QByteArray(apart) << QString::fromUtf16(together);
        };
        row("Latin",
            "caf"
            "e\xCC\x81",
            u"caf\u00E9");
        row("two marks", "e\xCC\xA3\xCC\x82", u"\u1EC7");
        row("Greek", "\xCE\xB9\xCC\x88\xCC\x81", u"\u0390");
        row("Cyrillic", "\xD0\xB8\xCC\x86", u"\u0439");
        row("kana", "\xE3\x81\x8B\xE3\x82\x99", u"\u304C");
        row("Korean", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80\xE1\x85\xB3\xE1\x86\xAF",
            u"\uD55C\uAE00");
        row("a mark that no letter takes", "x\xCC\x81", u"x\u0301");
        row("nothing to join", "\xE7\x8C\xAB \xF0\x9F\x90\x88", u"\u732B \U0001F408");
    }
    void a_letter_and_its_marks_become_one() {
        QFETCH(QByteArray, apart);
        QFETCH(QString, together);
        const auto letters =
            composed(std::string_view(apart.constData(), static_cast<std::size_t>(apart.size())));
        QCOMPARE(QString::fromStdU32String(letters), together);
        QCOMPARE(composed(together.toUtf8().toStdString()), letters);
    }

    void bytes_that_are_no_letters_stay_different() {
        QVERIFY(composed("a\xFF") != composed("a\xFE"));
        QVERIFY(composed("\xE9") != composed("\xC3\xA9"));
    }
};

QTEST_APPLESS_MAIN(TestComposed)
#include "test_composed.moc"
