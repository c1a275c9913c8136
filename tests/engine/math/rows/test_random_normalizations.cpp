// SPDX-License-Identifier: GPL-3.0-or-later
// Normalizations of columns on every instruction set of this machine against their definition in double, over
// 2,000 random shapes.
#include "math/rows/column_normalization.h"
#include "support/random_shapes.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// A table with what its normalization needs. No output is so near to 0 that rounding decides on which side
/// relu sees it.
struct RandomNormalization {
    std::int64_t rows, columns;
    bool relu;
    Values scale, shift, mean, inverse, offset, slope, input, gradient;

    explicit RandomNormalization(Trial& trial)
        : rows(trial.size(1, 100)),
          columns(trial.size(1, 70)),
          relu(trial.coin()),
          scale(trial.values(columns)),
          shift(trial.values(columns)),
          mean(trial.values(columns)),
          inverse(trial.values(columns)),
          offset(trial.values(columns)),
          slope(trial.values(columns)),
          input(trial.values(rows * columns)),
          gradient(trial.values(rows * columns)) {
        for (std::size_t n = 0; n < input.size(); ++n) {
            if (std::abs(output_at(n)) < 1e-4) input[n] += scale[n % shift.size()] < 0 ? -1.0F : 1.0F;
            if (std::abs(output_at(n)) < 1e-4) shift[n % shift.size()] += 1;
        }
    }

    [[nodiscard]] std::int64_t size() const { return rows * columns; }
    [[nodiscard]] double output_at(std::size_t n) const {
        const std::size_t c = n % shift.size();
        return product(input[n], scale[c]) + static_cast<double>(shift[c]);
    }

    void expect(Expected& output, Expected& sums, Expected& to_input) const {
        for (std::int64_t place = 0; place < size(); ++place) {
            const auto n = static_cast<std::size_t>(place), c = n % shift.size();
            output.add(place, product(input[n], scale[c]));
            output.add(place, static_cast<double>(shift[c]));
            const double g = relu && output_at(n) < 0 ? 0 : static_cast<double>(gradient[n]);
            const double normalized = (static_cast<double>(input[n]) - static_cast<double>(mean[c])) *
                                      static_cast<double>(inverse[c]);
            sums.add(place % columns, g);
            sums.add(columns + place % columns, g * normalized);
            to_input.add(place, static_cast<double>(scale[c]) * g);
            to_input.add(place, -static_cast<double>(offset[c]));
            to_input.add(place, -normalized * static_cast<double>(slope[c]));
        }
        if (relu) output.rectify();
    }

    template <class T>
    struct Run {
        const RandomNormalization& of;
        std::vector<T> scale, shift, mean, inverse, offset, slope, input, gradient;
        explicit Run(const RandomNormalization& from)
            : of(from),
              scale(as<T>(of.scale)),
              shift(as<T>(of.shift)),
              mean(as<T>(of.mean)),
              inverse(as<T>(of.inverse)),
              offset(as<T>(of.offset)),
              slope(as<T>(of.slope)),
              input(as<T>(of.input)),
              gradient(as<T>(of.gradient)) {}
        [[nodiscard]] ColumnNormalization<T> normalization() const {
            return {of.columns, scale.data(), shift.data(), mean.data(), inverse.data(), of.relu};
        }
    };
};

}  // namespace

class TestRandomNormalizations : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Trial::tell_seed(); }
    void cleanup() { use_all_targets(); }

    /// Half of the tables lie far from 0, where sums of squares would cancel.
    void statistics_of_columns() {
        Trial trial("column statistics", 12);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t rows = trial.size(1, 200), columns = trial.size(1, 70);
            Values table = trial.values(rows * columns);
            const float far = trial.coin() ? 0.0F : 100.0F;
            for (float& each : table) each += far;
            Expected means(columns), squares(columns);
            for (std::int64_t n = 0; n < rows * columns; ++n)
                means.add(n % columns, static_cast<double>(table[static_cast<std::size_t>(n)]) /
                                           static_cast<double>(rows));
            for (std::int64_t n = 0; n < rows * columns; ++n) {
                const double each = static_cast<double>(table[static_cast<std::size_t>(n)]) -
                                    means.values[static_cast<std::size_t>(n % columns)];
                squares.add(n % columns, each * each);
            }
            const auto statistics = [&]<class T>(T, bool of_squares) {
                std::vector<T> mean(static_cast<std::size_t>(columns)), square = mean;
                column_statistics(as<T>(table).data(), rows, columns, mean.data(), square.data());
                return of_squares ? square : mean;
            };
            trial.compare(means, [&]<class T>(T zero) { return statistics(zero, false); });
            if (rows > 1) trial.compare(squares, [&]<class T>(T zero) { return statistics(zero, true); });
        }
        QVERIFY(trial.good(1e-6, 1e-13));
    }

    void normalizations() {
        Trial forward("normalize", 16), sums("  sums on the way back", 16), back("  to the input", 16);
        for (int i = 0; i < shapes; ++i) {
            const RandomNormalization each(forward);
            Expected output(each.size()), added(2 * each.columns), to_input(each.size());
            each.expect(output, added, to_input);
            forward.compare(output, [&]<class T>(T) {
                const RandomNormalization::Run<T> run(each);
                std::vector<T> result(each.input.size());
                normalize_columns(run.normalization(), run.input.data(), each.rows, result.data());
                return result;
            });
            sums.compare(added, [&]<class T>(T) {
                const RandomNormalization::Run<T> run(each);
                // shall be overwritten
                std::vector<T> result(static_cast<std::size_t>(2 * each.columns), T{5});
                normalize_columns_backward_sums(run.normalization(), run.input.data(), run.gradient.data(),
                                                each.rows, result.data(), result.data() + each.columns);
                return result;
            });
            back.compare(to_input, [&]<class T>(T) {
                const RandomNormalization::Run<T> run(each);
                std::vector<T> result(each.input.size());
                normalize_columns_backward(run.normalization(), run.input.data(), run.gradient.data(),
                                           each.rows, run.offset.data(), run.slope.data(), result.data());
                return result;
            });
        }
        QVERIFY(forward.good());
        QVERIFY(sums.good());
        QVERIFY(back.good());
    }
};

QTEST_APPLESS_MAIN(TestRandomNormalizations)
#include "test_random_normalizations.moc"
