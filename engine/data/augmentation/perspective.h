// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/augmentation/resample.h"

#include <array>

namespace glassnet {

/// A point of a picture, in pixels.
struct PicturePoint {
    double x = 0, y = 0;
};

/// x' = (m₀x + m₁y + m₂) / (m₆x + m₇y + 1), y' = (m₃x + m₄y + m₅) / (m₆x + m₇y + 1).
using Projection = std::array<double, 8>;

/// Returns the projection that leads four points to four others; no three of them may lie on one line, else
/// it is of no use.
[[nodiscard]] Projection projection(const std::array<PicturePoint, 4>& points,
                                    const std::array<PicturePoint, 4>& others);

/// Takes each pixel of the result from where the projection leads it.
void project(std::span<const float> from, const Shape& shape, std::span<float> to, const Projection& source,
             const Resampling& resampling);

}  // namespace glassnet
