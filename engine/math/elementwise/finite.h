// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Reductions of `count` contiguous elements. Float runs in the processor's widest vectors, double in plain
// loops; results do not depend on the number of lanes.

/// Tells whether no element is infinite or NaN.
template <class T>
[[nodiscard]] bool all_finite(const T* values, std::int64_t count);

/// Returns the largest absolute value; infinite or NaN where an element is, 0 where there are none.
template <class T>
[[nodiscard]] T largest_magnitude(const T* values, std::int64_t count);

}  // namespace glassnet
