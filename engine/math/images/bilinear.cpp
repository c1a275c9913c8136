// SPDX-License-Identifier: GPL-3.0-or-later
// The new pixels between four old ones are a cell: they are blended while the four stay in registers.
#include "math/images/bilinear.h"

#include "math/images/bilinear_reference.h"
#include "math/simd/dispatch.h"

#include <algorithm>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/images/bilinear.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"

#ifndef GLASSNET_BILINEAR_CELL
#define GLASSNET_BILINEAR_CELL
namespace glassnet {

/// The weights of the old pixels before and behind the new pixels of a cell, along one axis.
struct BilinearShares {
    float before[Upsampling::max_factor], behind[Upsampling::max_factor];

    explicit BilinearShares(std::int64_t times) {
        const float half = 0.5F / static_cast<float>(times);
        for (std::int64_t i = 0; i < times; ++i) {
            // even times: half a new pixel lies before the first
            behind[i] = static_cast<float>(2 * i + (times + 1) % 2) * half;
            before[i] = 1 - behind[i];
        }
    }
};

/// Cell number `cell`, from −1 to size − 1, along one axis: the new pixels whose centres lie between old
/// pixels `cell` and `cell` + 1. Those at the border are cut, and both of their old pixels are the border's.
struct BilinearCell {
    std::int64_t lower, upper;  // old pixels
    std::int64_t start, count;  // new pixels
    const float *before, *behind;

    BilinearCell(std::int64_t cell, std::int64_t times, std::int64_t size, const BilinearShares& shares)
        : lower(HWY_MAX(cell, 0)), upper(HWY_MIN(cell + 1, size - 1)) {
        const std::int64_t whole = cell * times + times / 2;
        start = HWY_MAX(whole, 0);
        count = HWY_MIN(whole + times, size * times) - start;
        before = shares.before + (start - whole);
        behind = shares.behind + (start - whole);
    }
};

}  // namespace glassnet
#endif

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

/// Returns a new pixel between two old ones, the `i`-th of its cell.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V Blend(D d, V lower, V upper, const BilinearCell& cell, std::int64_t i) {
    return hn::MulAdd(upper, hn::Set(d, cell.behind[i]), hn::Mul(lower, hn::Set(d, cell.before[i])));
}

/// Adds the gradient of a new pixel to those of the old ones.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void Share(D d, V gradient, const BilinearCell& cell, std::int64_t i, V& lower, V& upper) {
    lower = hn::MulAdd(gradient, hn::Set(d, cell.before[i]), lower);
    upper = hn::MulAdd(gradient, hn::Set(d, cell.behind[i]), upper);
}

template <class D>
HWY_INLINE void AddTo(D d, float* to, hn::Vec<D> value) {
    hn::StoreU(hn::Add(hn::LoadU(d, to), value), d, to);
}

HWY_INLINE void BlendCell(const Upsampling& e, const BilinearCell& rows, const BilinearCell& columns,
                          const float* from, float* to) {
    const std::int64_t channels = e.channels, old_line = e.width * channels, new_line = old_line * e.factor_x;
    const float *const above = from + rows.lower * old_line, *const below = from + rows.upper * old_line;
    const std::int64_t left = columns.lower * channels, right = columns.upper * channels;
    float* const first = to + rows.start * new_line + columns.start * channels;
    ForColumns(channels, [=](auto d, std::int64_t c) HWY_ATTR {
        const auto top_left = hn::LoadU(d, above + left + c), top_right = hn::LoadU(d, above + right + c);
        const auto bottom_left = hn::LoadU(d, below + left + c),
                   bottom_right = hn::LoadU(d, below + right + c);
        for (std::int64_t y = 0; y < rows.count; ++y) {
            const auto at_left = Blend(d, top_left, bottom_left, rows, y),
                       at_right = Blend(d, top_right, bottom_right, rows, y);
            float* pixel = first + y * new_line + c;
            for (std::int64_t x = 0; x < columns.count; ++x, pixel += channels)
                hn::StoreU(Blend(d, at_left, at_right, columns, x), d, pixel);
        }
    });
}

HWY_INLINE void GatherCell(const Upsampling& e, const BilinearCell& rows, const BilinearCell& columns,
                           const float* gradient, float* to) {
    const std::int64_t channels = e.channels, old_line = e.width * channels, new_line = old_line * e.factor_x;
    float *const above = to + rows.lower * old_line, *const below = to + rows.upper * old_line;
    const std::int64_t left = columns.lower * channels, right = columns.upper * channels;
    const float* const first = gradient + rows.start * new_line + columns.start * channels;
    ForColumns(channels, [=](auto d, std::int64_t c) HWY_ATTR {
        auto top_left = hn::Zero(d), top_right = hn::Zero(d), bottom_left = hn::Zero(d),
             bottom_right = hn::Zero(d);
        for (std::int64_t y = 0; y < rows.count; ++y) {
            auto at_left = hn::Zero(d), at_right = hn::Zero(d);
            const float* pixel = first + y * new_line + c;
            for (std::int64_t x = 0; x < columns.count; ++x, pixel += channels)
                Share(d, hn::LoadU(d, pixel), columns, x, at_left, at_right);
            Share(d, at_left, rows, y, top_left, bottom_left);
            Share(d, at_right, rows, y, top_right, bottom_right);
        }
        // one after the other, because at the border they go to the same pixel
        AddTo(d, above + left + c, top_left);
        AddTo(d, above + right + c, top_right);
        AddTo(d, below + left + c, bottom_left);
        AddTo(d, below + right + c, bottom_right);
    });
}

/// Calls step(rows, columns) for every cell.
template <class Step>
HWY_INLINE void ForCells(const Upsampling& e, const Step& step) {
    const BilinearShares of_rows(e.factor_y), of_columns(e.factor_x);
    for (std::int64_t y = -1; y < e.height; ++y) {
        const BilinearCell rows(y, e.factor_y, e.height, of_rows);
        for (std::int64_t x = -1; x < e.width; ++x)
            step(rows, BilinearCell(x, e.factor_x, e.width, of_columns));
    }
}

HWY_ATTR void UpsampleBilinear(const Upsampling& e, const float* from, float* to) {
    ForCells(e, [&](const BilinearCell& rows, const BilinearCell& columns)
                    HWY_ATTR { BlendCell(e, rows, columns, from, to); });
}

HWY_ATTR void UpsampleBilinearBackward(const Upsampling& e, const float* gradient, float* to) {
    std::fill_n(to, e.height * e.width * e.channels, 0.0F);
    ForCells(e, [&](const BilinearCell& rows, const BilinearCell& columns)
                    HWY_ATTR { GatherCell(e, rows, columns, gradient, to); });
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(UpsampleBilinear);
template <class T>
void upsample_bilinear(const Upsampling& enlargement, const T* from, T* to) {
    GLASSNET_DISPATCH(T, UpsampleBilinear, reference::upsample_bilinear)(enlargement, from, to);
}
GLASSNET_INSTANTIATE(upsample_bilinear);

HWY_EXPORT(UpsampleBilinearBackward);
template <class T>
void upsample_bilinear_backward(const Upsampling& enlargement, const T* gradient, T* to) {
    GLASSNET_DISPATCH(T, UpsampleBilinearBackward, reference::upsample_bilinear_backward)
    (enlargement, gradient, to);
}
GLASSNET_INSTANTIATE(upsample_bilinear_backward);

}  // namespace glassnet
#endif
