// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "layers/window.h"

#include <algorithm>

namespace glassnet {

/// What max and average pooling share: pool_size, strides (0 × 0: as the pool) and padding, and the walk over the windows.
template <class Derived>
class Pooling2D : public LayerOf<Derived> {
public:
    Size2 pool_size = {2, 2};
    Size2 strides = {0, 0};
    Padding padding = Padding::valid;

    static constexpr auto pooling_settings() {
        return std::tuple{
            setting("pool_size", static_cast<Size2 Derived::*>(&Derived::pool_size), between(1, 1024), "Height and width of the window."),
            setting("strides", static_cast<Size2 Derived::*>(&Derived::strides), between(0, 1024),
                    "How far the window moves; 0 means as far as it is large."),
            setting("padding", static_cast<Padding Derived::*>(&Derived::padding),
                    "“same” lets windows reach over the border (what lies outside does not count); “valid” does not.")};
    }

    Shape output_shape(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        return {window.output_height, window.output_width, window.channels};
    }

protected:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        const Size2 step{strides.height > 0 ? strides.height : pool_size.height, strides.width > 0 ? strides.width : pool_size.width};
        return window_over(Derived::describe().id, inputs[0], pool_size, step, padding);
    }

    /// The part of a window that lies inside the picture.
    struct Place {
        std::int64_t top, bottom, left, right;  // bottom and right excluded
    };

    /// Calls action(output pixel, place) for every window.
    template <class Action>
    static void for_each_window(const Window2D& w, const Action& action) {
        for (std::int64_t y = 0; y < w.output_height; ++y) {
            const std::int64_t begin_y = y * w.stride_y - w.pad_top;
            for (std::int64_t x = 0; x < w.output_width; ++x) {
                const std::int64_t begin_x = x * w.stride_x - w.pad_left;
                action(y * w.output_width + x,
                       Place{std::max<std::int64_t>(0, begin_y), std::min(w.input_height, begin_y + w.kernel_height),
                             std::max<std::int64_t>(0, begin_x), std::min(w.input_width, begin_x + w.kernel_width)});
            }
        }
    }
};

}  // namespace glassnet
