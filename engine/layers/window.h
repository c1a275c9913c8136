// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "math/images/window.h"
#include "math/shape.h"

#include <array>
#include <string_view>

namespace glassnet {

/// What happens at the border of a picture. Names as in Keras.
enum class Padding { valid, same };
constexpr std::array<std::string_view, 2> names(Padding) { return {"valid", "same"}; }

/// The geometry of a sliding window over pictures of this shape. "same" pads with Keras' rule: ⌈input /
/// stride⌉ outputs, the odd pixel of padding at the bottom and right. Throws needs_pictures and
/// window_too_large.
[[nodiscard]] Window2D window_over(std::string_view kind, const Shape& input, Size2 kernel, Size2 strides,
                                   Padding padding, Size2 dilation = {1, 1});

}  // namespace glassnet
