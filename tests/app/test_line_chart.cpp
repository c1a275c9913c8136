// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/axis_scale.h"
#include "widgets/line_chart.h"

#include <QTest>

#include <cmath>
#include <ctime>
#include <limits>
#include <random>

using namespace glassnet::app;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// A series as a training may bring it: of any length, size and sign, with jumps, and now and then with no
/// number at all.
QList<QPointF> anySeries(std::mt19937& dice) {
    const auto share = [&] { return std::uniform_real_distribution<>(0, 1)(dice); };
    const auto size = [&] { return std::pow(10.0, std::uniform_real_distribution<>(-30, 30)(dice)); };
    const double level = size() * (share() < 0.3 ? -1 : 1), spread = share() < 0.2 ? 0 : size();
    const int length = share() < 0.1 ? 0 : share() < 0.2 ? 1 : static_cast<int>(share() * 3000);
    QList<QPointF> series;
    for (int i = 0; i < length; ++i) {
        const double chance = share();
        const double value = chance < 0.01   ? notANumber
                             : chance < 0.02 ? infinity
                             : chance < 0.05 ? size()
                             : chance < 0.1  ? 0
                                             : level + spread * (share() - 0.5);
        series.append({(i + 1) / 32.0, value});
    }
    return series;
}

/// The texts of an axis, from below.
QStringList textsOf(const AxisScale& scale) {
    QStringList texts;
    for (const double mark : marksOf(scale)) texts += markText(mark, scale);
    return texts;
}

QStringList words(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); }

}  // namespace

class TestLineChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_axis_has_few_marks_and_short_texts_whatever_the_values() {
        std::mt19937 dice(1);
        std::uniform_real_distribution<> exponent(-320, 320), sign(-1, 1);
        for (int turn = 0; turn < 20000; ++turn) {
            const double a = std::copysign(std::pow(10.0, exponent(dice)), sign(dice)),
                         b = std::copysign(std::pow(10.0, exponent(dice)), sign(dice));
            const AxisScale scale = scaleAround(std::min(a, b), std::max(a, b), turn % 2 ? 3 : 6);
            QVERIFY2(scale.low <= 0 && scale.high >= 0 && scale.low < scale.high &&
                         std::isfinite(scale.high - scale.low),
                     qPrintable(QStringLiteral("%1 … %2").arg(a).arg(b)));
            QVERIFY(marksOf(scale).size() >= 2 && marksOf(scale).size() <= 12);
            QStringList once = textsOf(scale);
            once.removeDuplicates();
            QCOMPARE(once.size(), marksOf(scale).size());  // each mark is told apart
            for (const QString& text : textsOf(scale)) QVERIFY2(text.size() <= 10, qPrintable(text));
        }
        for (const double last : {-1.0, 0.0, 1.0, 7.0, 100000.0, 1e30, infinity, notANumber}) {
            const AxisScale scale = countingScale(last, 6);
            QVERIFY2(marksOf(scale).size() >= 2 && marksOf(scale).size() <= 12,
                     qPrintable(QString::number(last)));
        }
    }

    void marks_read_as_a_person_would_write_them() {
        QCOMPARE(textsOf(scaleAround(0, 2.31, 6)), words("0 0.5 1.0 1.5 2.0 2.5"));
        QCOMPARE(textsOf(scaleAround(0, 4.1e10, 3)), words("0 2e10 4e10"));
        QCOMPARE(textsOf(scaleAround(-0.4, 0.9, 3)), words("−0.5 0 0.5 1.0"));
        QCOMPARE(textsOf(scaleAround(0, 12000, 6)), words("0 2,500 5,000 7,500 10,000 12,500 15,000"));
        QCOMPARE(textsOf(countingScale(10, 6)), words("0 2 4 6 8 10"));
        QCOMPARE(textsOf(countingScale(15, 6)), words("0 5 10 15"));
        QCOMPARE(textsOf(countingScale(1, 6)), words("0 0.25 0.50 0.75 1.00"));
    }

    void five_hundred_series_of_any_kind_are_drawn() {
        std::mt19937 dice(2026);
        LineChart chart(QStringLiteral("Loss"), LineChart::Unit::number);
        chart.resize(460, 240);
        double worst = 0;
        for (int turn = 0; turn < 500; ++turn) {
            Curves curves;
            curves.training = anySeries(dice);
            curves.validation = anySeries(dice);
            curves.epochs = turn % 7 == 0 ? 100000 : 100;
            curves.noisy = turn % 3 != 0;
            const std::clock_t start = std::clock();
            chart.show(curves);
            QVERIFY(!chart.grab().isNull());
            worst = std::max(worst, static_cast<double>(std::clock() - start) * 1e3 / CLOCKS_PER_SEC);
        }
        qInfo("the slowest of 500 series took %.1f ms of the processor", worst);
    }

    void a_loss_that_jumps_by_ten_orders_is_drawn_on_its_way() {
        LineChart chart(QStringLiteral("Loss"), LineChart::Unit::number);
        chart.resize(460, 240);
        Curves curves;
        for (int i = 1; i <= 100; ++i) {
            curves.training.append({i / 10.0, std::pow(10.0, i * 0.3)});
            curves.epochs = 10;
            chart.show(curves);
            QVERIFY(!chart.grab().isNull());
        }
    }
};

QTEST_MAIN(TestLineChart)
#include "test_line_chart.moc"
