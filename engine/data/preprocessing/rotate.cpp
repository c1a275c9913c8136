// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_shape.h"
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Turns every picture by quarters of a turn, like numpy.rot90.
class Rotate final : public KindOf<Rotate, DataStep> {
public:
    int quarter_turns = 1;

    static constexpr auto settings =
        std::tuple{setting("quarter_turns", &Rotate::quarter_turns, between(1, 3),
                           "Quarter turns against the clock; 3 is one turn with it.")};
    static Description describe() {
        return {.id = "Rotate",
                .title = "Rotate",
                .group = "Geometry",
                .summary = "Turns every picture by a quarter, a half or three quarters.",
                .formula = "h × w → w × h for one and three quarters",
                .keras = "",
                .pytorch = "torchvision.transforms.v2.functional.rotate",
                .onnx = "Transpose",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override { return is_picture(shape); }
    [[nodiscard]] Shape output_shape(const Shape& shape) const override {
        return quarter_turns == 2 ? shape : with_size(shape, shape[1], shape[0]);
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to, Random&) const override {
        const Shape made = output_shape(shape);
        const std::int64_t channels = channels_of(shape), last_row = shape[0] - 1, last_column = shape[1] - 1;
        auto next = to.begin();
        for (std::int64_t row = 0; row < made[0]; ++row) {
            for (std::int64_t column = 0; column < made[1]; ++column) {
                const std::int64_t from_row = quarter_turns == 1   ? column
                                              : quarter_turns == 2 ? last_row - row
                                                                   : last_row - column;
                const std::int64_t from_column = quarter_turns == 1   ? last_column - row
                                                 : quarter_turns == 2 ? last_column - column
                                                                      : row;
                next = std::copy_n(from.begin() + (from_row * shape[1] + from_column) * channels, channels,
                                   next);
            }
        }
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_rotate() { return std::make_unique<Rotate>(); }

}  // namespace glassnet
