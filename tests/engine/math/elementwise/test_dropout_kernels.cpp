// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers by vectors, on every instruction set of this machine: those of Random to the bit, or judged
// by their definition in double and their distribution.
#include "math/elementwise/dropout.h"
#include "math/elementwise/dropout_reference.h"
#include "math/instruction_sets.h"
#include "math/rows/columns.h"
#include "math/rows/columns_reference.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <cstring>

using namespace glassnet;

namespace {

using Values = std::vector<float>;

constexpr float guard = 77;  // behind what a kernel may write

RandomRow some_row(std::uint32_t sample = 2) {
    return Random((7ULL << 32) + 5, Random::Purpose::layer, 1, sample, 0xFFFF0003).row();
}

/// Numbers with both zeros, infinities and NaN among them.
Values some_values(std::int64_t count) {
    Random random(3, Random::Purpose::generated_data);
    const float special[] = {NAN, INFINITY, -INFINITY, -0.0F, 0.0F};
    Values values(static_cast<std::size_t>(count));
    for (float& value : values) {
        const std::uint32_t which = random.below(40);
        value = which < std::size(special) ? special[which] : random.normal();
    }
    return values;
}

Values guarded(std::int64_t count) { return Values(static_cast<std::size_t>(count + 1), guard); }

/// Equal to the bit, but that one NaN is like another.
bool equal(const Values& a, const Values& b) {
    return std::ranges::equal(a, b, [](float x, float y) {
        return std::bit_cast<std::uint32_t>(x) == std::bit_cast<std::uint32_t>(y) ||
               (std::isnan(x) && std::isnan(y));
    });
}

/// Parts of rows that begin and end anywhere, some beyond 2²⁴ blocks.
std::vector<RandomRange> parts(std::int64_t unit = 1) {
    std::vector<RandomRange> all;
    const std::int64_t index_end = std::int64_t{4} << 24;
    for (const std::int64_t first :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{7}, std::int64_t{31}, std::int64_t{129},
          std::int64_t{5000}, index_end - 100, index_end - 1, 3 * index_end - 40}) {
        for (const std::int64_t count : {1, 2, 3, 8, 15, 33, 64, 100, 1023, 1024, 1025, 2100})
            all.push_back({.row = some_row(), .first = first / unit * unit, .count = count});
    }
    return all;
}

Values standard_normals(const RandomRow& row, std::int64_t first, std::int64_t count) {
    const Values zeros(static_cast<std::size_t>(count));
    Values numbers(zeros.size());
    add_gaussian_noise({.row = row, .first = first, .count = count}, 1.0F, zeros.data(), numbers.data());
    return numbers;
}

/// Mean of a function of neighbours `lag` apart.
template <class Function>
double mean_of(const Values& values, std::size_t lag, const Function& function) {
    double sum = 0;
    for (std::size_t i = lag; i < values.size(); ++i)
        sum += function(static_cast<double>(values[i - lag]), static_cast<double>(values[i]));
    return sum / static_cast<double>(values.size() - lag);
}

}  // namespace

class TestDropoutKernels : public QObject {
    Q_OBJECT
private slots:
    void init() { use_all_targets(); }
    void cleanup() { use_all_targets(); }

    void bits_are_those_of_the_generator() {
        for (const RandomRange& part : parts()) {
            Random random(part.row, static_cast<std::uint64_t>(part.first));
            std::vector<std::uint32_t> expected(static_cast<std::size_t>(part.count));
            for (std::uint32_t& bits : expected) bits = random.bits();
            expected.push_back(1);
            for (const std::int64_t target : available_targets()) {
                use_target(target);
                std::vector<std::uint32_t> found(expected.size(), 1);
                draw_bits(part, found.data());
                QVERIFY2(found == expected, target_name(target));
            }
        }
    }

