// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "data/imaging_module.h"
#include "data/step.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace glassnet {

/// How a picture of other proportions comes into a frame.
enum class ResizeMode { stretch, fit, crop };
constexpr std::array<std::string_view, 3> names(ResizeMode) { return {"stretch", "fit", "crop"}; }

constexpr std::array<std::string_view, 5> names(ResizeMethod) {
    return {"area", "nearest", "bilinear", "bicubic", "lanczos4"};
}

/// Which part of a picture a Resize takes, and the size that it gets; around it the frame stays empty.
struct Placement {
    int top = 0, left = 0, rows = 0, columns = 0;
    int height = 0, width = 0;
};

/// Brings pictures to one size while they are read, before augmentation and all other steps.
class Resize final : public KindOf<Resize, DataStep> {
public:
    int height = 64;
    int width = 64;
    ResizeMode mode = ResizeMode::stretch;
    double fill_value = 0;
    ResizeMethod interpolation = ResizeMethod::area;

    static constexpr auto settings = std::tuple{
        setting("height", &Resize::height, between(1, limits::image_side),
                "Height of all pictures, in pixels."),
        setting("width", &Resize::width, between(1, limits::image_side), "Width of all pictures, in pixels."),
        setting(
            "mode", &Resize::mode,
            "What happens to other proportions: “stretch” changes them, “fit” leaves a margin, “crop” cuts "
            "off what stands out of the middle."),
        setting("fill_value", &Resize::fill_value, between(0, 255),
                "Value of the margin that “fit” leaves: 0 is black, 255 white."),
        setting("interpolation", &Resize::interpolation,
                "How new pixels are made, by OpenCV: “area” averages where a picture shrinks and is bilinear "
                "where it grows; “nearest” copies pixels; “bilinear”, “bicubic” and “lanczos4” blend 2 × 2, "
                "4 × 4 and 8 × 8 of them.")};
    static Description describe();

    [[nodiscard]] bool accepts(const Shape& shape) const override { return shape.rank() == 3; }
    [[nodiscard]] bool is_done_while_reading() const override { return true; }
    void apply(std::span<const float>, const Shape&, std::span<float>, Random&) const override {}
    /// Tells what becomes of a picture of this size.
    [[nodiscard]] Placement placed(int picture_height, int picture_width) const;
    /// Puts a picture that has got its size into the middle of the frame.
    [[nodiscard]] Picture in_frame(Picture picture) const;
    /// Returns the picture in this size: height × width × the channels that it has. Throws Error
    /// (picture.resize).
    [[nodiscard]] Picture resized(const Picture& picture) const;
};

/// Returns the Resize that a preprocessing begins with, if it does, with its settings as far as they are
/// right.
[[nodiscard]] std::optional<KindSettings> leading_resize(const std::vector<KindSettings>& preprocessing);

/// Returns the kind with its settings. Throws Error where one is wrong.
[[nodiscard]] Resize resize_of(const KindSettings& settings);

/// Returns the settings of a Resize that stretches pictures to a size.
[[nodiscard]] KindSettings resize_to(int height, int width);

}  // namespace glassnet
