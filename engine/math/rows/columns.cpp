// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/rows/columns.h"

#include "math/rows/columns_reference.h"
#include "math/simd/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/rows/columns.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

HWY_ATTR void AddColumnSums(const float* values, std::int64_t rows, std::int64_t columns, float* sums) {
    const D d;
    const std::int64_t n = lanes();
    std::int64_t c = 0;
    for (; c + n <= columns; c += n) {
        V sum = hn::LoadU(d, sums + c);
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            V block = hn::Zero(d);
            for (std::int64_t row = first; row < HWY_MIN(rows, first + sum_block); ++row)
                block = hn::Add(block, hn::LoadU(d, values + row * columns + c));
            sum = hn::Add(sum, block);
        }
        hn::StoreU(sum, d, sums + c);
    }
    for (; c < columns; ++c) {
        for (std::int64_t first = 0; first < rows; first += sum_block) {
            float block = 0;
            for (std::int64_t row = first; row < HWY_MIN(rows, first + sum_block); ++row)
                block += values[row * columns + c];
            sums[c] += block;
        }
    }
}

/// Takes several narrow rows as one, with their factors repeated, so that they fill vectors too.
HWY_ATTR void ScaleColumns(const float* from, std::int64_t rows, std::int64_t columns, const float* factors,
                           float* to) {
    constexpr std::int64_t broad = 256;
    HWY_ALIGN float repeated[broad];
    const std::int64_t together = HWY_MAX(1, HWY_MIN(rows, broad / columns)), width = together * columns;
    if (together > 1) {
        for (std::int64_t i = 0; i < width; ++i) repeated[i] = factors[i % columns];
        factors = repeated;
    }
    for (; rows > 0; rows -= together, from += width, to += width) {
        const std::int64_t count = HWY_MIN(rows, together) * columns;
        for (std::int64_t i = 0; i < count; i += lanes())
            StoreSome(hn::Mul(LoadSome(from + i, count - i), LoadSome(factors + i, count - i)), to + i,
                      count - i);
    }
}

HWY_ATTR void Prelu(const float* from, const float* slopes, std::int64_t rows, std::int64_t columns,
                    float* to) {
    for (std::int64_t row = 0; row < rows; ++row, from += columns, to += columns) {
        ForColumns(columns, [=](auto d, std::int64_t c) HWY_ATTR {
            const auto x = hn::LoadU(d, from + c);
            hn::StoreU(hn::IfThenElse(hn::Gt(x, hn::Zero(d)), x, hn::Mul(hn::LoadU(d, slopes + c), x)), d,
                       to + c);
        });
    }
}

HWY_ATTR void PreluBackward(const float* gradient, const float* from, const float* slopes, std::int64_t rows,
                            std::int64_t columns, float* slope_gradients, float* to) {
    for (std::int64_t first = 0; first < rows; first += sum_block) {
        const std::int64_t start = first * columns, end = HWY_MIN(rows, first + sum_block) * columns;
        ForColumns(columns, [=](auto d, std::int64_t c) HWY_ATTR {
            const auto slope = hn::LoadU(d, slopes + c);
            auto block = hn::Zero(d);
            for (std::int64_t at = start + c; at < end; at += columns) {
                const auto x = hn::LoadU(d, from + at), g = hn::LoadU(d, gradient + at);
                const auto passes = hn::Gt(x, hn::Zero(d));
                block = hn::Add(block, hn::IfThenZeroElse(passes, hn::Mul(g, x)));
                if (to) hn::StoreU(hn::IfThenElse(passes, g, hn::Mul(g, slope)), d, to + at);
            }
            if (slope_gradients)
                hn::StoreU(hn::Add(hn::LoadU(d, slope_gradients + c), block), d, slope_gradients + c);
        });
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(AddColumnSums);
template <class T>
void add_column_sums(const T* values, std::int64_t rows, std::int64_t columns, T* sums) {
    GLASSNET_DISPATCH(T, AddColumnSums, reference::add_column_sums)(values, rows, columns, sums);
}
GLASSNET_INSTANTIATE(add_column_sums);

HWY_EXPORT(ScaleColumns);
template <class T>
void scale_columns(const T* from, std::int64_t rows, std::int64_t columns, const T* factors, T* to) {
    GLASSNET_DISPATCH(T, ScaleColumns, reference::scale_columns)(from, rows, columns, factors, to);
}
GLASSNET_INSTANTIATE(scale_columns);

HWY_EXPORT(Prelu);
template <class T>
void prelu(const T* from, const T* slopes, std::int64_t rows, std::int64_t columns, T* to) {
    GLASSNET_DISPATCH(T, Prelu, reference::prelu)(from, slopes, rows, columns, to);
}
GLASSNET_INSTANTIATE(prelu);

HWY_EXPORT(PreluBackward);
template <class T>
void prelu_backward(const T* gradient, const T* from, const T* slopes, std::int64_t rows,
                    std::int64_t columns, T* slope_gradients, T* to) {
    GLASSNET_DISPATCH(T, PreluBackward, reference::prelu_backward)
    (gradient, from, slopes, rows, columns, slope_gradients, to);
}
GLASSNET_INSTANTIATE(prelu_backward);

}  // namespace glassnet
#endif
