// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/images/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace glassnet {

namespace {

// Pixels as whole numbers of 2⁻³²: sums of them are exact.
constexpr int fraction_bits = 32;
constexpr double one_pixel = 4294967296.0;
constexpr std::int64_t whole_pixel = std::int64_t{1} << fraction_bits;
/// What rounding may move a point across a border that it lies on.
constexpr std::int64_t slack = whole_pixel >> 20;

std::int64_t fixed(double pixels, double limit) {
    if (std::isnan(pixels)) pixels = limit;  // nowhere
    return static_cast<std::int64_t>(std::nearbyint(std::clamp(pixels, -limit, limit) * one_pixel));
}
std::int64_t fixed_entry(double entry) { return fixed(entry, 256); }
std::int64_t fixed_offset(double offset) { return fixed(offset, 536870912); }

std::int64_t pixel_of(std::int64_t coordinate) { return coordinate >> fraction_bits; }
/// Returns the share of the next pixel, in 24 bits.
float share_of(std::int64_t coordinate) {
    const auto fraction = static_cast<std::uint32_t>(coordinate) >> 8;
    return static_cast<float>(static_cast<std::int32_t>(fraction)) * 0x1p-24F;
}

/// The coordinate of pixel 0, 1, 2 … of a row.
struct Line {
    std::int64_t start;
    std::int64_t step;
    [[nodiscard]] std::int64_t at(std::int64_t column) const { return start + step * column; }
};

std::int64_t floor_of(std::int64_t dividend, std::int64_t divisor) {  // divisor > 0
    const std::int64_t quotient = dividend / divisor;
    return quotient - (dividend % divisor < 0 ? 1 : 0);
}

struct Columns {
    std::int64_t first, end;
};

/// Returns the columns at which 0 ≤ coordinate < limit.
Columns columns_within(const Line& line, std::int64_t limit, std::int64_t width) {
    if (line.step == 0) return {0, line.start >= 0 && line.start < limit ? width : 0};
    const bool rises = line.step > 0;
    const std::int64_t step = rises ? line.step : -line.step;
    const std::int64_t low = rises ? -line.start : line.start - limit + 1;
    const std::int64_t high = rises ? limit - 1 - line.start : line.start;
    const std::int64_t first = std::clamp<std::int64_t>(-floor_of(-low, step), 0, width);
    return {first, std::clamp<std::int64_t>(floor_of(high, step) + 1, first, width)};
}

/// Returns the remainder 0 ≤ x < period.
std::int64_t remainder_of(std::int64_t number, std::int64_t period) {
    const std::int64_t rest = number % period;
    return rest < 0 ? rest + period : rest;
}

/// Reads a picture anywhere, its border looked at for each pixel.
class CarefulReader {
public:
    CarefulReader(const PictureView& picture, const Resampling& resampling)
        : picture_(picture), resampling_(resampling) {}

    void read(std::int64_t row, std::int64_t column, float* to) const {
        if (!bring_inside(row, picture_.height) || !bring_inside(column, picture_.width)) {
            std::fill_n(to, picture_.channels, resampling_.fill);
            return;
        }
        if (resampling_.interpolation == Interpolation::nearest) {
            row += whole_pixel / 2;
            column += whole_pixel / 2;
        }
        const std::int64_t top = pixel_of(row), left = pixel_of(column);
        const float* const first = pixel(top, left);
        if (resampling_.interpolation == Interpolation::nearest) {
            for (std::int64_t i = 0; i < picture_.channels; ++i) to[i] = first ? first[i] : resampling_.fill;
            return;
        }
        const std::array<const float*, 4> around{first, pixel(top, left + 1), pixel(top + 1, left),
                                                 pixel(top + 1, left + 1)};
        const float right = share_of(column), down = share_of(row);
        for (std::int64_t i = 0; i < picture_.channels; ++i) {
            std::array<float, 4> value{};
            for (std::size_t k = 0; k < 4; ++k) value[k] = around[k] ? around[k][i] : resampling_.fill;
            const float above = value[0] + (value[1] - value[0]) * right;
            const float below = value[2] + (value[3] - value[2]) * right;
            to[i] = above + (below - above) * down;
        }
    }

private:
    /// Moves coordinates of the borders that have a rule for points; returns false where the point is
    /// filling.
    [[nodiscard]] bool bring_inside(std::int64_t& coordinate, std::int64_t side) const {
        const std::int64_t last = (side - 1) << fraction_bits;
        if (resampling_.border == Border::constant_outside) {
            if (coordinate < -slack || coordinate > last + slack) return false;
            coordinate = std::clamp<std::int64_t>(coordinate, 0, last);
        } else if (resampling_.border == Border::wrap_overlapping && (coordinate < 0 || coordinate > last)) {
            if (last == 0) {
                coordinate = 0;
            } else {
                const bool before = coordinate < 0;
                coordinate = remainder_of(coordinate, last);
                if (before && coordinate == 0) coordinate = last;
            }
        }
        return true;
    }

    /// Returns the pixel that stands there, nullptr for filling.
    [[nodiscard]] const float* pixel(std::int64_t row, std::int64_t column) const {
        if (!index(row, picture_.height) || !index(column, picture_.width)) return nullptr;
        return picture_.values + (row * picture_.width + column) * picture_.channels;
    }

