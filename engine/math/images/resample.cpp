// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels are read in batches: where they come from is computed for several at once, then each is blended from
// its four neighbours. A batch that lies within the picture needs nothing but the place of the first of them.
// Each value is made of the same operations on every instruction set, and none of them is fused.
#include "math/images/resample.h"

#include "math/images/pixel_batch.h"
#include "math/images/whole_pixels.h"
#include "math/simd/dispatch.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/images/resample.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/images/blend-inl.h"
#include "math/images/corners-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

/// Writes the pixels of a batch that lies within the picture. `border`: constant, or reflect for all that
/// blend as it does.
template <Border border>
HWY_ATTR void ReadInner(const PixelSource& source, PixelBatch& batch, float* to) {
    FindInnerCorners(source, batch);
    BlendBatch<border>(Together{source, batch}, to);
}

/// Writes the pixels of a batch that may lie anywhere.
template <Border border>
HWY_ATTR void ReadOuter(const PixelSource& source, PixelBatch& batch, float* to) {
    if (FindCorners(source, batch))
        BlendBatch<border>(Scattered{source, batch}, to);
    else
        std::fill_n(to, static_cast<std::int64_t>(batch.count) * source.picture.channels, source.how.fill);
}

HWY_ATTR void ReadNearest(const PixelSource& source, PixelBatch& batch, float* to) {
    FindNearest(source, batch);
    const std::int64_t channels = source.picture.channels;
    for (std::size_t i = 0; i < batch.count; ++i, to += channels) {
        const float* const from = source.at(batch.corners[0][i]);
        for (std::int64_t c = 0; c < channels; ++c) to[c] = from[c];
    }
}

/// How batches within the picture and elsewhere are read.
struct Readers {
    using Reader = void (*)(const PixelSource& source, PixelBatch& batch, float* to);
    Reader inner, outer;
};

HWY_INLINE Readers ReadersFor(const Resampling& how) {
    if (how.interpolation == Interpolation::nearest) return {ReadNearest, ReadNearest};
    if (how.border == Border::constant) return {ReadInner<Border::constant>, ReadOuter<Border::constant>};
    return {ReadInner<Border::reflect>, ReadOuter<Border::reflect>};
}

/// Computes where `count` pixels from `first` on come from; what is computed beyond them comes from where the
/// last of them does.
HWY_INLINE void FindPoints(const PixelLine& line, std::int64_t first, std::int64_t count, double* points) {
    const Doubles d;
    const Coordinates last = Of(static_cast<double>(first + count - 1));
    for (std::int64_t i = 0; i < count; i += static_cast<std::int64_t>(hn::Lanes(d))) {
        const Coordinates column = hn::Min(hn::Add(hn::Iota(d, 0), Of(static_cast<double>(first + i))), last);
        const Coordinates moved =
            hn::Add(Of(line.part), hn::Mul(Of(line.step), hn::Sub(column, Of(line.first_column))));
        hn::Store(hn::Add(hn::Add(moved, Of(line.centre)), Of(line.offset)), d, points + i);
    }
}

/// Writes some pixels of a row.
HWY_INLINE void ReadSpan(const PixelSource& source, const PixelLines& lines, PixelSpan span,
                         Readers::Reader read, PixelBatch& batch, float* row) {
    constexpr auto size = static_cast<std::int64_t>(PixelBatch::size);
    for (std::int64_t first = span.first; first < span.end; first += size) {
        const std::int64_t count = HWY_MIN(size, span.end - first);
        batch.count = static_cast<std::size_t>(count);
        FindPoints(lines.rows, first, count, batch.rows);
        FindPoints(lines.columns, first, count, batch.columns);
        read(source, batch, row + first * source.picture.channels);
    }
}

/// Returns the pixels of a row that have their four corners in the picture.
inline PixelSpan InnerPixels(const PictureView& picture, const PixelLines& lines) {
    return common(pixels_within(lines.rows, 0, static_cast<double>(picture.height - 1), picture.width),
                  pixels_within(lines.columns, 0, static_cast<double>(picture.width - 1), picture.width));
}

