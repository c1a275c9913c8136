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
};

QTEST_APPLESS_MAIN(TestElementwiseKernels)
#include "test_elementwise_kernels.moc"
