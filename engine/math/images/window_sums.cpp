// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/images/window_sums.h"

#include "math/images/window_sums_reference.h"
#include "math/simd/dispatch.h"

#include <algorithm>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/images/window_sums.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"

#ifndef GLASSNET_COVERING_WINDOWS
#define GLASSNET_COVERING_WINDOWS
namespace glassnet {

/// The windows that hold a pixel, along one axis; from pixel to pixel without a division.
struct CoveringWindows {
    WindowAxis side;
    std::int64_t begin = 0, end = 0;

    void move_to(std::int64_t pixel) {
        while (end < side.outputs && end * side.stride - side.pad <= pixel) ++end;
        while (begin < end && begin * side.stride - side.pad + side.kernel <= pixel) ++begin;
    }
};

}  // namespace glassnet
#endif

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

/// Adds a window's pixels row by row, so that rounding errors do not pile up.
HWY_ATTR void SumWindows(const Window2D& w, WindowReduction reduction, const float* from, float* to) {
    const WindowAxis all_rows = rows_of(w), all_columns = columns_of(w);
    const std::int64_t channels = w.channels, line = w.input_width * channels;
    for (std::int64_t i = 0; i < w.output_height; ++i) {
        const WindowSpan rows = all_rows.span(i);
        for (std::int64_t j = 0; j < w.output_width; ++j, to += channels) {
            const WindowSpan columns = all_columns.span(j);
            const float weight = weight_of<float>(reduction, rows, columns);
            const float* const first = from + rows.begin * line + columns.begin * channels;
            const std::int64_t height = rows.size(), width = columns.size();
            ForColumns(channels, [=](auto d, std::int64_t c) HWY_ATTR {
                auto sum = hn::Zero(d);
                for (std::int64_t y = 0; y < height; ++y) {
                    const float* pixel = first + y * line + c;
                    auto row = hn::LoadU(d, pixel);
                    for (std::int64_t x = 1; x < width; ++x)
                        row = hn::Add(row, hn::LoadU(d, pixel += channels));
                    sum = hn::Add(sum, row);
                }
                hn::StoreU(hn::Mul(sum, hn::Set(d, weight)), d, to + c);
            });
        }
    }
}

/// Computes to = from · weight for the first window of a pixel, adds from · weight for the others.
HWY_INLINE void Give(const float* from, float weight, std::int64_t channels, bool first, float* to) {
    ForColumns(channels, [=](auto d, std::int64_t c) HWY_ATTR {
        const auto value = hn::LoadU(d, from + c), factor = hn::Set(d, weight);
        hn::StoreU(first ? hn::Mul(value, factor) : hn::MulAdd(value, factor, hn::LoadU(d, to + c)), d,
                   to + c);
    });
}

/// Runs pixel by pixel, so that windows that touch write each pixel once; rows in the same windows are
/// copied.
HWY_ATTR void SpreadWindows(const Window2D& w, WindowReduction reduction, const float* from, float* to) {
    CoveringWindows rows{rows_of(w)};
    const std::int64_t line = w.input_width * w.channels;
    for (std::int64_t y = 0; y < w.input_height; ++y) {
        const CoveringWindows before = rows;
        rows.move_to(y);
        if (y > 0 && rows.begin == before.begin && rows.end == before.end) {
            std::copy_n(to - line, line, to);
            to += line;
            continue;
        }
        CoveringWindows columns{columns_of(w)};
        for (std::int64_t x = 0; x < w.input_width; ++x, to += w.channels) {
            columns.move_to(x);
            bool first = true;
            for (std::int64_t i = rows.begin; i < rows.end; ++i) {
                for (std::int64_t j = columns.begin; j < columns.end; ++j, first = false) {
                    const float weight = weight_of<float>(reduction, rows.side.span(i), columns.side.span(j));
                    Give(from + (i * w.output_width + j) * w.channels, weight, w.channels, first, to);
                }
            }
            for (std::int64_t c = 0; first && c < w.channels; ++c) to[c] = 0;
        }
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(SumWindows);
template <class T>
void sum_windows(const Window2D& window, WindowReduction reduction, const T* from, T* to) {
    GLASSNET_DISPATCH(T, SumWindows, reference::sum_windows)(window, reduction, from, to);
}
GLASSNET_INSTANTIATE(sum_windows);

HWY_EXPORT(SpreadWindows);
template <class T>
void spread_windows(const Window2D& window, WindowReduction reduction, const T* from, T* to) {
    GLASSNET_DISPATCH(T, SpreadWindows, reference::spread_windows)(window, reduction, from, to);
}
GLASSNET_INSTANTIATE(spread_windows);

}  // namespace glassnet
#endif
