// SPDX-License-Identifier: GPL-3.0-or-later
// Products of matrices on every instruction set of this machine against plain loops: tails, NaN, the same
// bits wherever there is a fused multiply-add.
#include "math/arena.h"
#include "math/matrix/matmul.h"
#include "support/kernels.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// The same product by the fast kernel and by the reference in double.
struct ProductCase {
    std::int64_t rows, columns, outer, middle, length;
    bool accumulate, bias, relu, transposed;

    template <class T>
    std::vector<T> run(const std::vector<T>& a, const std::vector<T>& b, const std::vector<T>& start,
                       const std::vector<T>& offsets) const {
        const std::int64_t depth = outer * middle * length;
        Arena<T> packed(packed_elements<T>(depth, columns));
        pack(b.data(), columns, std::int64_t{1}, depth, columns, packed.data());
        std::vector<T> c = start;
        Product<T> product{.rows = rows,
                           .columns = columns,
                           .a = a.data(),
                           .a_row = depth,
                           .a_step = 1,
                           .outer = {outer, middle * length},
                           .middle = {middle, length},
                           .length = length,
                           .b = packed.data(),
                           .c = c.data(),
                           .c_row = columns,
                           .epilogue = {.bias = bias ? offsets.data() : nullptr, .relu = relu},
                           .accumulate = accumulate};
        if (transposed) {  // the same numbers read as if A lay on its side
            product.a_row = 1;
            product.a_step = rows;
            product.outer = {1, 0};
            product.middle = {1, 0};
            product.length = depth;
        }
        multiply(product);
        return c;
    }
};

}  // namespace

class TestProductKernels : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { use_all_targets(); }

    void products_equal_the_reference_on_every_target() {
        Draw draw(11);
        double worst = 0;
        for (int i = 0; i < 400; ++i) {
            ProductCase each{.rows = draw.size(1, 40),
                             .columns = draw.size(1, 90),
                             .outer = draw.size(1, 3),
                             .middle = draw.size(1, 3),
                             .length = draw.size(1, 60),
                             .accumulate = draw.coin(),
                             .bias = draw.coin(),
                             .relu = draw.size(0, 2) == 0,
                             .transposed = draw.size(0, 2) == 0};
            each.bias = each.bias && !each.accumulate;
            const std::int64_t depth = each.outer * each.middle * each.length;
            const Values a = draw.values(each.rows * depth), b = draw.values(depth * each.columns);
            const Values c = draw.values(each.rows * each.columns), bias = draw.values(each.columns);
            const auto expected = each.run(in_double(a), in_double(b), in_double(c), in_double(bias));
            worst = std::max(worst, worst_error(expected, [&] { return each.run(a, b, c, bias); }));
        }
        qInfo("worst relative error of 400 products %.2g", worst);
        QVERIFY(worst < 2e-6);
    }

    void targets_with_fused_multiply_add_give_the_same_bits() {
        const ProductCase each{.rows = 37,
                               .columns = 71,
                               .outer = 3,
                               .middle = 1,
                               .length = 100,
                               .accumulate = false,
                               .bias = true,
                               .relu = false,
                               .transposed = false};
        const Values a = Draw(1).values(37 * 300), b = Draw(2).values(300 * 71), c(37 * 71),
                     bias = Draw(3).values(71);
        std::vector<Values> results;
        for (const std::int64_t target : available_targets()) {
            if (!has_fused_multiply_add(target)) continue;
            use_target(target);
            results.push_back(each.run(a, b, c, bias));
            QVERIFY2(same_bits(results.front(), results.back()), target_name(target));
        }
    }

    void few_rows_times_a_broad_matrix_give_the_same_bits() {
        constexpr std::int64_t columns = 309, depth = 70;
        const Values b = Draw(2).values(depth * columns + Arena<float>::slack),
                     bias = Draw(3).values(columns);
        for (const std::int64_t rows : {1, 2, 3, 4}) {
            for (const bool bad : {false, true}) {
                Values a = Draw(1).values(rows * depth), first;
                if (bad) a.front() = NAN;
                for (const std::int64_t target : available_targets()) {
                    use_target(target);
                    Values c(static_cast<std::size_t>(rows * columns));
                    multiply(Product<float>{.rows = rows,
                                            .columns = columns,
                                            .a = a.data(),
                                            .a_row = depth,
                                            .length = depth,
                                            .b = b.data(),
                                            .b_row = columns,
                                            .c = c.data(),
                                            .c_row = columns,
                                            .epilogue = {.bias = bias.data(), .relu = true}});
                    QCOMPARE(all_nan(c.data(), columns), bad);
                    QVERIFY(rows == 1 || !all_nan(c.data() + columns, 1));
                    if (bad || !has_fused_multiply_add(target)) continue;
                    if (first.empty()) first = c;
                    QVERIFY2(same_bits(first, c), target_name(target));
                }
            }
        }
    }

    void not_a_number_goes_through_products() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t place : {0, 5, 18}) {
                Values values(19, 1.0F);
                values[static_cast<std::size_t>(place)] = NAN;
                const ProductCase product{.rows = 1,
                                          .columns = 3,
                                          .outer = 1,
                                          .middle = 1,
                                          .length = 19,
                                          .accumulate = false,
                                          .bias = false,
                                          .relu = true,
                                          .transposed = false};
                for (const float result : product.run(values, Values(57, 0.0F), Values(3), Values(3)))
                    QVERIFY(std::isnan(result));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestProductKernels)
#include "test_product_kernels.moc"
