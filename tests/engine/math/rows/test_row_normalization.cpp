// SPDX-License-Identifier: GPL-3.0-or-later
// Normalization of rows on every instruction set of this machine against plain loops in double.
#include "math/rows/row_normalization.h"
#include "math/rows/row_normalization_reference.h"
#include "support/kernels.h"

#include <QTest>

#include <span>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

struct Table {
    std::int64_t rows, columns;
    bool scaled, shifted;
    Values input, gradient, gamma, beta;

    Table(Draw& draw, std::int64_t row_count, std::int64_t column_count)
        : rows(row_count),
          columns(column_count),
          scaled(draw.coin()),
          shifted(draw.coin()),
          input(draw.values(rows * columns)),
          gradient(draw.values(rows * columns)),
          gamma(draw.values(columns)),
          beta(draw.values(columns)) {}

    /// Output, gradient of the input, of gamma and of beta in a row, the last two added to 1.
    template <class T, class Forward, class Backward>
    std::vector<T> run(const Forward& forward, const Backward& backward) const {
        const std::vector<T> x(input.begin(), input.end()), g(gradient.begin(), gradient.end()),
            scale(gamma.begin(), gamma.end()), shift(beta.begin(), beta.end());
        const std::int64_t size = rows * columns;
        std::vector<T> result(static_cast<std::size_t>(2 * (size + columns)), T{1}),
            statistics(static_cast<std::size_t>(2 * rows));
        const RowNormalization<T> normalization{columns, scaled ? scale.data() : nullptr,
                                                shifted ? shift.data() : nullptr, T{0.001F}};
        T *const output = result.data(), *const back = output + size, *const to_gamma = back + size;
        forward(normalization, x.data(), rows, statistics.data(), output);
        backward(normalization, x.data(), g.data(), rows, statistics.data(),
                 RowGradients<T>{back, scaled ? to_gamma : nullptr, shifted ? to_gamma + columns : nullptr});
        return result;
    }
    [[nodiscard]] Values fast() const {
        return run<float>(normalize_rows<float>, normalize_rows_backward<float>);
    }
    [[nodiscard]] std::vector<double> expected() const {
        return run<double>(reference::normalize_rows<double>, reference::normalize_rows_backward<double>);
    }
};

}  // namespace

class TestRowNormalization : public QObject {
    Q_OBJECT
private slots:
    void every_target_equals_the_reference() {
        Draw draw(1);
        double worst = 0;
        for (int i = 0; i < 300; ++i) {
            const Table table(draw, draw.size(1, 40), draw.size(2, 100));
            worst = std::max(worst, worst_error(table.expected(), [&] { return table.fast(); }));
        }
        qInfo("worst error %.1e", worst);
        QVERIFY(worst < 2e-5);
    }

    void rows_far_from_zero_keep_their_digits() {
        Draw draw(2);
        Table table(draw, 20, 77);
        for (float& each : table.input) each = std::round(each * 64) / 64 + 1000;  // exact in both
        QVERIFY(worst_error(table.expected(), [&] { return table.fast(); }) < 1e-3);
    }

    void not_a_number_stays_in_its_row() {
        Draw draw(3);
        for (const std::int64_t columns : {1, 3, 17, 64}) {
            Table table(draw, 19, columns);
            table.scaled = table.shifted = false;
            table.input[static_cast<std::size_t>(18 * columns - 1)] = NAN;    // row 17
            table.gradient[static_cast<std::size_t>(3 * columns - 1)] = NAN;  // row 2
            QVERIFY(worst_error(table.expected(), [&] { return table.fast(); }) < 2e-5 || columns == 1);
            const Values found = table.fast();
            for (std::int64_t place = 0; place < 19 * columns; ++place) {
                const std::int64_t row = place / columns;
                QCOMPARE(std::isnan(found[static_cast<std::size_t>(place)]), row == 17);
                QCOMPARE(std::isnan(found[static_cast<std::size_t>(19 * columns + place)]),
                         row == 17 || row == 2);
            }
        }
    }

    void nobody_has_to_want_the_gradients_of_the_input() {
        Draw draw(4);
        Table table(draw, 5, 33);
        table.scaled = table.shifted = true;
        const Values both = table.fast();
        Values statistics(10), output(5 * 33), gamma(33, 1.0F), beta(33, 1.0F);
        const RowNormalization<float> normalization{33, table.gamma.data(), table.beta.data(), 0.001F};
        normalize_rows(normalization, table.input.data(), 5, statistics.data(), output.data());
        normalize_rows_backward(normalization, table.input.data(), table.gradient.data(), 5,
                                statistics.data(), RowGradients<float>{nullptr, gamma.data(), beta.data()});
        QVERIFY(std::ranges::equal(gamma, std::span(both).subspan(2 * 5 * 33, 33)));
        QVERIFY(std::ranges::equal(beta, std::span(both).subspan(2 * 5 * 33 + 33, 33)));
    }
};

QTEST_APPLESS_MAIN(TestRowNormalization)
#include "test_row_normalization.moc"
