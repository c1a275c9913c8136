// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

#include <array>

namespace glassnet {

namespace {

enum class ColorSpaceName { hsv, hls, lab, ycrcb };
constexpr std::array<std::string_view, 4> names(ColorSpaceName) { return {"hsv", "hls", "lab", "ycrcb"}; }

/// Gives a picture the channels of another colour space, like cv2.cvtColor on bytes.
class ColorSpace final : public FilterStep<ColorSpace> {
public:
    ColorSpaceName space = ColorSpaceName::hsv;

    static constexpr auto settings =
        std::tuple{setting("space", &ColorSpace::space,
                           "hsv: hue (0 … 179), saturation, value; hls: hue, lightness, saturation; lab: "
                           "lightness and two colour axes; ycrcb: brightness and two colour differences.")};
    static Description describe() {
        return {.id = "ColorSpace",
                .title = "Colour space",
                .group = "Colour",
                .summary =
                    "Describes colours otherwise than by red, green and blue. Values are rounded and clamped "
                    "to 0 … 255 first, as OpenCV wants bytes.",
                .formula = "cv2.cvtColor",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return shape.rank() == 3 && shape[2] == 3;
    }
    [[nodiscard]] std::string_view needs() const override { return "pictures of red, green and blue"; }
    [[nodiscard]] ValueRange output_range(ValueRange) const override { return {0, 255}; }
    [[nodiscard]] Filter filter() const { return {FilterKind::color_space, {static_cast<double>(space)}}; }
};

}  // namespace

std::unique_ptr<const DataStep> make_color_space() { return std::make_unique<ColorSpace>(); }

}  // namespace glassnet
