// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/images/whole_pixels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace glassnet {

namespace {

constexpr std::int64_t filling = -1;

/// Returns the remainder 0 ≤ x < period.
std::int64_t remainder_of(std::int64_t number, std::int64_t period) {
    const std::int64_t rest = number % period;
    return rest < 0 ? rest + period : rest;
}

/// Returns the pixel that stands at a place beyond the border or within, or `filling`.
std::int64_t pixel_at(std::int64_t place, std::int64_t side, Border border) {
    if (place >= 0 && place < side) return place;
    switch (border) {
        case Border::constant:
        case Border::constant_outside:
            return filling;
        case Border::nearest:
            return std::clamp<std::int64_t>(place, 0, side - 1);
        case Border::reflect: {
            const std::int64_t rest = remainder_of(place, 2 * side);
            return std::min(rest, 2 * side - 1 - rest);
        }
        case Border::wrap:
            return remainder_of(place, side);
        case Border::wrap_overlapping: {
            if (side == 1) return 0;
            const std::int64_t rest = remainder_of(place, side - 1);
            return place < 0 && rest == 0 ? side - 1 : rest;
        }
    }
    return filling;
}

/// Pixel 0, 1, 2 … of the result comes from start, start + step, start + 2 · step …; step ±1.
struct Walk {
    std::int64_t start, step;
    [[nodiscard]] std::int64_t at(std::int64_t pixel) const { return start + step * pixel; }
};

Walk walk(double step, double centre, double offset) {
    return {std::llround(centre - step * centre + offset), step > 0 ? 1 : -1};
}

bool is_whole(double step, double centre, double offset) {
    const double start = centre - step * centre + offset;
    return (step == 1 || step == -1) && std::abs(start) < 0x1p29 && start == std::nearbyint(start);
}

/// Columns of the result whose pixels are neighbours in the picture too, or all filling.
struct Run {
    std::int64_t source, step, count;
};

/// The runs of a row: a few, unless a picture is repeated many times.
class Runs {
public:
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] Run& back() { return all()[count_ - 1]; }
    void push_back(const Run& run) {
        if (count_ == few_.size()) many_.assign(few_.begin(), few_.end());
        if (count_ < few_.size())
            few_[count_] = run;
        else
            many_.push_back(run);
        ++count_;
    }
    [[nodiscard]] const Run* begin() { return all(); }
    [[nodiscard]] const Run* end() { return all() + count_; }

private:
    [[nodiscard]] Run* all() { return count_ > few_.size() ? many_.data() : few_.data(); }

    std::array<Run, 16> few_{};
    std::vector<Run> many_;  // all of them, where they are more
    std::size_t count_ = 0;
};

void find_runs(const Walk& walk, std::int64_t width, Border border, Runs& runs) {
    for (std::int64_t column = 0; column < width; ++column) {
        const std::int64_t source = pixel_at(walk.at(column), width, border);
        if (!runs.empty()) {
            Run& last = runs.back();
            const std::int64_t behind = last.source + last.step * last.count;
            if (source == behind && (source != filling) == (last.source != filling)) {
                ++last.count;
                continue;
            }
        }
        runs.push_back({source, source == filling ? 0 : walk.step, 1});
    }
}

/// Copies pixels of so many values, 0: as many as `channels` says, the last one first.
template <std::int64_t fixed>
void copy_backwards(const float* from, std::int64_t count, std::int64_t channels, float* to) {
    const std::int64_t size = fixed == 0 ? channels : fixed;
    for (std::int64_t i = 0; i < count; ++i, from -= size, to += size)
        for (std::int64_t k = 0; k < size; ++k) to[k] = from[k];
}

void copy_run(const float* row, const Run& run, std::int64_t channels, float fill, float* to) {
    const float* const from = row + run.source * channels;
    if (run.source == filling)
        std::fill_n(to, run.count * channels, fill);
    else if (run.step == 1)
        std::copy_n(from, run.count * channels, to);
    else if (channels == 1)
        copy_backwards<1>(from, run.count, channels, to);
    else if (channels == 3)
        copy_backwards<3>(from, run.count, channels, to);
    else
        copy_backwards<0>(from, run.count, channels, to);
}

}  // namespace

bool moves_whole_pixels(const Affine& affine) {
    return affine.row_from_column == 0 && affine.column_from_row == 0 &&
           is_whole(affine.row_from_row, affine.centre_row, affine.row_offset) &&
           is_whole(affine.column_from_column, affine.centre_column, affine.column_offset);
}

void copy_whole_pixels(const PictureView& from, const Affine& affine, const Resampling& resampling,
                       float* to) {
    const Walk down = walk(affine.row_from_row, affine.centre_row, affine.row_offset);
    const Walk right = walk(affine.column_from_column, affine.centre_column, affine.column_offset);
    Runs runs;
    find_runs(right, from.width, resampling.border, runs);
    const std::int64_t pitch = from.width * from.channels;
    for (std::int64_t row = 0; row < from.height; ++row) {
        const std::int64_t source = pixel_at(down.at(row), from.height, resampling.border);
        if (source == filling) {
            to = std::fill_n(to, pitch, resampling.fill);
            continue;
        }
        for (const Run& run : runs) {
            copy_run(from.values + source * pitch, run, from.channels, resampling.fill, to);
            to += run.count * from.channels;
        }
    }
}

}  // namespace glassnet