    void values_are_dropped_as_the_generator_says() {
        for (const double rate : {0.0, 1e-9, 0.1, 1.0 / 3, 0.5, 0.999999999}) {
            for (const RandomRange& part : parts(8)) {
                const Values input = some_values(part.count), slopes = some_values(part.count);
                const std::size_t bytes = static_cast<std::size_t>(part.count + 7) / 8 + 1;
                Values expected = guarded(part.count), expected_back = expected;
                std::vector<std::uint8_t> expected_kept(bytes, 99);
                reference::dropout(part, rate, input.data(), expected_kept.data(), expected.data());
                reference::dropout_backward(expected_kept.data(), rate, slopes.data(), part.count,
                                            expected_back.data());
                for (const std::int64_t target : available_targets()) {
                    use_target(target);
                    Values found = guarded(part.count), back = found;
                    std::vector<std::uint8_t> kept(bytes, 99);
                    dropout(part, rate, input.data(), kept.data(), found.data());
                    dropout_backward(kept.data(), rate, slopes.data(), part.count, back.data());
                    QVERIFY2(equal(found, expected), target_name(target));
                    QVERIFY2(kept == expected_kept, target_name(target));
                    QVERIFY2(equal(back, expected_back), target_name(target));
                }
            }
        }
    }

    void a_rate_of_just_a_step_drops_below_it_alone() {
        const RandomRow row = some_row();
        const std::int64_t count = 1000;
        const Values ones(static_cast<std::size_t>(count), 1.0F);
        // the number itself is kept, with the least more it is not
        for (const std::int64_t which : {0, 17, 999}) {
            const double number =
                static_cast<double>(Random(row, static_cast<std::uint64_t>(which)).uniform());
            for (const std::int64_t target : available_targets()) {
                use_target(target);
                Values found(ones.size());
                std::vector<std::uint8_t> kept(ones.size());
                dropout({.row = row, .count = count}, number, ones.data(), kept.data(), found.data());
                QVERIFY2(found[static_cast<std::size_t>(which)] > 0, target_name(target));
                dropout({.row = row, .count = count}, std::nextafter(number, 1.0), ones.data(), kept.data(),
                        found.data());
                QVERIFY2(found[static_cast<std::size_t>(which)] == 0, target_name(target));
            }
        }
    }

