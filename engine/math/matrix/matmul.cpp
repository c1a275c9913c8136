// SPDX-License-Identifier: GPL-3.0-or-later
// Register-blocked product: a tile of C (rows × two vectors, or twice the rows × one) stays in registers
// while k runs; A is broadcast from where it lies.
#include "math/matrix/matmul.h"

#include "math/matrix/matmul_reference.h"
#include "math/simd/dispatch.h"

#include <array>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/matrix/matmul.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

// 32 registers hold 14 × 2 sums, two vectors of B and a broadcast; 16 registers hold 6 × 2.
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_NEON
constexpr int most_rows = 14, swept_rows = 3;
#else
constexpr int most_rows = 6, swept_rows = 1;
#endif
constexpr int swept_vectors = 8;

HWY_ATTR std::int64_t PackedElements(std::int64_t depth, std::int64_t columns) {
    return (columns + lanes() - 1) / lanes() * lanes() * depth;
}

/// Returns the width of the panel that begins at this column.
HWY_INLINE std::int64_t PanelWidth(std::int64_t first, std::int64_t columns) {
    return columns - first <= lanes() ? lanes() : 2 * lanes();
}

#if HWY_TARGET != HWY_SCALAR
/// Transposes four rows and columns.
HWY_INLINE void TransposeSquare(const float* from, std::int64_t from_row, float* to, std::int64_t to_row) {
    const hn::FixedTag<float, 4> d;
    const hn::RepartitionToWide<decltype(d)> wide;
    const auto a = hn::LoadU(d, from), b = hn::LoadU(d, from + from_row);
    const auto c = hn::LoadU(d, from + 2 * from_row), e = hn::LoadU(d, from + 3 * from_row);
    const auto ab = hn::BitCast(wide, hn::InterleaveLower(d, a, b)),
               ab_high = hn::BitCast(wide, hn::InterleaveUpper(d, a, b));
    const auto ce = hn::BitCast(wide, hn::InterleaveLower(d, c, e)),
               ce_high = hn::BitCast(wide, hn::InterleaveUpper(d, c, e));
    hn::StoreU(hn::BitCast(d, hn::InterleaveLower(wide, ab, ce)), d, to);
    hn::StoreU(hn::BitCast(d, hn::InterleaveUpper(wide, ab, ce)), d, to + to_row);
    hn::StoreU(hn::BitCast(d, hn::InterleaveLower(wide, ab_high, ce_high)), d, to + 2 * to_row);
    hn::StoreU(hn::BitCast(d, hn::InterleaveUpper(wide, ab_high, ce_high)), d, to + 3 * to_row);
}
#endif

/// Runs along the rows that lie farther apart, so that few of them are in use at once should they share cache
/// sets.
HWY_ATTR void Transpose(const float* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns,
                        float* to, std::int64_t to_row) {
    std::int64_t whole_rows = 0, whole_columns = 0;
#if HWY_TARGET != HWY_SCALAR
    whole_rows = rows / 4 * 4;
    whole_columns = columns / 4 * 4;
    if (to_row > from_row) {
        for (std::int64_t k = 0; k < whole_columns; k += 4) {
            for (std::int64_t n = 0; n < whole_rows; n += 4)
                TransposeSquare(from + n * from_row + k, from_row, to + k * to_row + n, to_row);
        }
    } else {
        for (std::int64_t n = 0; n < whole_rows; n += 4) {
            for (std::int64_t k = 0; k < whole_columns; k += 4)
                TransposeSquare(from + n * from_row + k, from_row, to + k * to_row + n, to_row);
        }
    }
#endif
    for (std::int64_t n = 0; n < rows; ++n) {
        for (std::int64_t k = n < whole_rows ? whole_columns : 0; k < columns; ++k)
            to[k * to_row + n] = from[n * from_row + k];
    }
}

HWY_ATTR void Pack(const float* b, std::int64_t row, std::int64_t column, std::int64_t depth,
                   std::int64_t columns, float* packed) {
    const D d;
    std::int64_t width = 0;
    for (std::int64_t first = 0; first < columns; first += width, packed += width * depth) {
        width = PanelWidth(first, columns);
        const std::int64_t valid = HWY_MIN(width, columns - first);
        const float* source = b + first * column;
        float* to = packed;
        if (row == 1) Transpose(source, column, valid, depth, packed, width);
        for (std::int64_t k = 0; k < depth; ++k, source += row, to += width) {
            if (column == 1 && valid == width) {
                for (std::int64_t v = 0; v < width; v += lanes())
                    hn::StoreU(hn::LoadU(d, source + v), d, to + v);
                continue;
            }
            for (std::int64_t n = 0; n < valid && row != 1; ++n) to[n] = source[n * column];
            for (std::int64_t n = valid; n < width; ++n) to[n] = 0;
        }
    }
}

/// The rows of A in groups of five, each reached from one pointer by four strides: few address registers.
struct RowPointers {
    const float* base[6];
    std::int64_t stride[5];
};

