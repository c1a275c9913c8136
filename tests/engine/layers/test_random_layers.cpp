// SPDX-License-Identifier: GPL-3.0-or-later
// What layers draw in training cannot be compared with another program: here it is judged by its
// distribution. Seeds are fixed; bounds are such that a right generator stays inside for nearly every seed
// (4.5 deviations; Kolmogorov and Smirnov at 0.1 %).
#include "execution/executor.h"
#include "learning/catalogue.h"
#include "network/check.h"
#include "support/tiny_networks.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace glassnet;

namespace {

constexpr int batch = 64;
constexpr std::int64_t channels = 96, pixels = 20, elements = channels * pixels, all = batch * elements;

/// What became of ones in training: each output is then what was drawn for its place.
struct Drawn {
    std::vector<double> factors;
    std::vector<double> gradients;  // of the inputs, for a loss whose slope is output + 1 everywhere
};

Drawn draw(std::string_view kind, Value::Map settings, std::uint32_t epoch = 0) {
    const Checked checked = check(tiny::chain({4, 5, channels}, {{kind, std::move(settings)}, {"Flatten"}}));
    const Plan plan = compile(checked, {.batch = batch, .training = true, .input_gradients = true});
    const Weights<double> weights(plan.weight_elements);
    ThreadPool pool(2);
    Executor<double> executor(plan, weights, kinds<Loss>().find("mean_squared_error"), pool, 11);
    std::fill_n(executor.input(), all, 1.0);
    std::iota(executor.sample_numbers().begin(), executor.sample_numbers().end(), 0U);
    executor.set_target_elements(elements);
    std::fill_n(executor.targets(), all, -1.0);
    executor.prepare();
    executor.forward(batch, epoch);
    (void)executor.compute_loss(Executor<double>::Compare::with_targets);
    executor.backward();
    const double* const output = executor.output(1);
    const double* const gradient = executor.output_gradient(0);
    Drawn drawn{{output, output + all}, {gradient, gradient + all}};
    for (double& each : drawn.gradients) each *= static_cast<double>(all) / 2;  // without the mean's share
    return drawn;
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values) {
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values) sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

/// How alike neighbours are: 0 for independent numbers, within 1 / √count.
double neighbours(const std::vector<double>& values) {
    const double mean = mean_of(values), deviation = deviation_of(values);
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i) sum += (values[i - 1] - mean) * (values[i] - mean);
    return sum / (deviation * deviation * static_cast<double>(values.size()));
}

/// The largest distance between the distribution of these numbers and the normal one (Kolmogorov 1933).
double distance_to_normal(std::vector<double> values, double mean, double deviation) {
    std::ranges::sort(values);
    double largest = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double expected = std::erfc(-(values[i] - mean) / deviation / std::sqrt(2.0)) / 2;
        const double below = static_cast<double>(i) / static_cast<double>(values.size());
        largest = std::max({largest, std::abs(expected - below),
                            std::abs(expected - below - 1 / static_cast<double>(values.size()))});
    }
    return largest;
}

/// The largest distance of the inputs' gradients to (output + 1) · `slope(output)`.
template <class Slope>
double gradient_error(const Drawn& drawn, const Slope& slope) {
    double worst = 0;
    for (std::size_t i = 0; i < drawn.factors.size(); ++i)
        worst =
            std::max(worst, std::abs(drawn.gradients[i] - (drawn.factors[i] + 1) * slope(drawn.factors[i])));
    return worst;
}

/// Whether what is dropped is dropped with this rate, independently, and the rest is scaled so that the mean
/// stays.
void judge_dropping(const std::vector<double>& factors, double rate) {
    std::size_t zeros = 0;
    for (const double factor : factors) {
        zeros += factor == 0;
        QVERIFY(factor == 0 || std::abs(factor - 1 / (1 - rate)) < 1e-12);
    }
    const double count = static_cast<double>(factors.size()), share = static_cast<double>(zeros) / count;
    qInfo("rate %g: %.4f of %.0f dropped", rate, share, count);
    QVERIFY(std::abs(share - rate) < 4.5 * std::sqrt(rate * (1 - rate) / count));
    QVERIFY(std::abs(neighbours(factors)) < 4.5 / std::sqrt(count));
}

void judge_normal(const std::vector<double>& values, double mean, double deviation) {
    const double count = static_cast<double>(values.size());
    const double distance = distance_to_normal(values, mean, deviation);
    qInfo("mean %.4f, deviation %.4f of %.4f, distance %.4f", mean_of(values), deviation_of(values),
          deviation, distance);
    QVERIFY(std::abs(mean_of(values) - mean) < 4.5 * deviation / std::sqrt(count));
    QVERIFY(std::abs(deviation_of(values) / deviation - 1) < 4.5 / std::sqrt(2 * count));
    QVERIFY(distance < 1.95 / std::sqrt(count));
    QVERIFY(std::abs(neighbours(values)) < 4.5 / std::sqrt(count));
}

}  // namespace

class TestRandomLayers : public QObject {
    Q_OBJECT
private slots:
    void dropout_drops_each_value_by_itself() {
        for (const double rate : {0.1, 0.5, 0.9}) {
            const Drawn drawn = draw("Dropout", {{"rate", rate}});
            judge_dropping(drawn.factors, rate);
            QVERIFY(gradient_error(drawn, [](double factor) { return factor; }) < 1e-12);
        }
    }

    void spatial_dropout_drops_whole_channels() {
        for (const double rate : {0.2, 0.5, 0.8}) {
            const Drawn drawn = draw("SpatialDropout2D", {{"rate", rate}});
            std::vector<double> of_channels;
            for (std::int64_t sample = 0; sample < batch; ++sample) {
                const double* const first = drawn.factors.data() + sample * elements;
                of_channels.insert(of_channels.end(), first, first + channels);
                for (std::int64_t i = channels; i < elements; ++i) QCOMPARE(first[i], first[i % channels]);
            }
            judge_dropping(of_channels, rate);
            QVERIFY(gradient_error(drawn, [](double factor) { return factor; }) < 1e-12);
        }
    }

    void gaussian_dropout_multiplies_by_normal_numbers_around_one() {
        for (const double rate : {0.1, 0.5, 0.8}) {
            const Drawn drawn = draw("GaussianDropout", {{"rate", rate}});
            judge_normal(drawn.factors, 1, std::sqrt(rate / (1 - rate)));
            QVERIFY(gradient_error(drawn, [](double factor) { return factor; }) < 1e-12);
        }
    }

    void gaussian_noise_adds_normal_numbers() {
        for (const double stddev : {0.1, 1.0, 3.0}) {
            const Drawn drawn = draw("GaussianNoise", {{"stddev", stddev}});
            judge_normal(drawn.factors, 1, stddev);
            QVERIFY(gradient_error(drawn, [](double) { return 1.0; }) < 1e-12);
        }
    }

    void each_epoch_draws_anew_and_can_be_repeated() {
        for (const char* kind : {"Dropout", "SpatialDropout2D", "GaussianDropout", "GaussianNoise"}) {
            const Value::Map settings{{std::string_view(kind) == "GaussianNoise" ? "stddev" : "rate", 0.5}};
            QVERIFY(draw(kind, settings, 3).factors == draw(kind, settings, 3).factors);
            QVERIFY(draw(kind, settings, 3).factors != draw(kind, settings, 4).factors);
        }
    }
};

QTEST_APPLESS_MAIN(TestRandomLayers)
#include "test_random_layers.moc"
