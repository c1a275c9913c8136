// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace glassnet {

/// A picture in memory: height × width × channels, channels last.
struct PictureView {
    const float* values = nullptr;
    std::int64_t height = 1, width = 1, channels = 1;
};

/// Where a pixel of the result comes from: source = matrix · (pixel − centre) + centre + offset, rows and
/// columns in pixels; the centre of the first pixel is 0.
struct Affine {
    double row_from_row = 1, row_from_column = 0, row_offset = 0;
    double column_from_row = 0, column_from_column = 1, column_offset = 0;
    double centre_row = 0, centre_column = 0;
};

/// What lies beyond the border of a picture whose row is a b c.
enum class Border {
    constant,          // k k | a b c | k k: the outermost pixels fade into the filling
    constant_outside,  // what lies beyond the outermost pixels' centres is filling: nothing fades
    nearest,           // a a | a b c | c c
    reflect,           // b a | a b c | c b
    wrap,              // b c | a b c | a b
    wrap_overlapping,  // b c | a b (c = a) b c: the last pixel lies on the first
};

enum class Interpolation { nearest, bilinear };

/// How a picture is read between its pixels and beyond its border.
struct Resampling {
    Border border = Border::constant;
    Interpolation interpolation = Interpolation::bilinear;
    float fill = 0;
};

/// Moves a picture (sides ≤ 2²⁰) into one of the same shape, which does not overlap it. Coordinates are
/// computed in double for each pixel by itself, nothing is fused: the result is the same to the bit on every
/// instruction set. Moves by whole pixels, with or without a flip, copy.
void resample(const PictureView& from, const Affine& affine, const Resampling& resampling, float* to);

/// Reads the picture at points (rows[i], columns[i]), in pixels, one after the other: points × channels. What
/// is no number or further away than 2²⁹ pixels counts as that far.
void resample_points(const PictureView& from, std::span<const double> rows, std::span<const double> columns,
                     const Resampling& resampling, float* to);

}  // namespace glassnet
