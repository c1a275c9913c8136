// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/shape.h"

#include <algorithm>
#include <cassert>

namespace glassnet {

Shape::Shape(std::initializer_list<std::int64_t> sides) : Shape(std::span(sides.begin(), sides.size())) {}

Shape::Shape(std::span<const std::int64_t> sides) : rank_(static_cast<int>(sides.size())) {
    assert(sides.size() <= max_rank);
    std::ranges::copy(sides, sides_.begin());
}

std::int64_t Shape::elements() const {
    std::int64_t product = 1;
    for (const auto side : sides()) product *= side;
    return product;
}

std::string to_text(const Shape& shape) {
    std::string text;
    for (const auto side : shape.sides()) text += (text.empty() ? "" : " × ") + std::to_string(side);
    return text.empty() ? "1" : text;
}

}  // namespace glassnet
