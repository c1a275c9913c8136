// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/axes.h"

#include "layers/layer_problems.h"

namespace glassnet {

int side_at(std::string_view kind, int axis, const Shape& shape) {
    const int rank = shape.rank();
    if (axis == 0 || axis > rank || axis < -rank) throw no_such_axis(kind, axis, shape);
    return axis < 0 ? rank + axis : axis - 1;
}

Sides sides_at(std::string_view kind, std::span<const int> axes, const Shape& shape) {
    Sides sides;
    for (const int axis : axes) sides.set(static_cast<std::size_t>(side_at(kind, axis, shape)));
    return sides;
}

Walk Walk::along(const Shape& shape, Sides sides) {
    Walk walk;
    std::int64_t stride = shape.elements();
    for (int side = 0; side < shape.rank(); ++side) {
        stride /= shape[side];
        if (sides.test(static_cast<std::size_t>(side))) walk.add({shape[side], stride});
    }
    return walk;
}

Walk Walk::sharing(const Shape& shape, Sides shared) {
    Walk walk;
    std::int64_t stride = along(shape, ~shared).count();
    for (int side = 0; side < shape.rank(); ++side) {
        const bool is_shared = shared.test(static_cast<std::size_t>(side));
        if (!is_shared) stride /= shape[side];
        walk.add({shape[side], is_shared ? 0 : stride});
    }
    return walk;
}

std::int64_t Walk::count() const {
    std::int64_t product = 1;
    for (const Level& level : levels_) product *= level.count;
    return product;
}

void Walk::add(Level inner) {
    if (inner.count == 1) return;
    Level& outer = levels_[last_];
    if (outer.count == 1)
        outer = inner;
    else if (outer.stride == inner.count * inner.stride)
        outer = {outer.count * inner.count, inner.stride};
    else
        levels_[++last_] = inner;
}

}  // namespace glassnet
