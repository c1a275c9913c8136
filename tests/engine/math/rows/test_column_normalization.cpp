// SPDX-License-Identifier: GPL-3.0-or-later
// Normalizations of columns on every instruction set of this machine against plain loops: tails, NaN, the
// same bits wherever there is a fused multiply-add.
#include "math/rows/column_normalization.h"
#include "support/kernels.h"

#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// Statistics of a table, then everything that its normalization does, in a row.
Values normalized(const Values& input, std::int64_t columns, bool relu) {
    const std::int64_t rows = static_cast<std::int64_t>(input.size()) / columns;
    const Values scale = Draw(21).values(columns), shift = Draw(22).values(columns),
                 inverse = Draw(23).values(columns), offset = Draw(24).values(columns),
                 slope = Draw(25).values(columns), gradient = Draw(26).values(rows * columns);
    Values result(static_cast<std::size_t>(4 * columns + 2 * rows * columns));
    float *mean = result.data(), *sums = mean + 2 * columns, *output = sums + 2 * columns,
          *back = output + rows * columns;
    column_statistics(input.data(), rows, columns, mean, mean + columns);
    const ColumnNormalization<float> normalization{columns, scale.data(),   shift.data(),
                                                   mean,    inverse.data(), relu};
    normalize_columns(normalization, input.data(), rows, output);
    normalize_columns_backward_sums(normalization, input.data(), gradient.data(), rows, sums, sums + columns);
    normalize_columns_backward(normalization, input.data(), gradient.data(), rows, offset.data(),
                               slope.data(), back);
    return result;
}

}  // namespace

class TestColumnNormalization : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { use_all_targets(); }

    void normalizations_give_the_same_bits() {
        for (const bool relu : {false, true}) {
            const std::int64_t columns = relu ? 317 : 45;
            const Values table = Draw(1).values(70 * columns);
            Values first;
            for (const std::int64_t target : available_targets()) {
                if (!has_fused_multiply_add(target)) continue;
                use_target(target);
                const Values result = normalized(table, columns, relu);
                if (first.empty()) first = result;
                QVERIFY2(same_bits(first, result), target_name(target));
            }
        }
    }

    void not_a_number_goes_through_normalization() {
        constexpr std::int64_t rows = 40, columns = 29;
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t column : {0, 17, 28}) {
                Values table = Draw(1).values(rows * columns);
                table[static_cast<std::size_t>(21 * columns + column)] = NAN;
                for (const bool relu : {false, true}) {
                    const Values result = normalized(table, columns, relu);
                    const float *statistics = result.data(), *output = statistics + 4 * columns,
                                *back = output + rows * columns;
                    // mean and squares
                    QVERIFY2(all_nan(statistics + column, 2, columns), target_name(target));
                    QVERIFY2(all_nan(statistics + 3 * columns + column, 1), target_name(target));
                    QVERIFY2(all_nan(output + 21 * columns + column, 1), target_name(target));
                    QVERIFY2(!all_nan(output + 20 * columns + column, 1), target_name(target));
                    QVERIFY2(all_nan(back + 21 * columns + column, 1), target_name(target));
                    if (relu) QVERIFY2(all_nan(statistics + 2 * columns + column, 1), target_name(target));
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestColumnNormalization)
#include "test_column_normalization.moc"
