// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/imaging_module.h"
#include "math/shape.h"

#include <span>
#include <string_view>

namespace glassnet {

/// Filters a picture by OpenCV: height × width × 1 or 3 channels, or height × width. The two do not overlap.
/// Throws Error (picture.module, picture.filter).
void filter_picture(const Filter& filter, std::span<const float> from, const Shape& shape,
                    std::span<float> to);

/// Tries a filter's settings on a small picture, for the step of this name. Throws Error likewise.
void try_filter(const Filter& filter, std::string_view step, int channels);

}  // namespace glassnet
