// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Passes over contiguous numbers. Float runs in the processor's widest vectors, double in plain loops; no
// result depends on the lanes.

/// to += from
template <class T>
void accumulate(T* to, const T* from, std::int64_t count);
/// to = a + b
template <class T>
void add(const T* a, const T* b, std::int64_t count, T* to);
/// to = a · b
template <class T>
void multiply(const T* a, const T* b, std::int64_t count, T* to);
/// to = the larger (or the smaller) of a and b; NaN wins
enum class Extreme { largest, smallest };
template <class T>
void extreme(Extreme which, const T* a, const T* b, std::int64_t count, T* to);
/// Where values are the extremes, NaN too, `gradient` is moved to `to` (nullptr: lost) and becomes 0;
/// elsewhere `to` becomes 0.
template <class T>
void take_share(const T* values, const T* extremes, std::int64_t count, T* gradient, T* to);
/// sums[c] += Σ over rows of values[row · columns + c], in blocks of `sum_block` rows so that rounding does
/// not pile up
constexpr std::int64_t sum_block = 16;
template <class T>
void add_column_sums(const T* values, std::int64_t rows, std::int64_t columns, T* sums);
/// Whether no value is infinite or NaN.
template <class T>
[[nodiscard]] bool all_finite(const T* values, std::int64_t count);

/// The largest of the values without their signs; infinite or NaN where one is. 0 where there are none.
template <class T>
[[nodiscard]] T largest_magnitude(const T* values, std::int64_t count);

/// One step of Adam (Kingma and Ba 2014) in Keras' form: m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂), w −=
/// rate · m / (√v + ε), where rate already holds the bias corrections.
template <class T>
struct AdamStep {
    T rate, one_minus_beta_1, one_minus_beta_2, epsilon;
};
template <class T>
void adam(T* weights, const T* gradients, T* m, T* v, std::int64_t count, const AdamStep<T>& step);

/// velocity = momentum · velocity − rate · g; w += velocity (Nesterov: w += momentum · velocity − rate · g).
template <class T>
struct MomentumStep {
    T rate, momentum;
    bool nesterov;
};
template <class T>
void momentum(T* weights, const T* gradients, T* velocity, std::int64_t count, const MomentumStep<T>& step);

/// A rectifier with a slope for each column: to = x where x > 0, else slopes[column] · x.
template <class T>
void apply_slopes(const T* from, const T* slopes, std::int64_t rows, std::int64_t columns, T* to);
/// `to` (nullptr: unwanted) = the gradient before it; slope_gradients[column] (nullptr: unwanted) += Σ
/// gradient · x where x ≤ 0, in blocks of `sum_block` rows.
template <class T>
void apply_slopes_backward(const T* gradient, const T* from, const T* slopes, std::int64_t rows,
                           std::int64_t columns, T* slope_gradients, T* to);

/// Maximum of `window` rows of `channels` values: to[c] = max over w of from[w][c]; NaN wins.
template <class T>
void maximum_of(const T* const* from, std::int64_t window, std::int64_t channels, T* to);
/// Gives gradient[c] to the first of the rows whose value is output[c]: to[w][c] += gradient[c].
template <class T>
void maximum_backward(const T* const* from, T* const* to, std::int64_t window, std::int64_t channels,
                      const T* output, const T* gradient);

}  // namespace glassnet
