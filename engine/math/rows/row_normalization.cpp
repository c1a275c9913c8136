// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/rows/row_normalization.h"

#include "math/rows/row_normalization_reference.h"
#include "math/simd/dispatch.h"

#include <cmath>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/rows/row_normalization.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"
#include "math/simd/edges-inl.h"
#include "math/simd/rows-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

HWY_INLINE float SumOfRow(const float* from, std::int64_t columns) {
    return SumOverRow(
        columns, [from](std::int64_t c, std::int64_t valid) HWY_ATTR { return LoadSome(from + c, valid); });
}

/// Returns the sum of squared deviations from `mean`.
HWY_INLINE float SquaresOfRow(const float* from, std::int64_t columns, float mean) {
    const D d;
    Sums sums;
    Clear(sums);
    const V middle = hn::Set(d, mean);
    ForRow(columns, [=, &sums](std::size_t i, std::int64_t c, std::int64_t valid) HWY_ATTR {
        const V distance = Inside(hn::Sub(LoadSome(from + c, valid), middle), valid, hn::Zero(d));
        sums[i] = hn::MulAdd(distance, distance, sums[i]);
    });
    return SumOf(sums);
}

/// Returns a column's factor, or 1 where there is none.
template <class D>
HWY_INLINE hn::Vec<D> FactorAt(D d, const float* gamma, std::int64_t c) {
    return gamma ? hn::LoadU(d, gamma + c) : hn::Set(d, 1.0F);
}

// Each pass runs over a block of rows, which stays in the cache: the dependency chain from a row's values to
// its mean, deviation and results is long, but those of several rows overlap.
constexpr std::int64_t block = 16;
struct RowNumbers {
    HWY_ALIGN float first[block], second[block];
};

/// Computes mean and inverse deviation of each row of a block.
HWY_INLINE void StatisticsOfRows(const RowNormalization<float>& n, const float* from, std::int64_t rows,
                                 RowNumbers& numbers) {
    const float count = static_cast<float>(n.columns);
    for (std::int64_t row = 0; row < rows; ++row)
        numbers.first[row] = SumOfRow(from + row * n.columns, n.columns) / count;
    for (std::int64_t row = 0; row < rows; ++row)
        numbers.second[row] = SquaresOfRow(from + row * n.columns, n.columns, numbers.first[row]);
    ForColumns(rows, [&, count](auto d, std::int64_t row) HWY_ATTR {
        const auto variance = hn::Div(hn::LoadU(d, numbers.second + row), hn::Set(d, count));
        const auto deviation = hn::Sqrt(hn::Add(variance, hn::Set(d, n.epsilon)));
        hn::StoreU(hn::Div(hn::Set(d, 1.0F), deviation), d, numbers.second + row);
    });
}

HWY_INLINE void NormalizeRow(const RowNormalization<float>& n, const float* from, float mean, float inverse,
                             float* to) {
    ForColumns(n.columns, [=](auto d, std::int64_t c) HWY_ATTR {
        const auto normal = hn::Mul(hn::Sub(hn::LoadU(d, from + c), hn::Set(d, mean)), hn::Set(d, inverse));
        const auto shift = n.beta ? hn::LoadU(d, n.beta + c) : hn::Zero(d);
        hn::StoreU(hn::MulAdd(normal, FactorAt(d, n.gamma, c), shift), d, to + c);
    });
}

HWY_ATTR void NormalizeRows(const RowNormalization<float>& n, const float* from, std::int64_t rows,
                            float* statistics, float* to) {
    RowNumbers numbers;
    for (std::int64_t first = 0; first < rows; first += block) {
        const std::int64_t count = HWY_MIN(block, rows - first), start = first * n.columns;
        StatisticsOfRows(n, from + start, count, numbers);
        for (std::int64_t row = 0; row < count; ++row) {
            const std::int64_t at = start + row * n.columns;
            NormalizeRow(n, from + at, numbers.first[row], numbers.second[row], to + at);
            statistics[2 * (first + row)] = numbers.first[row];
            statistics[2 * (first + row) + 1] = numbers.second[row];
        }
    }
}

