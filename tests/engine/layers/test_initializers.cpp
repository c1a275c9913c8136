// SPDX-License-Identifier: GPL-3.0-or-later
// How weights begin: ranges, means, variances and shapes of the distributions that Keras 3 defines, and that
// nothing but key and position decides.
#include "layers/initializer.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace glassnet;

namespace {

std::vector<float> filled(const Initializer& kind, const Shape& shape, std::int64_t fan_in,
                          std::int64_t fan_out, std::uint64_t seed = 1) {
    std::vector<float> values(static_cast<std::size_t>(shape.elements()), NAN);
    kind.fill(values, {shape, fan_in, fan_out}, Random(seed, Random::Purpose::weights));
    return values;
}

struct Moments {
    double mean = 0, variance = 0, fourth = 0, smallest = INFINITY, largest = -INFINITY;
};

Moments moments_of(const std::vector<float>& values) {
    Moments result;
    const auto count = static_cast<double>(values.size());
    for (const float value : values) result.mean += static_cast<double>(value) / count;
    for (const float value : values) {
        const double distance = static_cast<double>(value) - result.mean;
        result.variance += distance * distance / count;
        result.fourth += distance * distance * distance * distance / count;
        result.smallest = std::min(result.smallest, static_cast<double>(value));
        result.largest = std::max(result.largest, static_cast<double>(value));
    }
    return result;
}

/// `value` lies within five standard errors of `expected`.
void compare(double value, double expected, double standard_error, const char* what) {
    QVERIFY2(
        std::abs(value - expected) < 5 * standard_error,
        qPrintable(
            QStringLiteral("%1 is %2, not %3 ± %4").arg(what).arg(value).arg(expected).arg(standard_error)));
}

std::unique_ptr<Initializer> made(const char* id, const Value::Map& settings = {}) {
    auto kind = kinds<Initializer>().find(id)->clone();
    if (has_errors(configure(*kind, settings, {}))) return nullptr;
    return kind;
}

}  // namespace

