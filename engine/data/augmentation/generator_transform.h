// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/augmentation/resample.h"

#include <optional>

namespace glassnet {

/// What Keras' ImageDataGenerator draws for one picture, by the names of its `apply_transform`.
struct GeneratorTransform {
    double theta = 0;       // degrees
    double tx = 0, ty = 0;  // pixels, to the left and up
    double shear = 0;       // degrees
    double zx = 1, zy = 1;  // above 1 the picture shrinks
    bool flip_horizontal = false, flip_vertical = false;
    std::optional<double> channel_shift{};  // added to each value
    std::optional<double> brightness{};     // multiplies each value
};

/// Returns rotation, shift, shear, zoom and flips as one motion, composed in this order as Keras does, but
/// about the centre of pictures that are not square too (Keras exchanges height and width there).
[[nodiscard]] Motion motion_of(const GeneratorTransform& transform);

/// Transforms a picture as ImageDataGenerator.apply_transform does: one resampling, then the channel shift,
/// kept within the values of the picture, and the brightness, kept within 0 … 255 or, where values lie beyond
/// it, within theirs. Unlike Keras', brightness does not round to whole levels. The two do not overlap.
void apply_transform(std::span<const float> from, const Shape& shape, std::span<float> to,
                     const GeneratorTransform& transform, FillMode fill_mode, double cval);

}  // namespace glassnet
