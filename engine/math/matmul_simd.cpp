// SPDX-License-Identifier: GPL-3.0-or-later
// Register-blocked product: a tile of C (rows × two vectors) stays in registers while k runs; A is broadcast from where it lies.
#include "math/matmul_simd.h"

#include <array>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/matmul_simd.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::simd::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;
constexpr int vectors = 2;
// 32 registers hold 14 × 2 sums, two vectors of B and a broadcast; 16 registers hold 6 × 2.
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_NEON
constexpr int most_rows = 14;
#else
constexpr int most_rows = 6;
#endif

HWY_INLINE std::int64_t lanes() { return static_cast<std::int64_t>(hn::Lanes(D())); }

HWY_ATTR std::int64_t PanelWidth() { return vectors * lanes(); }

HWY_ATTR void Pack(const float* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns, float* packed) {
    const std::int64_t width = PanelWidth();
    const D d;
    for (std::int64_t first = 0; first < columns; first += width) {
        const std::int64_t valid = HWY_MIN(width, columns - first);
        const float* source = b + first * column;
        for (std::int64_t k = 0; k < depth; ++k, source += row, packed += width) {
            if (column == 1 && valid == width) {
                for (int v = 0; v < vectors; ++v) hn::StoreU(hn::LoadU(d, source + v * lanes()), d, packed + v * lanes());
                continue;
            }
            for (std::int64_t n = 0; n < valid; ++n) packed[n] = source[n * column];
            for (std::int64_t n = valid; n < width; ++n) packed[n] = 0;
        }
    }
}

/// The rows of A in groups of five, each reached from one pointer by four strides: few address registers.
struct RowPointers {
    const float* base[3];
    std::int64_t stride[5];
};

template <int row>
HWY_INLINE float Element(const RowPointers& p) {
    return p.base[row / 5][p.stride[row % 5]];
}

template <int rows, int row = 0>
HWY_INLINE void MultiplyAdd(const RowPointers& p, V b0, V b1, V (&sums)[rows][vectors]) {
    if constexpr (row < rows) {
        const V a = hn::Set(D(), Element<row>(p));
        sums[row][0] = hn::MulAdd(a, b0, sums[row][0]);
        sums[row][1] = hn::MulAdd(a, b1, sums[row][1]);
        MultiplyAdd<rows, row + 1>(p, b0, b1, sums);
    }
}

/// One tile: `rows` rows of one panel, `valid` columns of it.
template <int rows>
HWY_ATTR void Tile(const Product<float>& product, const float* a, const float* b, float* c, const float* bias, std::int64_t valid) {
    const D d;
    const std::int64_t n = lanes();
    const bool whole = valid == vectors * n;
    HWY_ALIGN float edge[vectors * HWY_MAX_BYTES / sizeof(float)] = {};
    V sums[rows][vectors];
    if (product.accumulate) {
#pragma GCC unroll 14
        for (int r = 0; r < rows; ++r) {
            const float* from = c + r * product.c_row;
            if (!whole) {
                for (std::int64_t i = 0; i < valid; ++i) edge[i] = from[i];
                from = edge;
            }
            sums[r][0] = hn::LoadU(d, from);
            sums[r][1] = hn::LoadU(d, from + n);
        }
    } else {
        V start0 = hn::Zero(d), start1 = hn::Zero(d);
        if (bias) {
            const float* from = bias;
            if (!whole) {
                for (std::int64_t i = 0; i < valid; ++i) edge[i] = from[i];
                from = edge;
            }
            start0 = hn::LoadU(d, from);
            start1 = hn::LoadU(d, from + n);
        }
#pragma GCC unroll 14
        for (int r = 0; r < rows; ++r) {
            sums[r][0] = start0;
            sums[r][1] = start1;
        }
    }

    const std::int64_t row = product.a_row;
    const std::int64_t step = product.a_step;
    for (std::int64_t y = 0; y < product.outer.count; ++y) {
        for (std::int64_t x = 0; x < product.middle.count; ++x) {
            const float* start = a + y * product.outer.stride + x * product.middle.stride;
            RowPointers p{{start, start + 5 * row, start + 10 * row}, {0, row, 2 * row, 3 * row, 4 * row}};
            for (std::int64_t k = product.length; k > 0; --k) {
                MultiplyAdd<rows>(p, hn::Load(d, b), hn::Load(d, b + n), sums);
                b += vectors * n;
                p.base[0] += step;
                if constexpr (rows > 5) p.base[1] += step;
                if constexpr (rows > 10) p.base[2] += step;
            }
        }
    }

    const V zero = hn::Zero(d);
#pragma GCC unroll 14
    for (int r = 0; r < rows; ++r) {
        if (product.relu) {
            sums[r][0] = hn::IfThenElse(hn::Lt(sums[r][0], zero), zero, sums[r][0]);  // NaN stays NaN
            sums[r][1] = hn::IfThenElse(hn::Lt(sums[r][1], zero), zero, sums[r][1]);
        }
        float* to = c + r * product.c_row;
        float* target = whole ? to : edge;
        hn::StoreU(sums[r][0], d, target);
        hn::StoreU(sums[r][1], d, target + n);
        if (!whole) {
            for (std::int64_t i = 0; i < valid; ++i) to[i] = edge[i];
        }
    }
}

using TileFunction = void (*)(const Product<float>&, const float*, const float*, float*, const float*, std::int64_t);

template <int... rows>
constexpr auto TileTable(std::integer_sequence<int, rows...>) {
    return std::array<TileFunction, sizeof...(rows)>{Tile<rows + 1>...};
}

HWY_ATTR void Multiply(const Product<float>& product) {
    static constexpr auto tiles = TileTable(std::make_integer_sequence<int, most_rows>());
    const std::int64_t width = PanelWidth();
    const std::int64_t depth = product.depth();
    const std::int64_t tile_count = (product.rows + most_rows - 1) / most_rows;
    for (std::int64_t first = 0; first < product.columns; first += width) {
        const std::int64_t valid = HWY_MIN(width, product.columns - first);
        const float* b = product.b + first * depth;
        std::int64_t row = 0;
        for (std::int64_t tile = 0; tile < tile_count; ++tile) {
            // Tiles of nearly equal height: a last tile of one or two rows would starve the multipliers.
            const std::int64_t end = product.rows * (tile + 1) / tile_count;
            tiles[static_cast<std::size_t>(end - row - 1)](product, product.a + row * product.a_row, b,
                                                           product.c + row * product.c_row + first,
                                                           product.bias ? product.bias + first : nullptr, valid);
            row = end;
        }
    }
}

}  // namespace glassnet::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {
namespace simd {
HWY_EXPORT(PanelWidth);
HWY_EXPORT(Pack);
HWY_EXPORT(Multiply);

std::int64_t panel_width() { return HWY_DYNAMIC_DISPATCH(PanelWidth)(); }
void pack(const float* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns, float* packed) {
    HWY_DYNAMIC_DISPATCH(Pack)(b, row, column, depth, columns, packed);
}
void multiply(const Product<float>& product) { HWY_DYNAMIC_DISPATCH(Multiply)(product); }
}  // namespace simd

}  // namespace glassnet
#endif
