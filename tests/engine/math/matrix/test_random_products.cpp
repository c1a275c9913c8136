// SPDX-License-Identifier: GPL-3.0-or-later
// Products of matrices on every instruction set of this machine against their definition in double, over
// 2,000 random shapes.
#include "math/arena.h"
#include "math/matrix/matmul.h"
#include "support/random_shapes.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// A product of random strides: rows of A apart, overlapping or lying on their side; B upright or not; C with
/// gaps between its rows.
struct RandomProduct {
    std::int64_t rows, columns, outer, middle, length, step, middle_stride, outer_stride, row_stride, gap;
    bool on_side, packs, accumulate, bias, relu;
    Values a, b, c, offsets;

    explicit RandomProduct(Trial& trial)
        : rows(trial.size(1, 50)),
          columns(trial.size(1, rows < 4 ? 300 : 90)),
          outer(trial.size(1, 4)),
          middle(trial.size(1, 4)),
          length(trial.size(1, 60)),
          step(trial.coin() ? 1 : trial.size(1, 5)),
          middle_stride(length * step + trial.size(0, 3)),
          outer_stride(trial.coin() ? middle * middle_stride : trial.size(1, 90)),
          row_stride(trial.coin() ? outer * outer_stride : trial.size(1, 40)),
          gap(trial.coin() ? 0 : trial.size(0, 5)),
          on_side(trial.coin()),
          packs(on_side || trial.coin()),
          accumulate(trial.coin()),
          bias(!accumulate && trial.coin()),
          relu(trial.below(3) == 0),
          a(trial.values(place(rows - 1, outer - 1, middle - 1, length - 1) + 1)),
          b(trial.values(depth() * columns)),
          c(trial.values(rows * (columns + gap))),
          offsets(trial.values(columns)) {}

    [[nodiscard]] std::int64_t depth() const { return outer * middle * length; }
    [[nodiscard]] std::int64_t place(std::int64_t r, std::int64_t y, std::int64_t x, std::int64_t i) const {
        return r * row_stride + y * outer_stride + x * middle_stride + i * step;
    }
    [[nodiscard]] std::int64_t b_row() const { return on_side ? 1 : columns; }
    [[nodiscard]] std::int64_t b_column() const { return on_side ? depth() : 1; }

    [[nodiscard]] Expected expected() const {
        Expected result(c);
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t n = 0; n < columns; ++n) {
                const std::int64_t to = r * (columns + gap) + n;
                double &value = result.values[static_cast<std::size_t>(to)],
                       &magnitude = result.magnitudes[static_cast<std::size_t>(to)];
                if (!accumulate) value = magnitude = 0;
                if (bias) result.add(to, static_cast<double>(offsets[static_cast<std::size_t>(n)]));
                std::int64_t k = 0;
                for (std::int64_t y = 0; y < outer; ++y) {
                    for (std::int64_t x = 0; x < middle; ++x) {
                        for (std::int64_t i = 0; i < length; ++i, ++k) {
                            const double term =
                                static_cast<double>(a[static_cast<std::size_t>(place(r, y, x, i))]) *
                                static_cast<double>(
                                    b[static_cast<std::size_t>(k * b_row() + n * b_column())]);
                            value += term;
                            magnitude += std::abs(term);
                        }
                    }
                }
                if (relu) value = std::max(value, 0.0);
            }
        }
        return result;
    }

    template <class T>
    [[nodiscard]] std::vector<T> run() const {
        const std::vector<T> from = as<T>(a), with = as<T>(b), start = as<T>(offsets);
        std::vector<T> to = as<T>(c);
        Arena<T> packed(packed_elements<T>(depth(), columns));
        pack(with.data(), b_row(), b_column(), depth(), columns, packed.data());
        multiply(Product<T>{.rows = rows,
                            .columns = columns,
                            .a = from.data(),
                            .a_row = row_stride,
                            .a_step = step,
                            .outer = {outer, outer_stride},
                            .middle = {middle, middle_stride},
                            .length = length,
                            .b = packs ? packed.data() : with.data(),
                            .b_row = packs ? 0 : columns,
                            .c = to.data(),
                            .c_row = columns + gap,
                            .epilogue = {.bias = bias ? start.data() : nullptr, .relu = relu},
                            .accumulate = accumulate});
        return to;
    }
};

}  // namespace

class TestRandomProducts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Trial::tell_seed(); }
    void cleanup() { use_all_targets(); }

    void products() {
        Trial trial("product", 1);
        for (int i = 0; i < shapes; ++i) {
            const RandomProduct each(trial);
            trial.compare(each.expected(), [&]<class T>(T) { return each.run<T>(); });
        }
        QVERIFY(trial.good());
    }

    void transposed() {
        Trial trial("transpose", 12);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t rows = trial.size(1, 40), columns = trial.size(1, 40), gap = trial.size(0, 3);
            const Values from = trial.values(rows * (columns + gap));
            Expected expected(columns * rows);
            for (std::int64_t place = 0; place < columns * rows; ++place)
                expected.add(
                    place,
                    static_cast<double>(
                        from[static_cast<std::size_t>(place % rows * (columns + gap) + place / rows)]));
            trial.compare(expected, [&]<class T>(T) {
                std::vector<T> result(static_cast<std::size_t>(columns * rows));
                transpose(exactly<T>(from).data(), columns + gap, rows, columns, result.data(), rows);
                return result;
            });
        }
        QVERIFY(trial.good(0, 0));
    }
};

QTEST_APPLESS_MAIN(TestRandomProducts)
#include "test_random_products.moc"
