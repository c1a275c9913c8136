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

}  // namespace glassnet