/// Adds the gradients of gamma and beta of some rows, summed before they are added, so that rounding errors
/// do not pile up.
HWY_INLINE void AddAffineGradients(std::int64_t columns, const float* from, const float* gradient,
                                   std::int64_t rows, const float* statistics,
                                   const RowGradients<float>& to) {
    ForColumns(columns, [=](auto d, std::int64_t c) HWY_ATTR {
        auto sum = hn::Zero(d), product = hn::Zero(d);
        for (std::int64_t row = 0; row < rows; ++row) {
            const auto g = hn::LoadU(d, gradient + row * columns + c);
            const auto distance =
                hn::Sub(hn::LoadU(d, from + row * columns + c), hn::Set(d, statistics[2 * row]));
            sum = hn::Add(sum, g);
            product = hn::MulAdd(g, hn::Mul(distance, hn::Set(d, statistics[2 * row + 1])), product);
        }
        if (to.gamma) hn::StoreU(hn::Add(hn::LoadU(d, to.gamma + c), product), d, to.gamma + c);
        if (to.beta) hn::StoreU(hn::Add(hn::LoadU(d, to.beta + c), sum), d, to.beta + c);
    });
}

/// Computes the sums of a row's h and h · (x − mean), see normalize_rows_backward.
HWY_INLINE void GradientSums(const RowNormalization<float>& n, const float* from, const float* gradient,
                             float mean, float& sum, float& product) {
    Sums sums, products;
    Clear(sums);
    Clear(products);
    // beyond the row's end the gradient is 0
    ForRow(n.columns, [=, &sums, &products](std::size_t i, std::int64_t c, std::int64_t valid) HWY_ATTR {
        const D d;
        const V factor = n.gamma ? LoadSome(n.gamma + c, valid) : hn::Set(d, 1.0F);
        const V scaled = hn::Mul(LoadSome(gradient + c, valid), factor);
        sums[i] = hn::Add(sums[i], scaled);
        products[i] = hn::MulAdd(scaled, hn::Sub(LoadSome(from + c, valid), hn::Set(d, mean)), products[i]);
    });
    sum = SumOf(sums);
    product = SumOf(products);
}

HWY_INLINE void InputGradient(const RowNormalization<float>& n, const float* from, const float* gradient,
                              const float* statistics, float sum, float product, float* to) {
    const float mean = statistics[0], inverse = statistics[1],
                share = inverse / static_cast<float>(n.columns);
    const float offset = sum * share, slope = product * share * inverse * inverse;
    ForColumns(n.columns, [=](auto d, std::int64_t c) HWY_ATTR {
        const auto distance = hn::Sub(hn::LoadU(d, from + c), hn::Set(d, mean));
        const auto pulled = hn::MulAdd(distance, hn::Set(d, slope), hn::Set(d, offset));
        const auto scaled = hn::Mul(hn::LoadU(d, gradient + c), FactorAt(d, n.gamma, c));
        hn::StoreU(hn::MulSub(scaled, hn::Set(d, inverse), pulled), d, to + c);
    });
}

HWY_ATTR void NormalizeRowsBackward(const RowNormalization<float>& n, const float* from,
                                    const float* gradient, std::int64_t rows, const float* statistics,
                                    const RowGradients<float>& to) {
    RowNumbers sums;
    for (std::int64_t first = 0; first < rows; first += block, statistics += 2 * block) {
        const std::int64_t count = HWY_MIN(block, rows - first), start = first * n.columns;
        for (std::int64_t row = 0; to.input && row < count; ++row) {
            const std::int64_t at = start + row * n.columns;
            GradientSums(n, from + at, gradient + at, statistics[2 * row], sums.first[row], sums.second[row]);
        }
        if (to.gamma || to.beta)
            AddAffineGradients(n.columns, from + start, gradient + start, count, statistics, to);
        for (std::int64_t row = 0; to.input && row < count; ++row) {
            const std::int64_t at = start + row * n.columns;
            InputGradient(n, from + at, gradient + at, statistics + 2 * row, sums.first[row],
                          sums.second[row], to.input + at);
        }
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(NormalizeRows);
template <class T>
void normalize_rows(const RowNormalization<T>& normalization, const T* from, std::int64_t rows, T* statistics,
                    T* to) {
    GLASSNET_DISPATCH(T, NormalizeRows, reference::normalize_rows)(normalization, from, rows, statistics, to);
}
GLASSNET_INSTANTIATE(normalize_rows);

HWY_EXPORT(NormalizeRowsBackward);
template <class T>
void normalize_rows_backward(const RowNormalization<T>& normalization, const T* from, const T* gradient,
                             std::int64_t rows, const T* statistics, const RowGradients<T>& to) {
    GLASSNET_DISPATCH(T, NormalizeRowsBackward, reference::normalize_rows_backward)
    (normalization, from, gradient, rows, statistics, to);
}
GLASSNET_INSTANTIATE(normalize_rows_backward);

}  // namespace glassnet
#endif