    void noise_equals_its_definition() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            double worst = 0;
            for (const RandomRange& part : parts()) {
                const Values input = some_values(part.count);
                const std::vector<double> wide(input.begin(), input.end());
                Values added = guarded(part.count), multiplied = added, factors = added;
                std::vector<double> expected(input.size()), products(input.size()),
                    expected_factors(input.size());
                add_gaussian_noise(part, 0.3F, input.data(), added.data());
                multiply_gaussian_noise(part, 0.7F, input.data(), factors.data(), multiplied.data());
                reference::add_gaussian_noise(part, 0.3, wide.data(), expected.data());
                reference::multiply_gaussian_noise(part, 0.7, wide.data(), expected_factors.data(),
                                                   products.data());
                QVERIFY2(added.back() == guard && multiplied.back() == guard && factors.back() == guard,
                         target_name(target));
                for (std::size_t i = 0; i < input.size(); ++i) {
                    worst = std::max(worst, std::abs(static_cast<double>(factors[i]) - expected_factors[i]));
                    if (!std::isfinite(input[i])) {
                        QCOMPARE(std::isnan(added[i]), std::isnan(expected[i]));
                        QCOMPARE(std::isnan(multiplied[i]), std::isnan(products[i]));
                        continue;
                    }
                    worst = std::max(worst, std::abs(static_cast<double>(added[i]) - expected[i]));
                    worst = std::max(worst, std::abs(static_cast<double>(multiplied[i]) - products[i]));
                }
            }
            qInfo("%s: largest error %.2g", target_name(target), worst);
            QVERIFY(worst < 2e-6);
        }
    }

    /// The longest and shortest radius, each relative to itself. These places draw 0 and nearly 2³² (one in
    /// millions does).
    void numbers_far_out_and_near_zero_keep_their_digits() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            double far = 0, near = INFINITY;
            for (const RandomRow& row :
                 {Random(1, Random::Purpose::weights, 0, 1'329'131'602).row(), some_row()}) {
                const std::int64_t count = 2'000'000;
                const Values found = standard_normals(row, 0, count);
                std::vector<double> expected(found.size());
                const std::vector<double> zeros(found.size());
                reference::add_gaussian_noise({.row = row, .count = count}, 1.0, zeros.data(),
                                              expected.data());
                for (std::size_t i = 0; i < found.size(); i += 2) {
                    const double radius = std::hypot(expected[i], expected[i + 1]);
                    far = std::max(far, radius);
                    near = std::min(near, radius);
                    const double error = std::hypot(static_cast<double>(found[i]) - expected[i],
                                                    static_cast<double>(found[i + 1]) - expected[i + 1]);
                    QVERIFY2(error < 5e-7 * radius, target_name(target));
                }
            }
            QVERIFY(far > 6.6 && near < 2e-3);
        }
    }

    void parts_together_are_the_whole() {
        constexpr std::int64_t count = 3000;
        const Values input = some_values(count);
        const RandomRow row = some_row();
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            Values whole(input.size()), joined = whole, whole_noise = whole, joined_noise = whole;
            std::vector<std::uint8_t> kept(count / 8), joined_kept = kept;
            dropout({.row = row, .count = count}, 0.4, input.data(), kept.data(), whole.data());
            add_gaussian_noise({.row = row, .count = count}, 0.4F, input.data(), whole_noise.data());
            for (std::int64_t first = 0, next = 0; first < count; first = next) {
                next = std::min(count, first + 8 * (1 + first % 37));
                const RandomRange part{.row = row, .first = first, .count = next - first};
                dropout(part, 0.4, input.data() + first, joined_kept.data() + first / 8,
                        joined.data() + first);
            }
            for (std::int64_t first = 0, next = 0; first < count; first = next) {
                next = std::min(count, first + 1 + first % 151);
                const RandomRange part{.row = row, .first = first, .count = next - first};
                add_gaussian_noise(part, 0.4F, input.data() + first, joined_noise.data() + first);
            }
            QVERIFY2(equal(whole, joined) && kept == joined_kept, target_name(target));
            QVERIFY2(equal(whole_noise, joined_noise), target_name(target));
        }
    }

    void targets_with_fused_multiply_add_give_the_same_noise() {
        Values first;
        for (const std::int64_t target : available_targets()) {
            if (!has_fused_multiply_add(target)) continue;
            use_target(target);
            const Values numbers = standard_normals(some_row(), 3, 1'000'001);
            if (first.empty()) first = numbers;
            QVERIFY2(equal(first, numbers), target_name(target));
        }
    }

    /// Bounds of 4.5 deviations.
    void noise_is_distributed_normally() {
        constexpr std::int64_t count = 4'000'000;
        const double n = count, bound = 4.5 / std::sqrt(n);
        const Values numbers = standard_normals(some_row(9), 0, count);
        const auto state = [&](int power) {
            return mean_of(numbers, 0, [&](double, double x) { return std::pow(x, power); });
        };
        QVERIFY(std::abs(state(1)) < bound);
        QVERIFY(std::abs(state(2) - 1) < bound * std::sqrt(2.0));
        QVERIFY(std::abs(state(3)) < bound * std::sqrt(15.0));
        QVERIFY(std::abs(state(4) - 3) < bound * std::sqrt(96.0));
        for (const double edge : {0.5, 1.0, 2.0, 3.0, 4.0, 5.0}) {
            for (const double sign : {1.0, -1.0}) {
                const double expected = std::erfc(edge / std::sqrt(2.0)) / 2;
                const double found =
                    mean_of(numbers, 0, [&](double, double x) { return x * sign > edge ? 1.0 : 0.0; });
                QVERIFY2(std::abs(found - expected) < bound * std::sqrt(expected),
                         qPrintable(QString::number(edge)));
            }
        }
        for (const std::size_t lag : {1U, 2U, 3U, 4U, 8U, 16U, 32U, 64U, 1024U}) {
            QVERIFY(std::abs(mean_of(numbers, lag, [](double x, double y) { return x * y; })) < bound);
            QVERIFY(std::abs(mean_of(numbers, lag, [](double x, double y) {
                        return (x * x - 1) * (y * y - 1);
                    })) < 2 * bound);
        }
    }

    void columns_are_multiplied_by_their_factors() {
        for (const std::int64_t columns : {1, 2, 3, 17, 61, 64, 200, 300}) {
            for (const std::int64_t rows : {0, 1, 2, 9, 130}) {
                const Values input = some_values(rows * columns), factors = some_values(columns);
                Values expected = guarded(rows * columns);
                reference::scale_columns(input.data(), rows, columns, factors.data(), expected.data());
                for (const std::int64_t target : available_targets()) {
                    use_target(target);
                    Values found = guarded(rows * columns);
                    scale_columns(input.data(), rows, columns, factors.data(), found.data());
                    QVERIFY2(equal(found, expected), target_name(target));
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestDropoutKernels)
#include "test_dropout_kernels.moc"
