// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/resample.h"

namespace glassnet {

/// Tells whether each pixel of the result is a pixel of the picture, rows stay rows and columns columns: a
/// shift by whole pixels, with or without flips.
[[nodiscard]] bool moves_whole_pixels(const Affine& affine);

/// Copies the pixels of such a move.
void copy_whole_pixels(const PictureView& from, const Affine& affine, const Resampling& resampling,
                       float* to);

}  // namespace glassnet
