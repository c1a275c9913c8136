// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Passes over contiguous numbers. Float runs in the processor's widest vectors, double in plain loops; no
// result depends on the lanes.

/// Whether no value is infinite or NaN.
template <class T>
[[nodiscard]] bool all_finite(const T* values, std::int64_t count);
/// The largest of the values without their signs; infinite or NaN where one is. 0 where there are none.
template <class T>
[[nodiscard]] T largest_magnitude(const T* values, std::int64_t count);

}  // namespace glassnet
