// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/rows/column_normalization.h"

#include "math/rows/column_normalization_reference.h"
#include "math/simd/dispatch.h"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/rows/column_normalization.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

constexpr std::int64_t sampled_rows = 16, most_columns = 256;
// A column's parameters are loaded once for so many rows; more rows would share too few cache sets.
constexpr std::int64_t passed_rows = 4;

/// Returns the mean of a few rows from all over the table: near enough to the mean for the sums of squares
/// not to cancel.
template <class D>
HWY_INLINE hn::Vec<D> Pivot(D d, const float* values, std::int64_t rows, std::int64_t row_size) {
    const std::int64_t count = HWY_MIN(rows, sampled_rows);
    hn::Vec<D> sum = hn::Zero(d);
    for (std::int64_t i = 0; i < count; ++i)
        sum = hn::Add(sum, hn::LoadU(d, values + i * rows / count * row_size));
    return hn::Mul(sum, hn::Set(d, 1.0F / static_cast<float>(count)));
}

/// Computes the statistics of at most `most_columns` columns of a table. Meanwhile `mean` holds the pivot,
/// `squares` the distances from it.
HWY_ATTR void StatisticsOfSome(const float* values, std::int64_t rows, std::int64_t row_size,
                               std::int64_t columns, float* mean, float* squares) {
    HWY_ALIGN float sums[most_columns];
    ForColumns(columns, [=, &sums](auto d, std::int64_t c) HWY_ATTR {
        hn::StoreU(Pivot(d, values + c, rows, row_size), d, mean + c);
        hn::StoreU(hn::Zero(d), d, sums + c);
        hn::StoreU(hn::Zero(d), d, squares + c);
    });
    for (std::int64_t first = 0; first < rows; first += block_rows) {
        const float* const begin = values + first * row_size;
        const float* const end = values + HWY_MIN(rows, first + block_rows) * row_size;
        ForColumns(columns, [=, &sums](auto d, std::int64_t c) HWY_ATTR {
            const auto pivot = hn::LoadU(d, mean + c);
            auto sum = hn::Zero(d), square = hn::Zero(d);
            for (const float* row = begin; row < end; row += row_size) {
                const auto distance = hn::Sub(hn::LoadU(d, row + c), pivot);
                sum = hn::Add(sum, distance);
                square = hn::MulAdd(distance, distance, square);
            }
            hn::StoreU(hn::Add(hn::LoadU(d, sums + c), sum), d, sums + c);
            hn::StoreU(hn::Add(hn::LoadU(d, squares + c), square), d, squares + c);
        });
    }
    ForColumns(columns, [=, &sums](auto d, std::int64_t c) HWY_ATTR {
        const auto sum = hn::LoadU(d, sums + c), zero = hn::Zero(d);
        const auto step = hn::Div(sum, hn::Set(d, static_cast<float>(rows)));
        // rounding may take it below 0
        const auto left = hn::NegMulAdd(sum, step, hn::LoadU(d, squares + c));
        hn::StoreU(hn::Add(hn::LoadU(d, mean + c), step), d, mean + c);
        hn::StoreU(hn::IfThenElse(hn::Lt(left, zero), zero, left), d, squares + c);
    });
}

HWY_ATTR void ColumnStatistics(const float* values, std::int64_t rows, std::int64_t columns, float* mean,
                               float* squares) {
    for (std::int64_t c = 0; c < columns; c += most_columns)
        StatisticsOfSome(values + c, rows, columns, HWY_MIN(most_columns, columns - c), mean + c,
                         squares + c);
}

/// Calls step(tag, column, begin, end) for all columns of each `block` of rows; the values of a column lie at
/// begin, begin + columns … before end.
template <class Step>
HWY_INLINE void ForBlocks(std::int64_t block, std::int64_t rows, std::int64_t columns, const Step& step) {
    for (std::int64_t first = 0; first < rows; first += block) {
        const std::int64_t start = first * columns, end = HWY_MIN(rows, first + block) * columns;
        ForColumns(columns, [=, &step](auto d, std::int64_t c) HWY_ATTR { step(d, c, start + c, end); });
    }
}

template <bool relu>
HWY_ATTR void NormalizeRows(const ColumnNormalization<float>& n, const float* from, std::int64_t rows,
                            float* to) {
    ForBlocks(passed_rows, rows, n.columns,
              [=](auto d, std::int64_t c, std::int64_t begin, std::int64_t end) HWY_ATTR {
                  const auto scale = hn::LoadU(d, n.scale + c), shift = hn::LoadU(d, n.shift + c);
                  for (std::int64_t at = begin; at < end; at += n.columns) {
                      auto y = hn::MulAdd(hn::LoadU(d, from + at), scale, shift);
                      if constexpr (relu) y = hn::IfThenElse(hn::Lt(y, hn::Zero(d)), hn::Zero(d), y);
                      hn::StoreU(y, d, to + at);
                  }
              });
}

HWY_ATTR void NormalizeColumns(const ColumnNormalization<float>& n, const float* from, std::int64_t rows,
                               float* to) {
    n.relu ? NormalizeRows<true>(n, from, rows, to) : NormalizeRows<false>(n, from, rows, to);
}

