// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "math/shape.h"

#include <cstdint>
#include <string_view>

/// Problems that several layer kinds raise. The checker fills in the node's name and place.
namespace glassnet {

/// Returns "{kind} needs a flat input but gets 8 × 8 × 16", with Flatten and global pooling as repairs.
[[nodiscard]] Error needs_flat_input(std::string_view kind, const Shape& found);

/// Returns "{kind} needs pictures (height × width × channels) but gets 128".
[[nodiscard]] Error needs_pictures(std::string_view kind, const Shape& found);

/// Returns "The 5 × 5 kernel is larger than the 3 × 3 input", with padding "same" as a repair where the kind
/// has it.
[[nodiscard]] Error window_too_large(std::string_view kind, std::int64_t kernel_height,
                                     std::int64_t kernel_width, const Shape& found);

/// Returns "{kind} joins inputs of one shape but gets 8 × 8 × 16 and 8 × 8 × 32".
[[nodiscard]] Error shapes_differ(std::string_view kind, const Shape& first, const Shape& other);

/// Returns "{kind}'s axis 4 is none of the 3 of 8 × 8 × 16".
[[nodiscard]] Error no_such_axis(std::string_view kind, int axis, const Shape& found);

/// Returns "17 channels cannot be cut in 3 groups of one size", with `fitting` groups as a repair.
[[nodiscard]] Error channels_not_in_groups(std::int64_t channels, int groups, std::int64_t fitting);

/// Returns "10 filters cannot be cut in 3 groups of one size", with `fitting` groups as a repair.
[[nodiscard]] Error filters_not_in_groups(int filters, int groups, std::int64_t fitting);

}  // namespace glassnet
