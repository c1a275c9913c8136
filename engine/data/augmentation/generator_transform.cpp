// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/generator_transform.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassnet {

namespace {

/// x' = xx · x + xy · y + x1 and y' = yx · x + yy · y + y1.
struct PlaneMatrix {
    double xx = 1, xy = 0, x1 = 0;
    double yx = 0, yy = 1, y1 = 0;
};

PlaneMatrix product(const PlaneMatrix& a, const PlaneMatrix& b) {
    return {a.xx * b.xx + a.xy * b.yx, a.xx * b.xy + a.xy * b.yy, a.xx * b.x1 + a.xy * b.y1 + a.x1,
            a.yx * b.xx + a.yy * b.yx, a.yx * b.xy + a.yy * b.yy, a.yx * b.x1 + a.yy * b.y1 + a.y1};
}

/// Returns the border that Keras' call of scipy.ndimage.affine_transform means by a fill mode.
Border border_of_scipy(FillMode mode) {
    constexpr std::array<Border, 4> borders{Border::constant_outside, Border::nearest, Border::reflect,
                                            Border::wrap_overlapping};
    return borders[static_cast<std::size_t>(mode)];
}

void shift_channels(std::span<float> values, float by) {
    const auto [lowest, highest] = std::ranges::minmax(values);
    for (float& value : values) value = std::clamp(value + by, lowest, highest);
}

void brighten(std::span<float> values, float factor) {
    auto [lowest, highest] = std::ranges::minmax(values);
    if (lowest >= 0 && highest <= 255) {
        lowest = 0;
        highest = 255;
    }
    for (float& value : values) value = std::clamp(lowest + (value - lowest) * factor, lowest, highest);
}

}  // namespace

Motion motion_of(const GeneratorTransform& transform) {
    const double angle = transform.theta * std::numbers::pi / 180;
    const double shear = transform.shear * std::numbers::pi / 180;
    PlaneMatrix all;
    if (transform.theta != 0)
        all = {std::cos(angle), -std::sin(angle), 0, std::sin(angle), std::cos(angle), 0};
    all = product(all, {1, 0, transform.tx, 0, 1, transform.ty});
    if (transform.shear != 0) all = product(all, {1, -std::sin(shear), 0, 0, std::cos(shear), 0});
    all = product(all, {transform.zx, 0, 0, 0, transform.zy, 0});
    // Keras flips the result: its pixels are read from the other side.
    all = product(all,
                  {transform.flip_horizontal ? -1.0 : 1.0, 0, 0, 0, transform.flip_vertical ? -1.0 : 1.0, 0});
    return {.row_from_row = all.yy,
            .row_from_column = all.yx,
            .row_shift = all.y1,
            .column_from_row = all.xy,
            .column_from_column = all.xx,
            .column_shift = all.x1};
}

void apply_transform(std::span<const float> from, const Shape& shape, std::span<float> to,
                     const GeneratorTransform& transform, FillMode fill_mode, double cval) {
    resample(from, shape, to, motion_of(transform),
             {.border = border_of_scipy(fill_mode), .fill = static_cast<float>(cval)});
    if (transform.channel_shift) shift_channels(to, static_cast<float>(*transform.channel_shift));
    if (transform.brightness) brighten(to, static_cast<float>(*transform.brightness));
}

}  // namespace glassnet