/// Returns the gradient before relu: y is computed as in NormalizeColumns, so that its sign is the same.
template <bool relu, class D, class V = hn::Vec<D>>
HWY_INLINE V GradientAt(D d, const ColumnNormalization<float>& n, V x, V gradient, std::int64_t c) {
    if constexpr (!relu) return gradient;
    const V y = hn::MulAdd(x, hn::LoadU(d, n.scale + c), hn::LoadU(d, n.shift + c));
    return hn::IfThenZeroElse(hn::Le(y, hn::Zero(d)), hn::IfThenElse(hn::Eq(y, y), gradient, y));
}

template <bool relu>
HWY_ATTR void SumRows(const ColumnNormalization<float>& n, const float* from, const float* gradient,
                      std::int64_t rows, float* sums, float* products) {
    for (std::int64_t c = 0; c < n.columns; ++c) sums[c] = products[c] = 0;
    ForBlocks(block_rows, rows, n.columns,
              [=](auto d, std::int64_t c, std::int64_t begin, std::int64_t end) HWY_ATTR {
                  const auto mean = hn::LoadU(d, n.mean + c);
                  auto sum = hn::Zero(d), product = hn::Zero(d);
                  for (std::int64_t at = begin; at < end; at += n.columns) {
                      const auto x = hn::LoadU(d, from + at);
                      const auto g = GradientAt<relu>(d, n, x, hn::LoadU(d, gradient + at), c);
                      sum = hn::Add(sum, g);
                      product = hn::MulAdd(g, hn::Sub(x, mean), product);
                  }
                  hn::StoreU(hn::Add(hn::LoadU(d, sums + c), sum), d, sums + c);
                  hn::StoreU(hn::Add(hn::LoadU(d, products + c), product), d, products + c);
              });
    ForColumns(n.columns, [=](auto d, std::int64_t c) HWY_ATTR {
        hn::StoreU(hn::Mul(hn::LoadU(d, products + c), hn::LoadU(d, n.inverse + c)), d, products + c);
    });
}

HWY_ATTR void NormalizeColumnsBackwardSums(const ColumnNormalization<float>& n, const float* from,
                                           const float* gradient, std::int64_t rows, float* sums,
                                           float* products) {
    n.relu ? SumRows<true>(n, from, gradient, rows, sums, products)
           : SumRows<false>(n, from, gradient, rows, sums, products);
}

template <bool relu>
HWY_ATTR void GradientRows(const ColumnNormalization<float>& n, const float* from, const float* gradient,
                           std::int64_t rows, const float* offset, const float* slope, float* to) {
    ForBlocks(passed_rows, rows, n.columns,
              [=](auto d, std::int64_t c, std::int64_t begin, std::int64_t end) HWY_ATTR {
                  const auto scale = hn::LoadU(d, n.scale + c), mean = hn::LoadU(d, n.mean + c),
                             pull = hn::LoadU(d, offset + c);
                  const auto bend = hn::Mul(hn::LoadU(d, n.inverse + c), hn::LoadU(d, slope + c));
                  for (std::int64_t at = begin; at < end; at += n.columns) {
                      const auto x = hn::LoadU(d, from + at);
                      const auto g = GradientAt<relu>(d, n, x, hn::LoadU(d, gradient + at), c);
                      hn::StoreU(hn::NegMulAdd(hn::Sub(x, mean), bend, hn::MulSub(scale, g, pull)), d,
                                 to + at);
                  }
              });
}

HWY_ATTR void NormalizeColumnsBackward(const ColumnNormalization<float>& n, const float* from,
                                       const float* gradient, std::int64_t rows, const float* offset,
                                       const float* slope, float* to) {
    n.relu ? GradientRows<true>(n, from, gradient, rows, offset, slope, to)
           : GradientRows<false>(n, from, gradient, rows, offset, slope, to);
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(ColumnStatistics);
template <class T>
void column_statistics(const T* values, std::int64_t rows, std::int64_t columns, T* mean, T* squares) {
    GLASSNET_DISPATCH(T, ColumnStatistics, reference::column_statistics)
    (values, rows, columns, mean, squares);
}
GLASSNET_INSTANTIATE(column_statistics);

HWY_EXPORT(NormalizeColumns);
template <class T>
void normalize_columns(const ColumnNormalization<T>& normalization, const T* from, std::int64_t rows, T* to) {
    GLASSNET_DISPATCH(T, NormalizeColumns, reference::normalize_columns)(normalization, from, rows, to);
}
GLASSNET_INSTANTIATE(normalize_columns);

HWY_EXPORT(NormalizeColumnsBackwardSums);
template <class T>
void normalize_columns_backward_sums(const ColumnNormalization<T>& normalization, const T* from,
                                     const T* gradient, std::int64_t rows, T* sums, T* products) {
    GLASSNET_DISPATCH(T, NormalizeColumnsBackwardSums, reference::normalize_columns_backward_sums)
    (normalization, from, gradient, rows, sums, products);
}
GLASSNET_INSTANTIATE(normalize_columns_backward_sums);

HWY_EXPORT(NormalizeColumnsBackward);
template <class T>
void normalize_columns_backward(const ColumnNormalization<T>& normalization, const T* from, const T* gradient,
                                std::int64_t rows, const T* offset, const T* slope, T* to) {
    GLASSNET_DISPATCH(T, NormalizeColumnsBackward, reference::normalize_columns_backward)
    (normalization, from, gradient, rows, offset, slope, to);
}
GLASSNET_INSTANTIATE(normalize_columns_backward);

}  // namespace glassnet
#endif
