// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"
#include "data/picture_shape.h"
#include "data/step.h"

namespace glassnet {

namespace {

/// Keeps the same box of every picture.
class Crop final : public KindOf<Crop, DataStep> {
public:
    int top = 0;
    int left = 0;
    int height = 24;
    int width = 24;

    static constexpr auto settings = std::tuple{
        setting("top", &Crop::top, between(0, limits::image_side), "Rows above the box."),
        setting("left", &Crop::left, between(0, limits::image_side), "Columns left of the box."),
        setting("height", &Crop::height, between(1, limits::image_side), "Height of the box, in pixels."),
        setting("width", &Crop::width, between(1, limits::image_side), "Width of the box, in pixels.")};
    static Description describe() {
        return {.id = "Crop",
                .title = "Crop",
                .group = "Geometry",
                .summary = "Keeps the same box of each picture and cuts off the rest.",
                .formula = "y[i, j] = x[top + i, left + j]",
                .keras = "",
                .pytorch = "torchvision.transforms.v2.functional.crop",
                .onnx = "Slice",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return is_picture(shape) && box().lies_within(shape);
    }
    [[nodiscard]] std::string_view needs() const override { return "pictures that the box lies in"; }
    [[nodiscard]] Shape output_shape(const Shape& shape) const override {
        return with_size(shape, height, width);
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to, Random&) const override {
        copy_box(from, shape, box(), to);
    }

private:
    [[nodiscard]] Box box() const { return {.top = top, .left = left, .height = height, .width = width}; }
};

}  // namespace

std::unique_ptr<const DataStep> make_crop() { return std::make_unique<Crop>(); }

}  // namespace glassnet
