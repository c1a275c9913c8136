// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"
#include "data/picture_shape.h"
#include "data/step.h"

namespace glassnet {

namespace {

/// Keeps the middle of a picture, where Keras' CenterCrop has it: half of what is cut off, rounded down, goes
/// above and left.
class CenterCrop final : public KindOf<CenterCrop, DataStep> {
public:
    int height = 24;
    int width = 24;

    static constexpr auto settings =
        std::tuple{setting("height", &CenterCrop::height, between(1, limits::image_side),
                           "Height of what is kept, in pixels; at most the picture's."),
                   setting("width", &CenterCrop::width, between(1, limits::image_side),
                           "Width of what is kept, in pixels; at most the picture's.")};
    static Description describe() {
        return {.id = "CenterCrop",
                .title = "Center crop",
                .group = "Geometry",
                .summary = "Keeps the middle of each picture and cuts off what is around it.",
                .formula = "h × w × channels → height × width × channels",
                .keras = "keras.layers.CenterCrop",
                .pytorch = "torchvision.transforms.v2.CenterCrop",
                .onnx = "Slice",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return is_picture(shape) && height <= shape[0] && width <= shape[1];
    }
    [[nodiscard]] std::string_view needs() const override { return "pictures as large as the crop"; }
    [[nodiscard]] Shape output_shape(const Shape& shape) const override {
        return with_size(shape, height, width);
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to, Random&) const override {
        copy_box(from, shape,
                 {.top = (shape[0] - height) / 2,
                  .left = (shape[1] - width) / 2,
                  .height = height,
                  .width = width},
                 to);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_center_crop() { return std::make_unique<CenterCrop>(); }

}  // namespace glassnet
