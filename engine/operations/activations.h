// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/activations.h"
#include "math/rows/softmax.h"
#include "operations/post_op.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace glassnet {

// Activation functions as layers apply them to their outputs, in place: rows × columns elements, where
// softmax runs over a row (the last axis).

/// Tells whether the backward pass needs the values before the function: then the layer keeps them.
inline bool needs_input(ActivationFunction function) { return needs_input(activation_of(function)); }

/// Tells whether the backward pass needs the output.
inline bool needs_output(ActivationFunction function) { return needs_output(activation_of(function)); }

/// Applies the function.
template <class T>
void activate(ActivationFunction function, T* values, std::int64_t rows, std::int64_t columns) {
    using F = ActivationFunction;
    if (function == F::linear) return;
    if (!needs_row(function)) return apply(activation_of(function), values, rows * columns, values);
    function == F::softmax ? softmax(values, rows, columns, values)
                           : log_softmax(values, rows, columns, values);
}

/// Turns ∂loss/∂output into ∂loss/∂input. `before` are the values before the function, read only where it
/// needs_input.
template <class T>
void activate_backward(ActivationFunction function, T* gradient, const T* before, const T* output,
                       std::int64_t rows, std::int64_t columns) {
    using F = ActivationFunction;
    if (function == F::linear) return;
    if (!needs_row(function))
        return apply_backward(activation_of(function), gradient, before, output, rows * columns, gradient);
    function == F::softmax ? softmax_backward(gradient, output, rows, columns, gradient)
                           : log_softmax_backward(gradient, output, rows, columns, gradient);
}

/// Returns the elements of each sample that a layer keeps for the backward pass of its activation.
inline std::int64_t kept_elements(ActivationFunction function, std::int64_t outputs) {
    return needs_input(function) ? outputs : 0;
}

/// Applies the function, after the values were copied to `kept` where the backward pass needs them
/// (kept_elements for each sample).
template <class T>
void activate_and_keep(ActivationFunction function, T* values, T* kept, std::int64_t rows,
                       std::int64_t columns) {
    if (needs_input(function)) std::copy_n(values, rows * columns, kept);
    activate(function, values, rows, columns);
}

/// Returns the settings of an operation that takes a relu behind it, with that as its activation; nothing
/// where the post-op is another or there is an activation already.
template <class Settings>
std::optional<Settings> rectified(const Settings& settings, const PostOp& next) {
    if (next.work != PostOp::Work::relu || settings.activation != ActivationFunction::linear)
        return std::nullopt;
    Settings both = settings;
    both.activation = ActivationFunction::relu;
    return both;
}

}  // namespace glassnet