class TestInitializers : public QObject {
    Q_OBJECT
private slots:
    void random_kinds_have_the_moments_of_their_distribution_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("deviation");
        QTest::addColumn<double>("limit");  // no number is further from 0
        // 1.8: uniform; 3: normal; 2.3656: normal, cut at two deviations
        QTest::addColumn<double>("kurtosis");
        const double in = 300, out = 500, cut = 0.87962566103423978, cut_kurtosis = 2.36557;
        const auto row = [](const char* id, double deviation, double limit, double kurtosis) {
            QTest::newRow(id) << QString::fromLatin1(id) << deviation << limit << kurtosis;
        };
        const auto uniform = [&](const char* id, double limit) {
            row(id, limit / std::sqrt(3.0), limit, 1.8);
        };
        const auto truncated = [&](const char* id, double deviation) {
            row(id, deviation, 2 * deviation / cut, cut_kurtosis);
        };
        uniform("glorot_uniform", std::sqrt(6 / (in + out)));
        uniform("he_uniform", std::sqrt(6 / in));
        uniform("lecun_uniform", std::sqrt(3 / in));
        uniform("random_uniform", 0.05);
        truncated("glorot_normal", std::sqrt(2 / (in + out)));
        truncated("he_normal", std::sqrt(2 / in));
        truncated("lecun_normal", std::sqrt(1 / in));
        truncated("truncated_normal", 0.05 * cut);
        row("random_normal", 0.05, 1, 3);
    }
    void random_kinds_have_the_moments_of_their_distribution() {
        QFETCH(QString, id);
        QFETCH(double, deviation);
        QFETCH(double, limit);
        QFETCH(double, kurtosis);
        const auto values = filled(*made(qPrintable(id)), {300, 500}, 300, 500);
        const Moments found = moments_of(values);
        const double count = static_cast<double>(values.size());
        compare(found.mean, 0, deviation / std::sqrt(count), "the mean");
        compare(found.variance, deviation * deviation,
                deviation * deviation * std::sqrt((kurtosis - 1) / count), "the variance");
        compare(found.fourth / (found.variance * found.variance), kurtosis, std::sqrt(100 / count),
                "the kurtosis");
        QVERIFY(std::max(-found.smallest, found.largest) <= limit * (1 + 1e-6));
        QVERIFY(kurtosis == 3 || std::min(-found.smallest, found.largest) > limit * 0.99);
    }

    void the_same_key_gives_the_same_numbers() {
        for (const auto& kind : Chosen<Initializer>::catalogue()) {
            const Shape shape{24, 10};
            const auto first = filled(*kind, shape, 24, 10);
            QVERIFY(first == filled(*kind, shape, 24, 10));
            QVERIFY(std::ranges::all_of(first, [](float value) { return std::isfinite(value); }));
            const bool random = first != filled(*kind, shape, 24, 10, 2);
            const bool constant = kind->id() == "zeros" || kind->id() == "ones" || kind->id() == "constant" ||
                                  kind->id() == "identity";
            QCOMPARE(random, !constant);
        }
    }

    void settings_move_the_numbers() {
        QCOMPARE(filled(*made("constant", {{"value", 0.25}}), {3}, 1, 1), std::vector<float>(3, 0.25F));
        QCOMPARE(filled(*made("identity", {{"gain", 2}}), {2, 3}, 1, 1),
                 (std::vector<float>{2, 0, 0, 0, 2, 0}));
        const Moments uniform =
            moments_of(filled(*made("random_uniform", {{"minval", 1}, {"maxval", 3}}), {40'000}, 1, 1));
        compare(uniform.mean, 2, std::sqrt(1.0 / 3 / 40'000), "the mean");
        QVERIFY(uniform.smallest >= 1 && uniform.largest <= 3);
        const Moments normal =
            moments_of(filled(*made("random_normal", {{"mean", -1}, {"stddev", 2}}), {40'000}, 1, 1));
        compare(normal.mean, -1, 2.0 / 200, "the mean");
        compare(normal.variance, 4, 4 * std::sqrt(2.0 / 40'000), "the variance");
    }

    void orthogonal_kernels_keep_lengths() {
        for (const Shape& shape :
             {Shape{40, 40}, Shape{50, 20}, Shape{20, 50}, Shape{3, 3, 4, 16}, Shape{1, 1, 4, 16}}) {
            const double gain = 1.5;
            const auto values = filled(*made("orthogonal", {{"gain", gain}}), shape, 1, 1);
            const std::int64_t columns = shape[shape.rank() - 1], rows = shape.elements() / columns;
            const bool wide = columns > rows;
            const std::int64_t vectors = std::min(rows, columns), length = std::max(rows, columns);
            const auto element = [&](std::int64_t vector, std::int64_t i) {
                return static_cast<double>(
                    values[static_cast<std::size_t>(wide ? vector * columns + i : i * columns + vector)]);
            };
            for (std::int64_t a = 0; a < vectors; ++a) {
                for (std::int64_t b = a; b < vectors; ++b) {
                    double product = 0;
                    for (std::int64_t i = 0; i < length; ++i) product += element(a, i) * element(b, i);
                    QVERIFY(std::abs(product - (a == b ? gain * gain : 0)) < 1e-5);
                }
            }
        }
    }

    /// All rotations are equally likely: of 2 × 2 matrices half have the determinant −1, and no corner has a
    /// sign that it prefers.
    void orthogonal_kernels_prefer_no_direction() {
        int negative_determinants = 0, positive_corners = 0;
        constexpr int trials = 2000;
        for (int seed = 0; seed < trials; ++seed) {
            const auto m = filled(*made("orthogonal"), {2, 2}, 1, 1, static_cast<std::uint64_t>(seed));
            negative_determinants += m[0] * m[3] - m[1] * m[2] < 0;
            positive_corners += m[0] > 0;
        }
        compare(negative_determinants, trials / 2.0, std::sqrt(trials / 4.0), "negative determinants");
        compare(positive_corners, trials / 2.0, std::sqrt(trials / 4.0), "positive corners");
    }

    void kinds_know_what_they_can_make() {
        QVERIFY(!made("identity")->fits({3, 3, 4, 8}));
        QVERIFY(made("identity")->fits({3, 4}));
        QVERIFY(!made("orthogonal")->fits({8}));
        QVERIFY(made("glorot_uniform")->fits({8}));
    }
};

QTEST_APPLESS_MAIN(TestInitializers)
#include "test_initializers.moc"
