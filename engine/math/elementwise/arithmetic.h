// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Functions of `count` contiguous elements. Float runs in the processor's widest vectors, double in plain
// loops; results do not depend on the number of lanes. Outputs may be written over inputs.

/// Adds `from` to `to`.
template <class T>
void accumulate(T* to, const T* from, std::int64_t count);

/// Computes to = a + b.
template <class T>
void add(const T* a, const T* b, std::int64_t count, T* to);

/// Computes to = a · b.
template <class T>
void multiply(const T* a, const T* b, std::int64_t count, T* to);

enum class Extremum { maximum, minimum };

/// Computes to = max(a, b) or min(a, b); where either is NaN the result is NaN.
template <class T>
void extremum(Extremum which, const T* a, const T* b, std::int64_t count, T* to);

/// The gradient of one input of extremum(): where `input` equals `output`, or is NaN, the gradient moves from
/// `gradient` to `to` (optional: nullptr) and leaves 0 behind, so that the inputs that follow get nothing;
/// elsewhere `to` becomes 0.
template <class T>
void extremum_backward(const T* input, const T* output, std::int64_t count, T* gradient, T* to);

}  // namespace glassnet
