// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/augmentation/ranged_step.h"
#include "data/augmentation/resample.h"

namespace glassnet {

/// The settings of Keras' layers that move pictures.
struct MovingSettings {
    FillMode fill_mode = FillMode::reflect;
    Interpolation interpolation = Interpolation::bilinear;
    double fill_value = 0;

    [[nodiscard]] Resampling resampling() const {
        return {.border = border_of(fill_mode),
                .interpolation = interpolation,
                .fill = static_cast<float>(fill_value)};
    }
};

inline constexpr auto moving_settings = std::tuple{
    setting("fill_mode", &MovingSettings::fill_mode, "What fills the place that a moved picture leaves."),
    advanced(setting("interpolation", &MovingSettings::interpolation, "How values between pixels are made.")),
    advanced(setting("fill_value", &MovingSettings::fill_value,
                     "The value that fills it where fill_mode is constant."))};

}  // namespace glassnet