    [[nodiscard]] bool index(std::int64_t& number, std::int64_t side) const {
        if (number >= 0 && number < side) return true;
        switch (resampling_.border) {
            case Border::constant:
                return false;
            case Border::constant_outside:
            case Border::wrap_overlapping:  // one behind the last, of weight 0
            case Border::nearest:
                number = std::clamp<std::int64_t>(number, 0, side - 1);
                return true;
            case Border::reflect:
                number = remainder_of(number, 2 * side);
                if (number >= side) number = 2 * side - 1 - number;
                return true;
            case Border::wrap:
                number = remainder_of(number, side);
                return true;
        }
        return false;
    }

    const PictureView& picture_;
    const Resampling& resampling_;
};

/// Blends the four pixels around a point that has all of them: `above` and `below` each begin with two
/// pixels. Writes up to four values.
template <int channels>
void blend(const float* above, const float* below, std::int64_t count, float right, float down, float* to) {
    if constexpr (channels == 3 || channels == 4) {
        // Four lanes, which compilers turn into vectors. With three channels `next` begins one value early:
        // nothing is read behind the second pixel, which may be the picture's last.
        struct Lanes {
            float values[4];
        };
        const auto row = [right](const float* values) {
            Lanes left, next, result;
            std::memcpy(&left, values, sizeof left);
            std::memcpy(&next, values + channels - (channels == 3 ? 1 : 0), sizeof next);
            if constexpr (channels == 3) next = {next.values[1], next.values[2], next.values[3], 0};
            for (int i = 0; i < 4; ++i)
                result.values[i] = left.values[i] + (next.values[i] - left.values[i]) * right;
            return result;
        };
        const Lanes top = row(above), bottom = row(below);
        Lanes result;
        for (int i = 0; i < 4; ++i)
            result.values[i] = top.values[i] + (bottom.values[i] - top.values[i]) * down;
        std::memcpy(to, &result, sizeof result);
    } else {
        const std::int64_t all = channels == 1 ? 1 : count;
        for (std::int64_t i = 0; i < all; ++i) {
            const float top = above[i] + (above[i + all] - above[i]) * right;
            const float bottom = below[i] + (below[i + all] - below[i]) * right;
            to[i] = top + (bottom - top) * down;
        }
    }
}

/// Reads the columns of a row whose four pixels all lie in the picture.
template <int channels>
void read_inner(const PictureView& from, const Line& rows, const Line& columns, Columns part, float* to) {
    const std::int64_t count = channels == 0 ? from.channels : channels;
    const std::int64_t pitch = from.width * count;
    const auto read = [&](std::int64_t column, float* into) {
        const std::int64_t y = rows.at(column), x = columns.at(column);
        const float* const above = from.values + pixel_of(y) * pitch + pixel_of(x) * count;
        blend<channels>(above, above + pitch, count, share_of(x), share_of(y), into);
    };
    if constexpr (channels == 3) {
        // Four values are written for three: the fourth is the next pixel's, written then; the last has none.
        for (std::int64_t column = part.first; column + 1 < part.end; ++column) read(column, to + column * 3);
        if (part.first < part.end) {
            std::array<float, 4> last{};
            read(part.end - 1, last.data());
            std::copy_n(last.data(), 3, to + (part.end - 1) * 3);
        }
    } else {
        for (std::int64_t column = part.first; column < part.end; ++column) read(column, to + column * count);
    }
}

using InnerReader = void (*)(const PictureView&, const Line&, const Line&, Columns, float*);

InnerReader inner_reader(std::int64_t channels) {
    switch (channels) {
        case 1:
            return read_inner<1>;
        case 3:
            return read_inner<3>;
        case 4:
            return read_inner<4>;
        default:
            return read_inner<0>;
    }
}

}  // namespace

void resample(const PictureView& from, const Affine& affine, const Resampling& resampling, float* to) {
    const CarefulReader careful(from, resampling);
    const InnerReader read = inner_reader(from.channels);
    const std::int64_t row_step = fixed_entry(affine.row_from_row),
                       column_step = fixed_entry(affine.column_from_row);
    Line rows{fixed_offset(affine.row_offset), fixed_entry(affine.row_from_column)};
    Line columns{fixed_offset(affine.column_offset), fixed_entry(affine.column_from_column)};
    for (std::int64_t row = 0; row < from.height; ++row, to += from.width * from.channels) {
        Columns inner{0, 0};
        if (resampling.interpolation == Interpolation::bilinear) {
            const Columns high = columns_within(rows, (from.height - 1) << fraction_bits, from.width);
            const Columns wide = columns_within(columns, (from.width - 1) << fraction_bits, from.width);
            inner.first = std::max(high.first, wide.first);
            inner.end = std::max(inner.first, std::min(high.end, wide.end));
        }
        for (std::int64_t column = 0; column < inner.first; ++column)
            careful.read(rows.at(column), columns.at(column), to + column * from.channels);
        read(from, rows, columns, inner, to);
        for (std::int64_t column = inner.end; column < from.width; ++column)
            careful.read(rows.at(column), columns.at(column), to + column * from.channels);
        rows.start += row_step;
        columns.start += column_step;
    }
}

void resample_points(const PictureView& from, std::span<const double> rows, std::span<const double> columns,
                     const Resampling& resampling, float* to) {
    const CarefulReader careful(from, resampling);
    for (std::size_t i = 0; i < rows.size(); ++i, to += from.channels)
        careful.read(fixed_offset(rows[i]), fixed_offset(columns[i]), to);
}

}  // namespace glassnet
