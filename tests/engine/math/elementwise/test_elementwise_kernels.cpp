// SPDX-License-Identifier: GPL-3.0-or-later
// Passes over numbers on every instruction set of this machine against plain loops: tails, NaN, the same bits
// wherever there is a fused multiply-add.
#include "math/elementwise/arithmetic.h"
#include "math/elementwise/arithmetic_reference.h"
#include "math/elementwise/finite.h"
#include "math/elementwise/finite_reference.h"
#include "math/images/pooling.h"
#include "math/images/pooling_reference.h"
#include "math/rows/columns.h"
#include "math/rows/columns_reference.h"
#include "math/training/optimizers.h"
#include "math/training/optimizers_reference.h"
#include "support/kernels.h"

#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::kernels;

class TestElementwiseKernels : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { use_all_targets(); }

    /// Or loops that choose one after the other would run the last alone from their second round on.
    void all_targets_are_available_whichever_is_in_use() {
        const auto all = available_targets();
        use_target(all.back());
        QCOMPARE(available_targets(), all);
    }

    void not_a_number_goes_through_passes_over_numbers() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t place : {0, 5, 18}) {
                Values values(19, 1.0F);
                values[static_cast<std::size_t>(place)] = NAN;
                QVERIFY(!all_finite(values.data(), 19));
                QVERIFY(std::isnan(largest_magnitude(values.data(), 19)));
                const Values others(19, 2.0F);
                Values sum(19);
                add(values.data(), others.data(), 19, sum.data());
                QVERIFY(std::isnan(sum[static_cast<std::size_t>(place)]));
                for (const bool first : {true, false}) {
                    const float* rows[] = {first ? values.data() : others.data(),
                                           first ? others.data() : values.data()};
                    Values largest(19);
                    max_of_rows(rows, 2, 19, largest.data());
                    QVERIFY(std::isnan(largest[static_cast<std::size_t>(place)]));
                    QCOMPARE(largest[1], 2.0F);
                }
            }
            QVERIFY(all_finite(Draw(9).values(1000).data(), 1000));
            for (const std::int64_t place : {0, 5, 18}) {
                Values values(19, 1.0F);
                values[static_cast<std::size_t>(place)] = -3;
                QCOMPARE(largest_magnitude(values.data(), 19), 3.0F);
                values[static_cast<std::size_t>(place)] = -INFINITY;
                QCOMPARE(largest_magnitude(values.data(), 19), INFINITY);
            }
        }
    }

    void passes_over_numbers_equal_the_reference() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t count : {1, 7, 16, 33, 100}) {
                const Values weights = Draw(1).values(count), gradients = Draw(2).values(count);
                Values fast = weights, m(weights.size()), v(weights.size());
                std::vector<double> plain = in_double(weights), dm(weights.size()), dv(weights.size());
                const auto wide = in_double(gradients);
                for (int step = 0; step < 3; ++step) {
                    adam(fast.data(), gradients.data(), m.data(), v.data(), count,
                         {0.01F, 0.1F, 0.001F, 1e-7F});
                    reference::adam(plain.data(), wide.data(), dm.data(), dv.data(), count,
                                    AdamStep<double>{0.01, 0.1, 0.001, 1e-7});
                }
                QVERIFY(error(fast, plain) < 1e-6);
                Values sums(static_cast<std::size_t>(count));
                std::vector<double> plain_sums(sums.size());
                const Values table = Draw(4).values(count * 50);
                add_column_sums(table.data(), 50, count, sums.data());
                reference::add_column_sums(in_double(table).data(), 50, count, plain_sums.data());
                QVERIFY(error(sums, plain_sums) < 1e-6);
            }
        }
    }

    void passes_of_merges_equal_the_reference() {
        Random random(7, Random::Purpose::generated_data);
        Values a(83), b(83);
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = std::round(4 * random.normal());  // some are equal
            b[i] = std::round(4 * random.normal());
        }
        a[3] = b[7] = a[81] = b[81] = NAN;
        for_each_target([&](const char*) {
            Values found(83), expected(83);
            const auto compare = [&] { QVERIFY(same_bits(found, expected)); };
            multiply(a.data(), b.data(), 83, found.data());
            reference::multiply(a.data(), b.data(), 83, expected.data());
            for (std::size_t i = 0; i < a.size(); ++i)  // the sign of NaN is nobody's business
                QVERIFY(found[i] == expected[i] || (std::isnan(found[i]) && std::isnan(expected[i])));
            for (const Extremum which : {Extremum::maximum, Extremum::minimum}) {
                extremum(which, a.data(), b.data(), 83, found.data());
                reference::extremum(which, a.data(), b.data(), 83, expected.data());
                compare();
                QVERIFY(std::isnan(found[3]) && std::isnan(found[7]) && std::isnan(found[81]));
                const Values extremes = found;
                Values left(83, 2.0F), left_expected(83, 2.0F);
                extremum_backward(a.data(), extremes.data(), 83, left.data(), found.data());
                reference::extremum_backward(a.data(), extremes.data(), 83, left_expected.data(),
                                             expected.data());
                compare();
                QVERIFY(same_bits(left, left_expected));
                for (std::size_t i = 0; i < a.size(); ++i) QCOMPARE(found[i] + left[i], 2.0F);
                extremum_backward<float>(b.data(), extremes.data(), 83, left.data(), nullptr);
                QVERIFY(std::ranges::all_of(left, [](float rest) { return rest == 0; }));
            }
        });
    }

    void learned_slopes_equal_the_reference() {
        Random random(8, Random::Purpose::generated_data);
        for_each_target([&](const char*) {
            for (const std::int64_t columns : {1, 3, 8, 17, 37}) {
                for (const std::int64_t rows : {1, 15, 16, 33}) {
                    const auto size = static_cast<std::size_t>(rows * columns),
                               width = static_cast<std::size_t>(columns);
                    Values from(size), gradient(size), slopes(width), sums(width, 0.5F), found(size);
                    for (Values* each : {&from, &gradient, &slopes})
                        std::ranges::generate(*each, [&] { return random.normal(); });
                    std::vector<double> x(from.begin(), from.end()), g(gradient.begin(), gradient.end()),
                        s(slopes.begin(), slopes.end());
                    std::vector<double> expected_sums(width, 0.5), expected(size);
                    const auto close = [&](const Values& left, const std::vector<double>& right,
                                           double within) {
                        for (std::size_t i = 0; i < left.size(); ++i)
                            QVERIFY(std::abs(static_cast<double>(left[i]) - right[i]) <= within);
                    };
                    prelu(from.data(), slopes.data(), rows, columns, found.data());
                    reference::prelu(x.data(), s.data(), rows, columns, expected.data());
                    close(found, expected, 1e-6);
                    prelu_backward(gradient.data(), from.data(), slopes.data(), rows, columns, sums.data(),
                                   found.data());
                    reference::prelu_backward(g.data(), x.data(), s.data(), rows, columns,
                                              expected_sums.data(), expected.data());
                    close(found, expected, 1e-6);
                    close(sums, expected_sums, 1e-5);
                }
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestElementwiseKernels)
#include "test_elementwise_kernels.moc"
