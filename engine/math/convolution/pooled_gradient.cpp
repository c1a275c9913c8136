// SPDX-License-Identifier: GPL-3.0-or-later
// The sums of one filter stay in registers while its patches of a block of windows run past, which stay in
// the first-level cache until all filters have seen them.
#include "math/convolution/pooled_gradient.h"

#include "math/convolution/pooled_few_channels.h"
#include "math/convolution/pooled_gradient_reference.h"
#include "math/elementwise/arithmetic.h"
#include "math/matrix/matmul.h"
#include "math/simd/dispatch.h"

#include <array>
#include <cstring>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/convolution/pooled_gradient.cpp"
#include "hwy/cache_control.h"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

#ifndef GLASSNET_POOLED_GRADIENT
#define GLASSNET_POOLED_GRADIENT
namespace glassnet {

/// The gradients other than 0 of a block of windows and some filters, in the order of the windows, and the
/// offsets of their patches from the block's first window.
struct PooledSlopes {
    static constexpr std::int64_t most_filters = 16, most_windows = 64;
    static constexpr std::int64_t row = most_windows + 16;  // whole vectors are stored at its end
    float values[most_filters][row];
    std::uint32_t offsets[most_filters][row];
    std::int64_t counts[most_filters];
};

}  // namespace glassnet
#endif

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Sums in registers: rows of a patch × vectors of a row.
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_NEON
constexpr int most_alone = 24, most_of_three = 8, most_of_five = 4;
#else
constexpr int most_alone = 12, most_of_three = 4, most_of_five = 2;
#endif

template <int rows, int vectors>
HWY_ATTR void AddPatches(const PooledPatches& patches, const PooledSlopes& slopes, std::int64_t f,
                         const float* input, float* to) {
    const D d;
    const std::int64_t n = lanes(), row = patches.sums_row();
    const auto down = static_cast<std::uint32_t>(patches.kernel_row_stride);
    V sums[rows][vectors];
#pragma GCC unroll 5
    for (int y = 0; y < rows; ++y) {
#pragma GCC unroll 24
        for (int v = 0; v < vectors; ++v) sums[y][v] = hn::LoadU(d, to + y * row + v * n);
    }
    for (std::int64_t i = 0; i < slopes.counts[f]; ++i) {
        const V slope = hn::Set(d, slopes.values[f][i]);
        // 32 bits, so that the compiler keeps one register for each row, not for each vector
        std::uint32_t place = slopes.offsets[f][i];
#pragma GCC unroll 5
        for (int y = 0; y < rows; ++y, place += down) {
            const float* const from = input + place;
#pragma GCC unroll 24
            for (int v = 0; v < vectors; ++v)
                sums[y][v] = hn::MulAdd(slope, hn::LoadU(d, from + v * n), sums[y][v]);
        }
    }
#pragma GCC unroll 5
    for (int y = 0; y < rows; ++y) {
#pragma GCC unroll 24
        for (int v = 0; v < vectors; ++v) hn::StoreU(sums[y][v], d, to + y * row + v * n);
    }
}

using AddFunction = void (*)(const PooledPatches&, const PooledSlopes&, std::int64_t, const float*, float*);

/// Makes a table of AddPatches for each number of vectors, from 1 on.
template <int rows, int... vectors>
constexpr auto AddTable(std::integer_sequence<int, vectors...>) {
    return std::array<AddFunction, sizeof...(vectors)>{AddPatches<rows, vectors + 1>...};
}

/// The gradients of some windows (rows) and filters, and the offsets of their patches.
struct WindowSlopes {
    HWY_ALIGN float values[PooledSlopes::most_windows][PooledSlopes::most_filters];
    HWY_ALIGN std::uint32_t offsets[PooledSlopes::most_windows][PooledSlopes::most_filters];
};

