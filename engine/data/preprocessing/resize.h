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

/// Brings pictures to one size while they are read, before augmentation and all other steps.
class Resize final : public KindOf<Resize, DataStep> {
public:
    int height = 64;
    int width = 64;
    ResizeMode mode = ResizeMode::stretch;
    double fill_value = 0;

    static constexpr auto settings = std::tuple{
        setting("height", &Resize::height, between(1, limits::image_side),
                "Height of all pictures, in pixels."),
        setting("width", &Resize::width, between(1, limits::image_side), "Width of all pictures, in pixels."),
        setting(
            "mode", &Resize::mode,
            "What happens to other proportions: “stretch” changes them, “fit” leaves a margin, “crop” cuts "
            "off what stands out of the middle."),
        setting("fill_value", &Resize::fill_value, between(0, 255),
                "Value of the margin that “fit” leaves: 0 is black, 255 white.")};
    static Description describe();

    [[nodiscard]] bool accepts(const Shape& shape) const override { return shape.rank() == 3; }
    [[nodiscard]] bool is_done_while_reading() const override { return true; }
    void apply(std::span<const float>, const Shape&, std::span<float>, Random&) const override {}
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
