// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Functions of `rows` rows of `columns` elements, each of which depends on its whole row; a row with NaN
// becomes NaN. Float runs in the processor's widest vectors, double in plain loops; results do not depend on
// the number of lanes. Outputs may be written over inputs.

/// Computes y = e^(x − max) / Σ e^(x − max).
template <class T>
void softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to);

/// Computes y = x − max − ln Σ e^(x − max).
template <class T>
void log_softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to);

/// Computes the gradient of softmax's input from that of its output y: to = y · (g − Σ g · y).
template <class T>
void softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns, T* to);

/// Computes the gradient of log_softmax's input from that of its output y: to = g − e^y · Σ g.
template <class T>
void log_softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns, T* to);

}  // namespace glassnet
