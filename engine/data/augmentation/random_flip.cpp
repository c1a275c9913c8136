// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/resample.h"
#include "data/picture_shape.h"
#include "data/step.h"

namespace glassnet {

namespace {

enum class FlipMode { horizontal, vertical, horizontal_and_vertical };
constexpr std::array<std::string_view, 3> names(FlipMode) {
    return {"horizontal", "vertical", "horizontal_and_vertical"};
}

/// Mirrors half of the pictures, chosen again in every epoch.
class RandomFlip final : public KindOf<RandomFlip, DataStep> {
public:
    FlipMode mode = FlipMode::horizontal_and_vertical;

    static constexpr auto settings =
        std::tuple{setting("mode", &RandomFlip::mode, "Left and right, top and bottom, or both.")};
    static Description describe() {
        return {.id = "RandomFlip",
                .title = "Random flip",
                .group = "Position",
                .summary = "Mirrors pictures at random.",
                .formula = "each direction with probability ½",
                .keras = "keras.layers.RandomFlip",
                .pytorch = "torchvision.transforms.v2.RandomHorizontalFlip",
                .onnx = "",
                .icon = "random_flip"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override { return is_picture(shape); }

    [[nodiscard]] Distortion distortion() const override { return {.mirrors = true}; }
    /// Returns the safe mode: clothes and faces stand upright; whether pictures may also be upside down is
    /// chosen by whoever knows them.
    [[nodiscard]] Value::Map careful_settings() const override { return {{"mode", "horizontal"}}; }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        const bool mirrors = mode != FlipMode::vertical && random.below(2) == 1;
        const bool is_upside_down = mode != FlipMode::horizontal && random.below(2) == 1;
        resample(from, shape, to,
                 {.row_from_row = is_upside_down ? -1.0 : 1.0, .column_from_column = mirrors ? -1.0 : 1.0});
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_flip() { return std::make_unique<RandomFlip>(); }

}  // namespace glassnet
