// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/find_rate.h"

#include "training/learner.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace glassnet {

namespace {

constexpr double keep = 0.9;              // of the running mean
constexpr double out_of_bounds = 4;       // times the best smoothed loss: the test ends
constexpr double least_fall = 0.02;       // share of the first loss that counts as learning
constexpr std::size_t slope_points = 10;  // over which a slope is measured

/// Measures how far the batches' losses are from their running mean.
double spread_of(std::span<const RatePoint> points) {
    double squares = 0;
    for (const RatePoint& point : points)
        squares += (point.loss - point.smoothed) * (point.loss - point.smoothed);
    return std::sqrt(squares / static_cast<double>(points.size()));
}

/// Finds the rate in the middle of the steepest fall before the lowest point, if the fall exceeds the
/// batches' differences.
std::optional<double> steepest(const std::vector<RatePoint>& points) {
    const auto lowest = std::ranges::min_element(points, {}, &RatePoint::smoothed);
    if (lowest == points.end()) return std::nullopt;
    // the first means are of few batches
    const double begin = points[std::min<std::size_t>(slope_points, points.size() / 5)].smoothed;
    if (begin - lowest->smoothed <
        std::max(least_fall * std::abs(begin), spread_of({points.begin(), lowest + 1})))
        return std::nullopt;
    const auto end = static_cast<std::size_t>(lowest - points.begin());
    const std::size_t width = std::clamp<std::size_t>(points.size() / 10, 1, slope_points);
    std::optional<double> best;
    double fastest = 0;
    for (std::size_t i = width; i <= end; ++i) {
        const double fall = points[i - width].smoothed - points[i].smoothed;
        if (fall <= fastest) continue;
        fastest = fall;
        best = std::sqrt(points[i - width].rate * points[i].rate);
    }
    return best;
}

}  // namespace

RateTest find_rate(TrainingTask task, const RateTestOptions& options) {
    // A rising exponential "decay", and no validation at the ends of epochs.
    auto training_only = std::make_shared<Dataset>(*task.dataset);
    training_only->validation = {};
    task.dataset = std::move(training_only);
    task.settings.stopping = TrainingSettings{}.stopping;
    task.settings.epochs = 1'000'000;
    auto& settings = task.settings.optimizer.settings;
    assign(settings, "learning_rate", options.low);
    assign(settings, "gradient_accumulation_steps", 1);
    assign(settings, "schedule",
           Value::Map{{"kind", "ExponentialDecay"},
                      {"decay_steps", std::max(1, options.steps - 1)},
                      {"decay_rate", options.high / options.low}});
    History history;
    Learner learner(task, history);
    RateTest test;
    double mean = 0, weight = 0, best = 0;
    for (int step = 0; step < options.steps; ++step) {
        if (options.cancelled && options.cancelled()) break;
        try {
            learner.step();
        } catch (const Error&) {  // beyond all numbers: the highest rate that can be shown is the one before
            test.diverged = true;
            break;
        }
        const BatchRecord record = history.batches_from(static_cast<std::size_t>(step)).front();
        mean = keep * mean + (1 - keep) * record.loss;
        weight = keep * weight + (1 - keep);
        const double smoothed = mean / weight;
        best = step == 0 ? smoothed : std::min(best, smoothed);
        test.points.push_back({record.learning_rate, record.loss, smoothed});
        if (smoothed > out_of_bounds * best && best > 0) {
            test.diverged = true;
            break;
        }
    }
    test.proposal = steepest(test.points);
    return test;
}

}  // namespace glassnet