template <int row>
HWY_INLINE float Element(const RowPointers& p) {
    return p.base[row / 5][p.stride[row % 5]];
}

template <int rows, int vectors, int row = 0>
HWY_INLINE void MultiplyAdd(const RowPointers& p, const V (&b)[vectors], V (&sums)[rows][vectors]) {
    if constexpr (row < rows) {
        const V a = hn::Set(D(), Element<row>(p));
        sums[row][0] = hn::MulAdd(a, b[0], sums[row][0]);
        if constexpr (vectors == 2) sums[row][1] = hn::MulAdd(a, b[1], sums[row][1]);
        MultiplyAdd<rows, vectors, row + 1>(p, b, sums);
    }
}

/// Computes one tile: `rows` rows of one panel, `valid` columns of it.
template <int rows, int vectors>
HWY_ATTR void Tile(const Product<float>& product, const float* a, const float* b, float* c, const float* bias,
                   std::int64_t valid) {
    const D d;
    const std::int64_t n = lanes();
    const bool whole = valid == vectors * n;
    HWY_ALIGN float edge[vectors * HWY_MAX_BYTES / sizeof(float)] = {};
    V sums[rows][vectors];
    if (product.accumulate) {
#pragma GCC unroll 28
        for (int r = 0; r < rows; ++r) {
            const float* from = c + r * product.c_row;
            if (!whole) {
                for (std::int64_t i = 0; i < valid; ++i) edge[i] = from[i];
                from = edge;
            }
#pragma GCC unroll 2
            for (int v = 0; v < vectors; ++v) sums[r][v] = hn::LoadU(d, from + v * n);
        }
    } else {
        V start[vectors];
        const float* from = bias;
        if (bias && !whole) {
            for (std::int64_t i = 0; i < valid; ++i) edge[i] = bias[i];
            from = edge;
        }
#pragma GCC unroll 2
        for (int v = 0; v < vectors; ++v) start[v] = from ? hn::LoadU(d, from + v * n) : hn::Zero(d);
#pragma GCC unroll 28
        for (int r = 0; r < rows; ++r) {
#pragma GCC unroll 2
            for (int v = 0; v < vectors; ++v) sums[r][v] = start[v];
        }
    }

    const std::int64_t row = product.a_row;
    const std::int64_t step = product.a_step;
    const std::int64_t b_step = product.b_row > 0 ? product.b_row : vectors * n;
    // Another thread may be writing behind the end of an unpacked B: its last rows are read element by
    // element.
    std::int64_t careful = whole || product.b_row == 0 ? 0 : (vectors * n - valid + b_step - 1) / b_step;
    careful -= product.depth();
    for (std::int64_t y = 0; y < product.outer.count; ++y) {
        for (std::int64_t x = 0; x < product.middle.count; ++x) {
            careful += product.length;  // counts from the end of this run
            const float* start = a + y * product.outer.stride + x * product.middle.stride;
            RowPointers p{{start, start + 5 * row, start + 10 * row, start + 15 * row, start + 20 * row,
                           start + 25 * row},
                          {0, row, 2 * row, 3 * row, 4 * row}};
            for (std::int64_t k = product.length; k > 0; --k) {
                const float* from = b;
                if (k <= careful) {
                    for (std::int64_t i = 0; i < valid; ++i) edge[i] = b[i];
                    from = edge;
                }
                V panel[vectors];
#pragma GCC unroll 2
                for (int v = 0; v < vectors; ++v) panel[v] = hn::LoadU(d, from + v * n);
                MultiplyAdd<rows, vectors>(p, panel, sums);
                b += b_step;
#pragma GCC unroll 6
                for (int group = 0; group < (rows + 4) / 5; ++group) p.base[group] += step;
            }
        }
    }

    const V zero = hn::Zero(d);
#pragma GCC unroll 28
    for (int r = 0; r < rows; ++r) {
        float* to = c + r * product.c_row;
        float* target = whole ? to : edge;
#pragma GCC unroll 2
        for (int v = 0; v < vectors; ++v) {
            // NaN stays NaN
            if (product.epilogue.relu)
                sums[r][v] = hn::IfThenElse(hn::Lt(sums[r][v], zero), zero, sums[r][v]);
            hn::StoreU(sums[r][v], d, target + v * n);
        }
        if (!whole) {
            for (std::int64_t i = 0; i < valid; ++i) to[i] = edge[i];
        }
    }
}

