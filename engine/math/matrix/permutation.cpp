// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/matrix/permutation.h"

#include "math/matrix/permutation_reference.h"
#include "math/simd/dispatch.h"

#include <algorithm>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/matrix/permutation.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

using Axis = Permutation::Axis;

constexpr std::int64_t square = 4;  // rows and columns that are turned in registers

HWY_INLINE void TurnSquare(const float* from, std::int64_t from_row, float* to, std::int64_t to_row) {
#if HWY_TARGET == HWY_SCALAR
    for (std::int64_t j = 0; j < square; ++j)
        for (std::int64_t i = 0; i < square; ++i) to[j * to_row + i] = from[i * from_row + j];
#else
    const hn::CappedTag<float, square> d;
    const auto a = hn::LoadU(d, from), b = hn::LoadU(d, from + from_row);
    const auto c = hn::LoadU(d, from + 2 * from_row), e = hn::LoadU(d, from + 3 * from_row);
    const auto low = hn::InterleaveLower(d, a, b), next_low = hn::InterleaveLower(d, c, e);
    const auto high = hn::InterleaveUpper(d, a, b), next_high = hn::InterleaveUpper(d, c, e);
    hn::StoreU(hn::ConcatLowerLower(d, next_low, low), d, to);
    hn::StoreU(hn::ConcatUpperUpper(d, next_low, low), d, to + to_row);
    hn::StoreU(hn::ConcatLowerLower(d, next_high, high), d, to + 2 * to_row);
    hn::StoreU(hn::ConcatUpperUpper(d, next_high, high), d, to + 3 * to_row);
#endif
}

/// Transposes a tile of a plane, small enough for the nearest cache. Of the rows that lie farther apart few
/// are in use at once: rows a power of 2 apart share cache sets.
HWY_INLINE void TurnTile(const float* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns,
                         float* to, std::int64_t to_row) {
    const std::int64_t whole_rows = rows / square * square, whole_columns = columns / square * square;
    if (from_row > to_row) {
        for (std::int64_t i = 0; i < whole_rows; i += square)
            for (std::int64_t j = 0; j < whole_columns; j += square)
                TurnSquare(from + i * from_row + j, from_row, to + j * to_row + i, to_row);
    } else {
        for (std::int64_t j = 0; j < whole_columns; j += square)
            for (std::int64_t i = 0; i < whole_rows; i += square)
                TurnSquare(from + i * from_row + j, from_row, to + j * to_row + i, to_row);
    }
    for (std::int64_t j = 0; j < columns; ++j)
        for (std::int64_t i = j < whole_columns ? whole_rows : 0; i < rows; ++i)
            to[j * to_row + i] = from[i * from_row + j];
}

HWY_INLINE void TurnPlane(const Axis& inner, const Axis& across, const float* from, float* to) {
    constexpr std::int64_t tile = 64;
    for (std::int64_t i = 0; i < inner.count; i += tile) {
        for (std::int64_t j = 0; j < across.count; j += tile) {
            TurnTile(from + i * inner.from + j, inner.from, HWY_MIN(tile, inner.count - i),
                     HWY_MIN(tile, across.count - j), to + j * across.to + i, across.to);
        }
    }
}

HWY_ATTR void Permute(const Permutation& permutation, const float* from, float* to) {
    const Axis inner = permutation.inner(), across = permutation.across();
    permutation.for_each_plane([=](std::int64_t before, std::int64_t after) HWY_ATTR {
        if (inner.from != 1) {
            TurnPlane(inner, across, from + before, to + after);
            return;
        }
        for (std::int64_t j = 0; j < across.count; ++j) {
            const float* const row = from + before + j * across.from;
            float* const copy = to + after + j * across.to;
            ForColumns(inner.count, [=](auto d, std::int64_t i)
                                        HWY_ATTR { hn::StoreU(hn::LoadU(d, row + i), d, copy + i); });
        }
    });
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

Permutation::Permutation(const Shape& before, std::span<const int> order) {
    std::array<std::int64_t, Shape::max_rank> distances{};
    std::int64_t distance = 1;
    for (int axis = before.rank() - 1; axis >= 0; --axis) {
        distances[static_cast<std::size_t>(axis)] = distance;
        distance *= before[axis];
    }
    distance = before.elements();
    for (const int axis : order) {
        if (before[axis] == 1) continue;
        distance /= before[axis];
        const Axis next{before[axis], distances[static_cast<std::size_t>(axis)], distance};
        Axis& last = outer_[outer_count_ == 0 ? 0 : outer_count_ - 1];
        if (outer_count_ > 0 && last.from == next.count * next.from)
            last = {last.count * next.count, next.from, next.to};
        else
            outer_[outer_count_++] = next;
    }
    if (outer_count_ == 0) return;
    inner_ = outer_[--outer_count_];
    if (outer_count_ == 0) return;
    const auto end = outer_.begin() + static_cast<std::ptrdiff_t>(outer_count_--);
    const auto second =
        inner_.from == 1 ? end - 1
                         : std::find_if(outer_.begin(), end, [](const Axis& axis) { return axis.from == 1; });
    across_ = *second;
    std::copy(second + 1, end, second);
}

HWY_EXPORT(Permute);
template <class T>
void permute(const Permutation& permutation, const T* from, T* to) {
    GLASSNET_DISPATCH(T, Permute, reference::permute)(permutation, from, to);
}
GLASSNET_INSTANTIATE(permute);

}  // namespace glassnet
#endif
