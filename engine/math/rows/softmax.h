// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Functions of `rows` rows of `columns` values, where each value of a row hangs on all of them; a row with
// NaN becomes NaN. Float runs in the processor's widest vectors, double in plain loops; no result depends on
// the lanes. `to` may be one of the others.

/// y = e^(x − max) / Σ e^(x − max)
template <class T>
void softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to);
/// y = x − max − ln Σ e^(x − max)
template <class T>
void log_softmax(const T* from, std::int64_t rows, std::int64_t columns, T* to);
/// to = y · (g − Σ g · y): the gradient of softmax's inputs from that of its outputs y.
template <class T>
void softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns, T* to);
/// to = g − e^y · Σ g: the same of log_softmax.
template <class T>
void log_softmax_backward(const T* gradient, const T* output, std::int64_t rows, std::int64_t columns, T* to);

}  // namespace glassnet