/// Computes a few rows from a broad piece of an unpacked B, which is read once and in order: it is large and
/// comes from memory.
template <int rows>
HWY_ATTR void Sweep(const Product<float>& product, std::int64_t first) {
    const D d;
    const std::int64_t n = lanes();
    V sums[rows][swept_vectors];
#pragma GCC unroll 3
    for (int r = 0; r < rows; ++r) {
        const float* const from = product.accumulate      ? product.c + r * product.c_row + first
                                  : product.epilogue.bias ? product.epilogue.bias + first
                                                          : nullptr;
#pragma GCC unroll 8
        for (int v = 0; v < swept_vectors; ++v) sums[r][v] = from ? hn::LoadU(d, from + v * n) : hn::Zero(d);
    }
    const float* b = product.b + first;
    for (std::int64_t y = 0; y < product.outer.count; ++y) {
        for (std::int64_t x = 0; x < product.middle.count; ++x) {
            const float* a = product.a + y * product.outer.stride + x * product.middle.stride;
            for (std::int64_t k = 0; k < product.length; ++k, a += product.a_step, b += product.b_row) {
                V each[rows];
#pragma GCC unroll 3
                for (int r = 0; r < rows; ++r) each[r] = hn::Set(d, a[r * product.a_row]);
#pragma GCC unroll 8
                for (int v = 0; v < swept_vectors; ++v) {
                    const V panel = hn::LoadU(d, b + v * n);
#pragma GCC unroll 3
                    for (int r = 0; r < rows; ++r) sums[r][v] = hn::MulAdd(each[r], panel, sums[r][v]);
                }
            }
        }
    }
    const V zero = hn::Zero(d);
#pragma GCC unroll 3
    for (int r = 0; r < rows; ++r) {
#pragma GCC unroll 8
        for (int v = 0; v < swept_vectors; ++v) {
            // NaN stays NaN
            const V sum = product.epilogue.relu ? hn::IfThenElse(hn::Lt(sums[r][v], zero), zero, sums[r][v])
                                                : sums[r][v];
            hn::StoreU(sum, d, product.c + r * product.c_row + first + v * n);
        }
    }
}

using TileFunction = void (*)(const Product<float>&, const float*, const float*, float*, const float*,
                              std::int64_t);

/// Makes a table of the tiles of 1 … `rows` rows.
template <int vectors, int... rows>
constexpr auto TileTable(std::integer_sequence<int, rows...>) {
    return std::array<TileFunction, sizeof...(rows)>{Tile<rows + 1, vectors>...};
}

/// Cuts the rows into tiles of nearly equal height: a last tile of one or two rows would starve the
/// multipliers.
template <std::size_t most>
HWY_INLINE void MultiplyPanel(const std::array<TileFunction, most>& tiles, const Product<float>& product,
                              std::int64_t first, std::int64_t valid) {
    const std::int64_t tile_count =
        (product.rows + static_cast<std::int64_t>(most) - 1) / static_cast<std::int64_t>(most);
    const float* const b = product.b + (product.b_row > 0 ? first : first * product.depth());
    std::int64_t row = 0;
    for (std::int64_t tile = 0; tile < tile_count; ++tile) {
        const std::int64_t end = product.rows * (tile + 1) / tile_count;
        tiles[static_cast<std::size_t>(end - row - 1)](
            product, product.a + row * product.a_row, b, product.c + row * product.c_row + first,
            product.epilogue.bias ? product.epilogue.bias + first : nullptr, valid);
        row = end;
    }
}

HWY_ATTR void Multiply(const Product<float>& product) {
    static constexpr auto wide = TileTable<2>(std::make_integer_sequence<int, most_rows>());
    static constexpr auto narrow = TileTable<1>(std::make_integer_sequence<int, 2 * most_rows>());
    static constexpr std::array<void (*)(const Product<float>&, std::int64_t), 3> sweeps{Sweep<1>, Sweep<2>,
                                                                                         Sweep<3>};
    std::int64_t width = 0;
    for (std::int64_t first = 0; first < product.columns; first += width) {
        if (product.b_row > 0 && product.rows <= swept_rows &&
            product.columns - first >= swept_vectors * lanes()) {
            width = swept_vectors * lanes();
            sweeps[static_cast<std::size_t>(product.rows - 1)](product, first);
            continue;
        }
        width = PanelWidth(first, product.columns);
        const std::int64_t valid = HWY_MIN(width, product.columns - first);
        if (width == lanes())
            MultiplyPanel(narrow, product, first, valid);
        else
            MultiplyPanel(wide, product, first, valid);
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(PackedElements);
template <class T>
std::int64_t packed_elements(std::int64_t depth, std::int64_t columns) {
    return GLASSNET_DISPATCH(T, PackedElements, reference::packed_elements<T>)(depth, columns);
}
GLASSNET_INSTANTIATE(packed_elements);

HWY_EXPORT(Pack);
template <class T>
void pack(const T* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          T* packed) {
    GLASSNET_DISPATCH(T, Pack, reference::pack)(b, row, column, depth, columns, packed);
}
GLASSNET_INSTANTIATE(pack);

HWY_EXPORT(Transpose);
template <class T>
void transpose(const T* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, T* to,
               std::int64_t to_row) {
    GLASSNET_DISPATCH(T, Transpose, reference::transpose)(from, from_row, rows, columns, to, to_row);
}
GLASSNET_INSTANTIATE(transpose);

HWY_EXPORT(Multiply);
template <class T>
void multiply(const Product<T>& product) {
    GLASSNET_DISPATCH(T, Multiply, reference::multiply)(product);
}
GLASSNET_INSTANTIATE(multiply);

}  // namespace glassnet
#endif
