// SPDX-License-Identifier: GPL-3.0-or-later
// Passes over numbers on every instruction set of this machine against their definition in double, over 2,000
// random shapes.
#include "math/elementwise/activations.h"
#include "math/elementwise/arithmetic.h"
#include "math/elementwise/finite.h"
#include "math/rows/columns.h"
#include "math/training/optimizers.h"
#include "support/random_shapes.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

template <class... More>
Values joined(Values all, const More&... more) {
    (all.insert(all.end(), more.begin(), more.end()), ...);
    return all;
}

}  // namespace

class TestRandomPasses : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Trial::tell_seed(); }
    void cleanup() { use_all_targets(); }

    void passes_over_numbers() {
        Trial sums("accumulate", 8), two("add", 8), rectified("relu", 9), slopes("relu backward", 10);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t count = sums.size(1, 300);
            const Values a = sums.values(count), b = sums.values(count);
            Expected sum(a), positive(count), passed(count);
            for (std::size_t n = 0; n < a.size(); ++n) {
                const auto place = static_cast<std::int64_t>(n);
                sum.add(place, static_cast<double>(b[n]));
                positive.add(place, std::max(0.0, static_cast<double>(a[n])));
                passed.add(place, a[n] > 0 ? static_cast<double>(b[n]) : 0.0);
            }
            sums.compare(sum, [&]<class T>(T) {
                auto result = as<T>(a);
                accumulate(result.data(), as<T>(b).data(), count);
                return result;
            });
            two.compare(sum, [&]<class T>(T) {
                std::vector<T> result(a.size());
                add(as<T>(a).data(), as<T>(b).data(), count, result.data());
                return result;
            });
            rectified.compare(positive, [&]<class T>(T) {
                std::vector<T> result(a.size());
                apply({.function = ActivationFunction::relu}, as<T>(a).data(), count, result.data());
                return result;
            });
            slopes.compare(passed, [&]<class T>(T) {
                std::vector<T> result(a.size());
                apply_backward<T>({.function = ActivationFunction::relu}, as<T>(b).data(), nullptr,
                                  as<T>(a).data(), count, result.data());
                return result;
            });
        }
        QVERIFY(sums.good());
        QVERIFY(two.good());
        QVERIFY(rectified.good(0, 0));
        QVERIFY(slopes.good(0, 0));
    }

    void passes_over_tables() {
        Trial sums("column sums", 11);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t rows = sums.size(1, 200), columns = sums.size(1, 70);
            const Values table = sums.values(rows * columns), start = sums.values(columns);
            Expected sum(start);
            for (std::int64_t n = 0; n < rows * columns; ++n)
                sum.add(n % columns, static_cast<double>(table[static_cast<std::size_t>(n)]));
            sums.compare(sum, [&]<class T>(T) {
                auto result = as<T>(start);
                add_column_sums(as<T>(table).data(), rows, columns, result.data());
                return result;
            });
        }
        QVERIFY(sums.good());
    }

    void not_finite_numbers_are_found() {
        Trial trial("all finite", 13);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t count = trial.size(1, 300);
            Values values = trial.values(count);
            const bool bad = trial.coin();
            if (bad)
                values[trial.below(static_cast<std::uint32_t>(count))] =
                    std::array{NAN, INFINITY, -INFINITY}[trial.below(3)];
            Expected truth(1);
            truth.add(0, bad ? 0 : 1);
            trial.compare(truth, [&]<class T>(T) {
                return std::vector<T>{static_cast<T>(all_finite(as<T>(values).data(), count))};
            });
        }
        QVERIFY(trial.good(0, 0));
    }

    void steps_of_optimizers() {
        Trial adams("Adam", 14), momenta("momentum", 15);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t count = adams.size(1, 300);
            const Values weights = adams.values(count), gradients = adams.values(count),
                         m = adams.values(count);
            Values v = adams.values(count);
            for (float& each : v) each = each * each + 0.01F;
            const float rate = 0.001F * static_cast<float>(adams.size(1, 100)),
                        share = 0.01F * static_cast<float>(adams.size(1, 99));
            const bool nesterov = adams.coin();
            // Weights, then what the optimizer remembers, in one row.
            Expected stepped(joined(weights, m, v)), moved(joined(weights, m));
            for (std::int64_t n = 0; n < count; ++n) {
                const auto at = static_cast<std::size_t>(n);
                const double g = static_cast<double>(gradients[at]), wide_rate = static_cast<double>(rate),
                             keep = static_cast<double>(share), old_m = static_cast<double>(m[at]),
                             old_v = static_cast<double>(v[at]);
                const double new_m = old_m + (g - old_m) * keep, new_v = old_v + (g * g - old_v) * keep;
                stepped.add(n, -wide_rate * new_m / (std::sqrt(new_v) + static_cast<double>(1e-7F)));
                stepped.add(count + n, new_m - old_m);
                stepped.add(2 * count + n, new_v - old_v);
                const double speed = keep * old_m - wide_rate * g;
                moved.add(n, nesterov ? keep * speed - wide_rate * g : speed);
                moved.add(count + n, speed - old_m);
            }
            adams.compare(stepped, [&]<class T>(T) {
                auto result = as<T>(joined(weights, m, v));
                adam(result.data(), as<T>(gradients).data(), result.data() + count, result.data() + 2 * count,
                     count,
                     AdamStep<T>{static_cast<T>(rate), static_cast<T>(share), static_cast<T>(share),
                                 static_cast<T>(1e-7F)});
                return result;
            });
            momenta.compare(moved, [&]<class T>(T) {
                auto result = as<T>(joined(weights, m));
                momentum(result.data(), as<T>(gradients).data(), result.data() + count, count,
                         MomentumStep<T>{static_cast<T>(rate), static_cast<T>(share), nesterov});
                return result;
            });
        }
        QVERIFY(adams.good());
        QVERIFY(momenta.good());
    }
};

QTEST_APPLESS_MAIN(TestRandomPasses)
#include "test_random_passes.moc"
