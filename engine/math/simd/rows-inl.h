// SPDX-License-Identifier: GPL-3.0-or-later
// Part of files of kernels that sum up rows, after edges-inl.h: included once for each instruction set,
// therefore without a guard of its own.

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

// Column c of a row belongs to part c % 16, whatever the vectors' width; `vectors` of them hold a partial sum
// for each part.
constexpr std::int64_t parts = 16;
constexpr std::size_t vectors = static_cast<std::size_t>(parts) / hn::MaxLanes(D());
using Sums = V[vectors];

/// Calls step(vector of the sums, first column, lanes that lie in the row) for a whole row.
template <class Step>
HWY_INLINE void ForRow(std::int64_t columns, const Step& step) {
    std::int64_t c = 0;
    for (; c + parts <= columns; c += parts) {
#pragma GCC unroll 16
        for (std::size_t i = 0; i < vectors; ++i)
            step(i, c + static_cast<std::int64_t>(i) * lanes(), lanes());
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < vectors; ++i, c += lanes()) {
        if (c < columns) step(i, c, HWY_MIN(lanes(), columns - c));
    }
}

/// Returns the sum of a vector's lanes, by halves until one lane is left.
template <class D, class V = hn::Vec<D>>
HWY_INLINE float SumOfHalves([[maybe_unused]] D d, V sum) {
#if HWY_TARGET != HWY_SCALAR
    if constexpr (hn::MaxLanes(d) > 4) {
        const hn::Half<D> half;
        return SumOfHalves(half, hn::Add(hn::LowerHalf(half, sum), hn::UpperHalf(half, sum)));
    }
    if constexpr (hn::MaxLanes(d) == 4) {
        sum = hn::Add(sum, hn::Shuffle1032(sum));
        sum = hn::Add(sum, hn::Shuffle2301(sum));
    }
#endif
    return hn::GetLane(sum);
}

/// Returns the sum of the parts, by the same tree for every width: part p meets part p + 8, then p + 4, p + 2
/// and p + 1.
HWY_INLINE float SumOf(const Sums& sums) {
    Sums left;
    for (std::size_t i = 0; i < vectors; ++i) left[i] = sums[i];
#pragma GCC unroll 4
    for (std::size_t half = vectors / 2; half > 0; half /= 2)
        for (std::size_t i = 0; i < half; ++i) left[i] = hn::Add(left[i], left[i + half]);
    return SumOfHalves(D(), left[0]);
}

HWY_INLINE void Clear(Sums& sums) {
    for (std::size_t i = 0; i < vectors; ++i) sums[i] = hn::Zero(D());
}

/// Returns the sum of term(first column, lanes in the row) over a row; lanes outside do not count.
template <class Term>
HWY_INLINE float SumOverRow(std::int64_t columns, const Term& term) {
    Sums sums;
    Clear(sums);
    ForRow(columns, [&](std::size_t i, std::int64_t c, std::int64_t valid) HWY_ATTR {
        sums[i] = hn::Add(sums[i], Inside(term(c, valid), valid, hn::Zero(D())));
    });
    return SumOf(sums);
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
