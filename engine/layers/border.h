// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "layers/layer_problems.h"

#include <algorithm>
#include <array>
#include <vector>

namespace glassnet {

/// Pixels at the four sides of a picture, as ZeroPadding2D and Cropping2D name them: one number for all, two
/// for height and width, or four for top, bottom, left and right.
struct Border {
    std::int64_t top = 0, bottom = 0, left = 0, right = 0;
};

/// Makes a border of one, two or four numbers. Throws Error for any other count.
[[nodiscard]] Border border_of(std::string_view kind, const std::vector<int>& numbers);

inline constexpr std::string_view border_help =
    "Pixels: one number for all sides, two for height and width, or four for top, bottom, left and right.";

/// Copies the rows of a smaller picture into a larger one that surrounds it, or back: calls action(place in
/// the small one, in the large one, count) for every row.
template <class Action>
void for_each_row(const Shape& small, const Shape& large, const Border& border, const Action& action) {
    const std::int64_t count = small[1] * small[2];
    for (std::int64_t y = 0; y < small[0]; ++y)
        action(y * count, ((y + border.top) * large[1] + border.left) * large[2], count);
}

}  // namespace glassnet
