// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "layers/window.h"

namespace glassnet {

/// What max and average pooling share: pool_size, strides (0 × 0: as the pool) and padding.
template <class Derived>
class Pooling2D : public LayerOf<Derived> {
public:
    Size2 pool_size = {2, 2};
    Size2 strides = {0, 0};
    Padding padding = Padding::valid;

    static constexpr auto pooling_settings() {
        return std::tuple{
            setting("pool_size", static_cast<Size2 Derived::*>(&Derived::pool_size), between(1, 1024),
                    "Height and width of the window."),
            setting("strides", static_cast<Size2 Derived::*>(&Derived::strides), between(0, 1024),
                    "How far the window moves; 0 means as far as it is large."),
            setting("padding", static_cast<Padding Derived::*>(&Derived::padding),
                    "“same” lets windows reach over the border (what lies outside does not count); “valid” "
                    "does not.")};
    }

    Shape output_shape(Shapes inputs) const override {
        const Window2D window = window_of(inputs);
        return {window.output_height, window.output_width, window.channels};
    }

protected:
    [[nodiscard]] Window2D window_of(Shapes inputs) const {
        const Size2 step{strides.height > 0 ? strides.height : pool_size.height,
                         strides.width > 0 ? strides.width : pool_size.width};
        return window_over(Derived::describe().id, inputs[0], pool_size, step, padding);
    }
};

}  // namespace glassnet
