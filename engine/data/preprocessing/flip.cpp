// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_shape.h"
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Named apart from RandomFlip's: the two files may be compiled as one.
enum class Mirrored { horizontal, vertical, horizontal_and_vertical };
constexpr std::array<std::string_view, 3> names(Mirrored) {
    return {"horizontal", "vertical", "horizontal_and_vertical"};
}

/// Mirrors every picture the same way.
class Flip final : public KindOf<Flip, DataStep> {
public:
    Mirrored mode = Mirrored::horizontal;

    static constexpr auto settings =
        std::tuple{setting("mode", &Flip::mode, "Left and right, top and bottom, or both.")};
    static Description describe() {
        return {.id = "Flip",
                .title = "Flip",
                .group = "Geometry",
                .summary = "Mirrors every picture.",
                .formula = "y[i, j] = x[i, w − 1 − j]",
                .keras = "",
                .pytorch = "torchvision.transforms.v2.functional.horizontal_flip",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override { return is_picture(shape); }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to, Random&) const override {
        const std::int64_t channels = channels_of(shape);
        const bool is_upside_down = mode != Mirrored::horizontal, is_mirrored = mode != Mirrored::vertical;
        auto next = to.begin();
        for (std::int64_t row = 0; row < shape[0]; ++row) {
            for (std::int64_t column = 0; column < shape[1]; ++column) {
                const std::int64_t from_row = is_upside_down ? shape[0] - 1 - row : row;
                const std::int64_t from_column = is_mirrored ? shape[1] - 1 - column : column;
                next = std::copy_n(from.begin() + (from_row * shape[1] + from_column) * channels, channels,
                                   next);
            }
        }
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_flip() { return std::make_unique<Flip>(); }

}  // namespace glassnet