/// Returns the pixels of a row that may be more than filling.
inline PixelSpan TouchedPixels(const PixelSource& source, const PixelLines& lines) {
    const PictureView& picture = source.picture;
    if (source.how.border != Border::constant && source.how.border != Border::constant_outside)
        return {0, picture.width};
    constexpr double margin = 2;  // more than rounding and fading reach
    const auto within = [&](const PixelLine& line, std::int64_t side) {
        return pixels_within(line, -margin, static_cast<double>(side) + margin, picture.width);
    };
    return common(within(lines.rows, picture.height), within(lines.columns, picture.width));
}

HWY_ATTR void Resample(const PixelSource& source, const Affine& affine, float* to) {
    const PictureView& picture = source.picture;
    const Readers read = ReadersFor(source.how);
    const double down = 1 / affine.row_from_column, right = 1 / affine.column_from_column;
    PixelBatch batch;
    for (std::int64_t row = 0; row < picture.height; ++row, to += source.pitch) {
        const double y = static_cast<double>(row) - affine.centre_row;
        const PixelLines lines{{affine.row_from_row * y, affine.row_from_column, down, affine.centre_column,
                                affine.centre_row, affine.row_offset},
                               {affine.column_from_row * y, affine.column_from_column, right,
                                affine.centre_column, affine.centre_column, affine.column_offset}};
        const PixelSpan touched = TouchedPixels(source, lines);
        const PixelSpan inner = common(InnerPixels(picture, lines), touched);
        std::fill_n(to, touched.first * picture.channels, source.how.fill);
        ReadSpan(source, lines, {touched.first, inner.first}, read.outer, batch, to);
        ReadSpan(source, lines, inner, read.inner, batch, to);
        ReadSpan(source, lines, {inner.end, touched.end}, read.outer, batch, to);
        std::fill(to + touched.end * picture.channels, to + source.pitch, source.how.fill);
    }
}

HWY_ATTR void ResamplePoints(const PixelSource& source, std::span<const double> rows,
                             std::span<const double> columns, float* to) {
    const Readers read = ReadersFor(source.how);
    PixelBatch batch;
    for (std::size_t first = 0; first < rows.size(); first += PixelBatch::size) {
        batch.count = HWY_MIN(PixelBatch::size, rows.size() - first);
        for (std::size_t i = 0; i < PixelBatch::size; ++i) {
            const std::size_t point = first + HWY_MIN(i, batch.count - 1);
            batch.rows[i] = rows[point];
            batch.columns[i] = columns[point];
        }
        (AreWithin(source, batch) ? read.inner : read.outer)(source, batch, to);
        to += static_cast<std::int64_t>(batch.count) * source.picture.channels;
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

namespace {

/// Calls work(source) for a picture.
template <class Work>
void with_source(const PictureView& picture, const Resampling& how, const Work& work) {
    std::array<float, 16> few{};
    std::vector<float> many;  // for pictures of many bands
    const auto size = static_cast<std::size_t>(picture.channels) + 4;
    if (size <= few.size())
        few.fill(how.fill);
    else
        many.assign(size, how.fill);
    const float* const filling = size <= few.size() ? few.data() : many.data();
    work(PixelSource{picture, how, picture.width * picture.channels, filling});
}

}  // namespace

HWY_EXPORT(Resample);
void resample(const PictureView& from, const Affine& affine, const Resampling& resampling, float* to) {
    if (moves_whole_pixels(affine)) return copy_whole_pixels(from, affine, resampling, to);
    with_source(from, resampling, [&](const PixelSource& source) {
        HWY_DYNAMIC_DISPATCH(Resample)(source, affine, to);
    });
}

HWY_EXPORT(ResamplePoints);
void resample_points(const PictureView& from, std::span<const double> rows, std::span<const double> columns,
                     const Resampling& resampling, float* to) {
    with_source(from, resampling, [&](const PixelSource& source) {
        HWY_DYNAMIC_DISPATCH(ResamplePoints)(source, rows, columns, to);
    });
}

}  // namespace glassnet
#endif
