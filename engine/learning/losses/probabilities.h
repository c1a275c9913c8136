// SPDX-License-Identifier: GPL-3.0-or-later
//
// What losses over probabilities share. Everything in double: see ElementwiseLoss.
#pragma once

#include "learning/loss.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

/// Keras' epsilon: probabilities stay this far from 0 and 1.
inline constexpr double probability_margin = 1e-7;

/// Returns the probability clipped away from 0 and 1; NaN stays.
inline double kept_probability(double p) { return std::clamp(p, probability_margin, 1 - probability_margin); }
/// Tells whether the gradient flows through kept_probability.
inline bool inside_margin(double p) { return !(p < probability_margin) && !(p > 1 - probability_margin); }

inline double sigmoid_of(double x) {
    if (x < 0) {
        const double e = std::exp(x);
        return e / (1 + e);
    }
    return 1 / (1 + std::exp(-x));
}

/// Computes ln(1 + eˣ), exact for any x.
inline double softplus_of(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

/// The row softmax(x), one number at a time.
template <class T>
class SoftmaxRow {
public:
    SoftmaxRow(const T* values, std::int64_t count) : values_(values) {
        largest_ = static_cast<double>(values[0]);
        for (std::int64_t i = 1; i < count; ++i) {
            const auto value = static_cast<double>(values[i]);
            if (value > largest_ || std::isnan(value)) largest_ = value;
        }
        for (std::int64_t i = 0; i < count; ++i) sum_ += std::exp(static_cast<double>(values[i]) - largest_);
        log_sum_ = std::log(sum_);
    }
    [[nodiscard]] double probability(std::int64_t i) const {
        return std::exp(static_cast<double>(values_[i]) - largest_) / sum_;
    }
    [[nodiscard]] double log_probability(std::int64_t i) const {
        return static_cast<double>(values_[i]) - largest_ - log_sum_;
    }

private:
    const T* values_;
    double largest_, sum_ = 0, log_sum_ = 0;
};

/// A row of outputs divided by its sum, as Keras does before it takes logarithms.
template <class T>
class NormalizedRow {
public:
    NormalizedRow(const T* values, std::int64_t count) : values_(values) {
        for (std::int64_t i = 0; i < count; ++i) sum_ += static_cast<double>(values[i]);
    }
    [[nodiscard]] double probability(std::int64_t i) const { return static_cast<double>(values_[i]) / sum_; }
    [[nodiscard]] double sum() const { return sum_; }

private:
    const T* values_;
    double sum_ = 0;
};

/// Computes a loss Σ term(p[i], i) over normalized outputs, or over softmax(outputs) where they are logits.
/// `term` gives value and slope.
template <class T, class Term>
T loss_over_probabilities(const LossSample<T>& sample, bool logits, Term term) {
    const auto over = [&](const auto& row, auto gradient_of) {
        double loss = 0, mean_slope = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const double p = row.probability(i);
            const auto [value, slope] = term(p, i);
            loss += value;
            mean_slope += slope * p;
        }
        for (std::int64_t i = 0; sample.gradient && i < sample.outputs; ++i) {
            const double p = row.probability(i);
            sample.gradient[i] = static_cast<T>(gradient_of(p, term(p, i).slope - mean_slope) *
                                                static_cast<double>(sample.scale));
        }
        return static_cast<T>(loss);
    };
    if (logits)
        return over(SoftmaxRow<T>(sample.output, sample.outputs),
                    [](double p, double rise) { return p * rise; });
    const NormalizedRow<T> row(sample.output, sample.outputs);
    return over(row, [&](double, double rise) { return rise / row.sum(); });
}

}  // namespace glassnet