/// Computes offsets[f] = begin + patches.offset(argmax[f]).
HWY_INLINE void Locate(const PooledPatches& patches, std::int64_t begin, const std::uint8_t* argmax,
                       std::uint32_t* offsets) {
    const hn::ScalableTag<std::uint32_t> d;
    const hn::Rebind<std::uint8_t, decltype(d)> bytes;
    const std::int64_t width = patches.pool_width;
    // exact for the 256 values that argmax can have
    const auto inverse = hn::Set(d, static_cast<std::uint32_t>(65'536 / width + 1));
    for (std::int64_t f = 0; f < PooledSlopes::most_filters; f += lanes()) {
        const auto place = hn::PromoteTo(d, hn::LoadU(bytes, argmax + f));
        const auto y = hn::ShiftRight<16>(hn::Mul(place, inverse));
        const auto x = hn::Sub(place, hn::Mul(y, hn::Set(d, static_cast<std::uint32_t>(width))));
        const auto down = hn::Mul(y, hn::Set(d, static_cast<std::uint32_t>(patches.row_stride)));
        const auto across = hn::Mul(x, hn::Set(d, static_cast<std::uint32_t>(patches.column_stride)));
        hn::Store(hn::Add(hn::Set(d, static_cast<std::uint32_t>(begin)), hn::Add(down, across)), d,
                  offsets + f);
    }
}

/// Collects the gradients of the windows `first` … `end` − 1 and the filters from `filter` on.
HWY_INLINE void GatherWindows(const PooledPatches& patches, std::int64_t first, std::int64_t end,
                              std::int64_t filter, const float* gradient, const std::uint8_t* argmax,
                              WindowSlopes& slopes) {
    constexpr std::int64_t row = PooledSlopes::most_filters;
    const std::int64_t filters = HWY_MIN(row, patches.filters - filter);
    float values[row] = {};
    std::uint8_t some_argmax[row] = {};
    for (std::int64_t window = first; window < end; ++window) {
        const float* from = gradient + window * patches.filters + filter;
        const std::uint8_t* where = argmax + window * patches.filters + filter;
        if (filters < row) {
            std::memcpy(values, from, static_cast<std::size_t>(filters) * sizeof(float));
            std::memcpy(some_argmax, where, static_cast<std::size_t>(filters));
            from = values;
            where = some_argmax;
        }
        hwy::Prefetch(gradient + (window + end - first) * patches.filters + filter);  // for the next block
        std::memcpy(slopes.values[window - first], from, sizeof values);
        Locate(patches, patches.begin(window) - patches.begin(first), where, slopes.offsets[window - first]);
    }
}

/// Keeps the gradients of one filter that are not 0 (NaN is not) and returns their number.
HWY_INLINE std::int64_t Compress(const float* values, const std::uint32_t* offsets, std::int64_t windows,
                                 float* to, std::uint32_t* to_offsets) {
    std::int64_t count = 0;
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
    const D d;
    const hn::RebindToUnsigned<D> di;
    for (std::int64_t i = 0; i < windows; i += lanes()) {
        const V value = hn::Load(d, values + i);
        const auto stays =
            hn::AndNot(hn::Eq(value, hn::Zero(d)), hn::FirstN(d, static_cast<std::size_t>(windows - i)));
        hn::StoreU(hn::Compress(value, stays), d, to + count);
        hn::StoreU(hn::Compress(hn::Load(di, offsets + i), hn::RebindMask(di, stays)), di,
                   to_offsets + count);
        count += static_cast<std::int64_t>(hn::CountTrue(d, stays));
    }
// the others have no instruction for it; a branch could not be predicted and would cost more
#else
    for (std::int64_t i = 0; i < windows; ++i) {
        to[count] = values[i];
        to_offsets[count] = offsets[i];
        count += values[i] == 0 ? 0 : 1;
    }
#endif
    return count;
}

/// Sorts the gradients by filter and drops the zeros.
HWY_INLINE void Collect(const WindowSlopes& slopes, std::int64_t windows, std::int64_t filters,
                        PooledSlopes& to) {
    constexpr std::int64_t across = PooledSlopes::most_filters, row = PooledSlopes::most_windows;
    const std::int64_t rows = (windows + 3) / 4 * 4;
    HWY_ALIGN float values[across][row];
    HWY_ALIGN std::uint32_t offsets[across][row];
    transpose(slopes.values[0], across, rows, across, values[0], row);
    transpose(reinterpret_cast<const float*>(slopes.offsets[0]), across, rows, across,
              reinterpret_cast<float*>(offsets[0]), row);
    for (std::int64_t f = 0; f < filters; ++f)
        to.counts[f] = Compress(values[f], offsets[f], windows, to.values[f], to.offsets[f]);
}

/// Adds one block to all sums of one filter.
HWY_INLINE void AddBlock(const PooledPatches& patches, const PooledSlopes& slopes, std::int64_t f,
                         const float* input, float* to) {
    static constexpr auto alone = AddTable<1>(std::make_integer_sequence<int, most_alone>());
    static constexpr auto three = AddTable<3>(std::make_integer_sequence<int, most_of_three>());
    static constexpr auto five = AddTable<5>(std::make_integer_sequence<int, most_of_five>());
    const std::int64_t vectors = (patches.length + lanes() - 1) / lanes();
    std::int64_t y = 0;
    for (; vectors <= most_of_five && y + 5 <= patches.kernel_rows; y += 5)
        five[vectors - 1](patches, slopes, f, input + y * patches.kernel_row_stride,
                          to + y * patches.sums_row());
    for (; vectors <= most_of_three && y + 3 <= patches.kernel_rows; y += 3)
        three[vectors - 1](patches, slopes, f, input + y * patches.kernel_row_stride,
                           to + y * patches.sums_row());
    const std::int64_t parts = (vectors + most_alone - 1) / most_alone;
    for (; y < patches.kernel_rows; ++y) {
        for (std::int64_t part = 0; part < parts; ++part) {
            const std::int64_t from = vectors * part / parts, size = vectors * (part + 1) / parts - from;
            alone[size - 1](patches, slopes, f, input + y * patches.kernel_row_stride + from * lanes(),
                            to + y * patches.sums_row() + from * lanes());
        }
    }
}

/// Returns the windows of a block.
HWY_INLINE std::int64_t BlockOf(const PooledPatches& patches) {
    constexpr std::int64_t near = 8'000;  // elements that stay in the first-level cache
    const std::int64_t rows =
        (patches.pool_height - 1) * patches.row_stride / HWY_MAX(1, patches.kernel_row_stride) +
        patches.kernel_rows;
    return HWY_MIN(HWY_MAX(near / (rows * patches.pool_width * patches.column_stride), 8),
                   PooledSlopes::most_windows);
}

HWY_ATTR void SumPooledPatches(const PooledPatches& patches, const float* input, const float* gradient,
                               const std::uint8_t* argmax, float* sums) {
    const std::int64_t blocks = (patches.count() + BlockOf(patches) - 1) / BlockOf(patches);
    WindowSlopes gathered;
    PooledSlopes slopes;
    for (std::int64_t block = 0; block < blocks; ++block) {
        const std::int64_t first = patches.count() * block / blocks,
                           end = patches.count() * (block + 1) / blocks;
        for (std::int64_t filter = 0; filter < patches.filters; filter += PooledSlopes::most_filters) {
            const std::int64_t filters = HWY_MIN(PooledSlopes::most_filters, patches.filters - filter);
            GatherWindows(patches, first, end, filter, gradient, argmax, gathered);
            Collect(gathered, end - first, filters, slopes);
            for (std::int64_t f = 0; f < filters; ++f)
                AddBlock(patches, slopes, f, input + patches.begin(first),
                         sums + (filter + f) * patches.sums_of_filter());
        }
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(SumPooledPatches);
template <class T>
void sum_pooled_patches(const PooledPatches& patches, const T* input, const T* gradient,
                        const std::uint8_t* argmax, T* sums) {
    if constexpr (std::is_same_v<T, float>) {
        if (patches.few_channels())
            return sum_pooled_patches_of_few_channels(patches, input, gradient, argmax, sums);
    }
    const auto sum = GLASSNET_DISPATCH(T, SumPooledPatches, reference::sum_pooled_patches);
    sum(patches, input, gradient, argmax, sums);
}
GLASSNET_INSTANTIATE(sum_pooled_patches);

template <class T>
void add_pooled_sums(const PooledPatches& patches, const T* sums, T* kernel_gradient, T* scratch) {
    const std::int64_t row = patches.length * patches.filters;
    for (std::int64_t i = 0; patches.few_channels() && i < patches.kernel_rows * patches.length; ++i)
        accumulate(kernel_gradient + i * patches.filters, sums + i * patches.filters_row(), patches.filters);
    if (patches.few_channels()) return;
    for (std::int64_t y = 0; y < patches.kernel_rows; ++y) {
        transpose(sums + y * patches.sums_row(), patches.sums_of_filter(), patches.filters, patches.length,
                  scratch, patches.filters);
        accumulate(kernel_gradient + y * row, scratch, row);
    }
}

GLASSNET_INSTANTIATE(add_pooled_sums);

}  // namespace glassnet
#endif
