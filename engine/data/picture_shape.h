// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/shape.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace glassnet {

/// Tells whether the shape is a picture's: height × width or height × width × channels.
[[nodiscard]] inline bool is_picture(const Shape& shape) { return shape.rank() == 2 || shape.rank() == 3; }

/// Returns the number of channels: the last side of a picture that has one for them, otherwise 1.
[[nodiscard]] inline std::int64_t channels_of(const Shape& picture) {
    return picture.rank() == 3 ? picture[2] : 1;
}

/// Returns a picture's shape with another height and width.
[[nodiscard]] inline Shape with_size(const Shape& picture, std::int64_t height, std::int64_t width) {
    return picture.rank() == 3 ? Shape{height, width, picture[2]} : Shape{height, width};
}

/// A part of a picture, in pixels.
struct Box {
    std::int64_t top = 0, left = 0, height = 1, width = 1;
    [[nodiscard]] bool lies_within(const Shape& picture) const {
        return top + height <= picture[0] && left + width <= picture[1];
    }
};

/// Copies a box that lies within the picture: `to` is as large as the box.
inline void copy_box(std::span<const float> picture, const Shape& shape, const Box& box,
                     std::span<float> to) {
    const std::int64_t channels = channels_of(shape);
    for (std::int64_t row = 0; row < box.height; ++row) {
        const auto first = ((box.top + row) * shape[1] + box.left) * channels;
        std::copy_n(picture.begin() + first, box.width * channels, to.begin() + row * box.width * channels);
    }
}

}  // namespace glassnet
