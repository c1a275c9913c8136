// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of whole rows on every instruction set of this machine against plain loops in double.
#include "support/kernels.h"

#include "math/rows/softmax.h"

#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::kernels;

class TestSoftmax : public QObject {
    Q_OBJECT

    template <class Function>
    static void sweep(std::uint32_t stream, const Function& function, bool probabilities) {
        Draw draw(stream);
        for (int i = 0; i < 60; ++i) {
            const std::int64_t rows = draw.size(1, 5), columns = draw.size(1, 70);
            Values first = draw.values(rows * columns), second = draw.values(rows * columns);
            if (draw.coin())
                for (float& each : first) each *= 30;
            // What stands behind the function: of softmax rows that add up to 1, of log_softmax their
            // logarithms.
            std::vector<double> outputs = in_double(second);
            probabilities ? softmax(outputs.data(), rows, columns, outputs.data())
                          : log_softmax(outputs.data(), rows, columns, outputs.data());
            std::ranges::copy(outputs, second.begin());
            std::vector<double> expected(first.size());
            function(in_double(first).data(), in_double(second).data(), rows, columns, expected.data());
            const double worst = worst_error(expected, [&] {
                Values found(first.size());
                function(first.data(), second.data(), rows, columns, found.data());
                Values in_place = first;
                function(in_place.data(), second.data(), rows, columns, in_place.data());
                return same_bits(found, in_place) ? found : Values();
            });
            QVERIFY2(worst < 2e-6,
                     qPrintable(QStringLiteral("%1 × %2: %3").arg(rows).arg(columns).arg(worst)));
        }
    }

private Q_SLOTS:
    void probabilities_equal_the_reference() {
        sweep(
            1,
            [](const auto* from, const auto*, std::int64_t rows, std::int64_t columns, auto* to) {
                softmax(from, rows, columns, to);
            },
            true);
    }
    void logarithms_equal_the_reference() {
        sweep(
            2,
            [](const auto* from, const auto*, std::int64_t rows, std::int64_t columns, auto* to) {
                log_softmax(from, rows, columns, to);
            },
            true);
    }
    void gradients_equal_the_reference() {
        sweep(
            3,
            [](const auto* gradient, const auto* output, std::int64_t rows, std::int64_t columns, auto* to) {
                softmax_backward(gradient, output, rows, columns, to);
            },
            true);
    }
    void gradients_of_logarithms_equal_the_reference() {
        sweep(
            4,
            [](const auto* gradient, const auto* output, std::int64_t rows, std::int64_t columns, auto* to) {
                log_softmax_backward(gradient, output, rows, columns, to);
            },
            false);
    }

    void a_row_adds_up_to_one_however_far_apart_its_values_are() {
        for_each_target([&](const char*) {
            Values row{-1e30F, -10, -50, -90, 100, 100, -INFINITY};
            softmax(row.data(), std::int64_t{1}, std::int64_t{7}, row.data());
            QCOMPARE(row, (Values{0, 0, 0, 0, 0.5F, 0.5F, 0}));
        });
    }

    void a_row_with_nan_becomes_nan_and_no_other_one() {
        for_each_target([&](const char*) {
            for (const std::int64_t place : {0, 7, 18}) {
                Values rows(3 * 19, 1.0F), found(3 * 19);
                rows[static_cast<std::size_t>(19 + place)] = NAN;
                const auto only_the_second = [&] {
                    for (std::size_t i = 0; i < found.size(); ++i)
                        QCOMPARE(std::isnan(found[i]), i / 19 == 1);
                };
                softmax(rows.data(), std::int64_t{3}, std::int64_t{19}, found.data());
                only_the_second();
                log_softmax(rows.data(), std::int64_t{3}, std::int64_t{19}, found.data());
                only_the_second();
                softmax_backward(rows.data(), Values(57, 0.1F).data(), std::int64_t{3}, std::int64_t{19},
                                 found.data());
                only_the_second();
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestSoftmax)
#include "test_softmax.moc"
