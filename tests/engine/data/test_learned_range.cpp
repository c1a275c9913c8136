// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/signs.h"
#include "data/learned_range.h"

#include <QtTest>

using namespace glassnet;

class TestLearnedRange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pictures_come_to_the_range_that_was_learned_data() {
        QTest::addColumn<double>("lowest");
        QTest::addColumn<double>("highest");
        QTest::addColumn<float>("expected");  // of 51, a fifth of white
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("bytes") << 0.0 << 255.0 << 51.0F << QByteArray();
        QTest::newRow("dark bytes") << 3.0 << 120.0 << 51.0F << QByteArray();
        QTest::newRow("shares") << 0.0 << 1.0 << 0.2F << QByteArray("predict.scaled");
        QTest::newRow("shares, not all") << 0.1 << 0.6 << 0.2F << QByteArray("predict.scaled");
        QTest::newRow("signed") << -1.0 << 1.0 << -0.6F << QByteArray("predict.scaled");
        QTest::newRow("deviations") << -2.1 << 3.4 << 51.0F << QByteArray("predict.range");
        QTest::newRow("16 bits") << 0.0 << 65535.0 << 51.0F << QByteArray("predict.range");
    }

    void pictures_come_to_the_range_that_was_learned() {
        QFETCH(double, lowest);
        QFETCH(double, highest);
        QFETCH(float, expected);
        QFETCH(QByteArray, code);
        std::vector<float> values{51};
        const auto told = bring_to_learned_range(values, {lowest, highest});
        QCOMPARE(values[0], expected);
        QCOMPARE(told.size(), code.isEmpty() ? std::size_t{0} : std::size_t{1});
        if (!told.empty()) QCOMPARE(QByteArray(told[0].code().data()), code);
    }

    void signs_are_not_mirrored_or_turned_without_a_word() {
        const std::vector<std::string> digits{"0", "1", "6", "9"}, letters{"А", "Б"}, clothes{"boot", "0"};
        const auto codes = [](const Distortion& distortion, const std::vector<std::string>& names) {
            QStringList all;
            for (const Problem& problem : sign_problems(distortion, names))
                all += QString::fromUtf8(problem.code().data());
            return all.join(QLatin1Char(','));
        };
        QCOMPARE(codes({.mirrors = true}, digits), QStringLiteral("augmentation.mirrored_signs"));
        QCOMPARE(codes({.mirrors = true}, letters), QStringLiteral("augmentation.mirrored_signs"));
        QCOMPARE(codes({.degrees = 180}, digits), QStringLiteral("augmentation.turned_signs"));
        QVERIFY(codes({.degrees = 20}, digits).isEmpty());
        QVERIFY(codes({.mirrors = true, .degrees = 180}, clothes).isEmpty());
        QVERIFY(codes({.mirrors = true}, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLearnedRange)
#include "test_learned_range.moc"
