// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/picture_form.h"
#include "math/shape.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Decodes a PNG, JPEG, GIF, BMP, TIFF, WebP, PBM, PGM, PPM or PAM file by its contents, whatever its name
/// says; of several pictures the first. It is turned as its EXIF data say, alpha is laid on a colour or kept;
/// palettes and printing colours become red, green and blue; bands of a TIFF are all kept. Size and
/// completeness are checked first. Remarks go to `notes`. Throws Error (picture.*).
[[nodiscard]] Picture decode_picture(std::span<const std::byte> bytes, const std::string& file_name,
                                     std::vector<Problem>& notes, const AlphaRule& alpha = {});

/// Returns the kind of a remark that decode_picture makes, by its code; nullptr for others.
[[nodiscard]] const ProblemKind* kind_of_remark(std::string_view code);

/// Says who gets the rows of a picture of these sides and channels, nobody by nullptr.
using RowChoice = std::function<PictureRows*(int height, int width, int channels)>;

/// Decodes a picture as above. Where its rows come from the decoder as they are to be shown (of bytes,
/// opaque, not turned), whom `choice` names gets them, and the picture that is returned has no values.
[[nodiscard]] Picture decode_picture(std::span<const std::byte> bytes, const std::string& file_name,
                                     std::vector<Problem>& notes, const AlphaRule& alpha,
                                     const RowChoice& choice);

/// Resizes a picture. “area” averages where both sides shrink or stay, and interpolates where one grows; what
/// is not deep is rounded to bytes. Sides ≥ 1. Throws Error.
[[nodiscard]] Picture resize_picture(const Picture& picture, int height, int width,
                                     ResizeMethod method = ResizeMethod::area);

/// Returns the picture as a sample of this shape (height × width × channels): resized if it has another size,
/// grey or coloured as required, values in row-major order. Where alpha is kept, a picture without it is
/// opaque. The same for the pictures of a folder and for a single one. Throws Error (picture.shape,
/// picture.channels).
[[nodiscard]] std::vector<float> picture_as_sample(Picture picture, const Shape& shape,
                                                   const AlphaRule& alpha = {});

}  // namespace glassnet
