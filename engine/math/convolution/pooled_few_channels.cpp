// SPDX-License-Identifier: GPL-3.0-or-later
// Few channels: the rows of a patch would not fill a vector, so that lanes are filters. Each lane takes its
// own elements out of the 4 × 4 pixels that the four patches of a window cover.
#include "math/convolution/pooled_few_channels.h"

#include "math/simd/dispatch.h"

#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/convolution/pooled_few_channels.cpp"
#include "hwy/cache_control.h"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using DI = hn::RebindToSigned<D>;
using VI = hn::Vec<DI>;

constexpr std::int64_t most_windows = 32;  // at once
constexpr std::int64_t pixels = 16;        // in the table of a window and channel, row by row

#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_NEON
constexpr int most_sums = 18;  // that fit in the registers
#else
constexpr int most_sums = 9;
#endif

/// Returns where each lane's patch begins: at pixel 0, 1, 4 or 5 of the table for argmax 0, 1, 2 or 3.
HWY_INLINE VI BeginOf(VI place) { return hn::Add(place, hn::And(place, hn::Set(DI(), 2))); }

/// Returns element (y, x) of each lane's patch.
template <int y, int x>
HWY_INLINE V Element(const float* table, VI begin) {
    const D d;
    [[maybe_unused]] const DI di;
#if HWY_TARGET == HWY_SCALAR
    return hn::Set(d, table[hn::GetLane(begin) + 4 * y + x]);
#else
    if constexpr (HWY_LANES(float) == 16) {
        return hn::TableLookupLanes(hn::Load(d, table),
                                    hn::IndicesFromVec(d, hn::Add(begin, hn::Set(di, 4 * y + x))));
    } else if constexpr (HWY_LANES(float) == 8) {  // two rows are enough for one tap
        return hn::TableLookupLanes(hn::LoadU(d, table + 4 * y),
                                    hn::IndicesFromVec(d, hn::Add(begin, hn::Set(di, x))));
    } else {
        const auto column = hn::IndicesFromVec(d, hn::Add(hn::And(begin, hn::Set(di, 1)), hn::Set(di, x)));
        const auto above = hn::TableLookupLanes(hn::Load(d, table + 4 * y), column);
        const auto below = hn::TableLookupLanes(hn::Load(d, table + 4 * y + 4), column);
        return hn::IfThenElse(hn::RebindMask(d, hn::Gt(begin, hn::Set(di, 1))), below, above);
    }
#endif
}

/// The pixels that the patches of a block of windows cover, by window and channel.
template <int channels>
struct Tables {
    HWY_ALIGN float of[most_windows][channels][pixels];
};

template <int channels>
HWY_INLINE void Fill(const PooledPatches& patches, std::int64_t first, std::int64_t end, const float* input,
                     Tables<channels>& tables) {
    for (std::int64_t window = first; window < end; ++window) {
        auto& table = tables.of[window - first];
        for (std::int64_t y = 0; y < 4; ++y) {
            const float* const from = input + patches.begin(window) + y * patches.row_stride;
#if HWY_TARGET == HWY_SCALAR
            for (std::int64_t i = 0; i < 4 * channels; ++i)
                table[i % channels][4 * y + i / channels] = from[i];
#else
            const hn::FixedTag<float, 4> d;
            hn::Vec<decltype(d)> row[4];
            if constexpr (channels == 1) row[0] = hn::LoadU(d, from);
            if constexpr (channels == 2) hn::LoadInterleaved2(d, from, row[0], row[1]);
            if constexpr (channels == 3) hn::LoadInterleaved3(d, from, row[0], row[1], row[2]);
            if constexpr (channels == 4) hn::LoadInterleaved4(d, from, row[0], row[1], row[2], row[3]);
            for (int c = 0; c < channels; ++c) hn::Store(row[c], d, table[c] + 4 * y);
#endif
        }
    }
}

/// Adds the products of one vector of filters and some rows of the kernel from row `y` on.
template <int channels, int rows, int y>
HWY_INLINE void AddRows(const Tables<channels>& tables, std::int64_t windows, std::int64_t filters,
                        const float* slopes, const std::int32_t* begins, float* to) {
    const D d;
    const DI di;
    V sums[rows][3][channels];
    const auto place = [&](int v, int x, int c) { return to + ((v * 3 + x) * channels + c) * filters; };
#pragma GCC unroll 3
    for (int v = 0; v < rows; ++v) {
#pragma GCC unroll 3
        for (int x = 0; x < 3; ++x) {
#pragma GCC unroll 4
            for (int c = 0; c < channels; ++c) sums[v][x][c] = hn::LoadU(d, place(y + v, x, c));
        }
    }
    for (std::int64_t window = 0; window < windows; ++window) {
        const V slope = hn::Load(d, slopes + window * lanes());
        const VI begin = hn::Load(di, begins + window * lanes());
        const auto add = [&]<int v, int x>() HWY_ATTR {
#pragma GCC unroll 4
            for (int c = 0; c < channels; ++c)
                sums[v][x][c] =
                    hn::MulAdd(slope, Element<y + v, x>(tables.of[window][c], begin), sums[v][x][c]);
        };
        const auto add_row = [&]<int v>() HWY_ATTR {
            add.template operator()<v, 0>();
            add.template operator()<v, 1>();
            add.template operator()<v, 2>();
        };
        add_row.template operator()<0>();
        if constexpr (rows > 1) {
            add_row.template operator()<1>();
            add_row.template operator()<2>();
        }
    }
#pragma GCC unroll 3
    for (int v = 0; v < rows; ++v) {
#pragma GCC unroll 3
        for (int x = 0; x < 3; ++x) {
#pragma GCC unroll 4
            for (int c = 0; c < channels; ++c) hn::StoreU(sums[v][x][c], d, place(y + v, x, c));
        }
    }
}

/// The gradients of one vector of filters, and where their patches begin; lanes that are no filters get
/// gradients of 0.
struct FilterSlopes {
    HWY_ALIGN float values[most_windows * HWY_MAX_BYTES / sizeof(float)];
    HWY_ALIGN std::int32_t begins[most_windows * HWY_MAX_BYTES / sizeof(float)];
};

HWY_INLINE void GatherFilters(const PooledPatches& patches, std::int64_t first, std::int64_t end,
                              std::int64_t filter, const float* gradient, const std::uint8_t* argmax,
                              FilterSlopes& slopes) {
    const D d;
    const DI di;
    const hn::Rebind<std::uint8_t, D> bytes;
    const std::int64_t n = lanes(), filters = HWY_MIN(n, patches.filters - filter);
    HWY_ALIGN float values[HWY_MAX_BYTES / sizeof(float)] = {};
    HWY_ALIGN std::uint8_t some_argmax[HWY_MAX_BYTES] = {};
    for (std::int64_t window = first; window < end; ++window) {
        const float* from = gradient + window * patches.filters + filter;
        const std::uint8_t* where = argmax + window * patches.filters + filter;
        if (filters < n) {
            std::memcpy(values, from, static_cast<std::size_t>(filters) * sizeof(float));
            std::memcpy(some_argmax, where, static_cast<std::size_t>(filters));
            from = values;
            where = some_argmax;
        }
        hwy::Prefetch(gradient + (window + most_windows) * patches.filters + filter);  // for the next block
        hn::Store(hn::LoadU(d, from), d, slopes.values + (window - first) * n);
        hn::Store(BeginOf(hn::PromoteTo(di, hn::LoadU(bytes, where))), di,
                  slopes.begins + (window - first) * n);
    }
}

template <int channels>
HWY_INLINE void Sum(const PooledPatches& patches, const float* input, const float* gradient,
                    const std::uint8_t* argmax, float* sums) {
    const std::int64_t row = patches.filters_row();
    Tables<channels> tables;
    FilterSlopes slopes;
    for (std::int64_t first = 0; first < patches.count(); first += most_windows) {
        const std::int64_t end = HWY_MIN(first + most_windows, patches.count()), windows = end - first;
        Fill(patches, first, end, input, tables);
        for (std::int64_t f = 0; f < patches.filters; f += lanes()) {
            GatherFilters(patches, first, end, f, gradient, argmax, slopes);
            if constexpr (9 * channels <= most_sums) {
                AddRows<channels, 3, 0>(tables, windows, row, slopes.values, slopes.begins, sums + f);
            } else {
                AddRows<channels, 1, 0>(tables, windows, row, slopes.values, slopes.begins, sums + f);
                AddRows<channels, 1, 1>(tables, windows, row, slopes.values, slopes.begins, sums + f);
                AddRows<channels, 1, 2>(tables, windows, row, slopes.values, slopes.begins, sums + f);
            }
        }
    }
}

HWY_ATTR void SumPooledPatchesOfFewChannels(const PooledPatches& patches, const float* input,
                                            const float* gradient, const std::uint8_t* argmax, float* sums) {
    switch (patches.column_stride) {
        case 1:
            return Sum<1>(patches, input, gradient, argmax, sums);
        case 2:
            return Sum<2>(patches, input, gradient, argmax, sums);
        case 3:
            return Sum<3>(patches, input, gradient, argmax, sums);
        default:
            return Sum<4>(patches, input, gradient, argmax, sums);
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(SumPooledPatchesOfFewChannels);
void sum_pooled_patches_of_few_channels(const PooledPatches& patches, const float* input,
                                        const float* gradient, const std::uint8_t* argmax, float* sums) {
    HWY_DYNAMIC_DISPATCH(SumPooledPatchesOfFewChannels)(patches, input, gradient, argmax, sums);
}

}  // namespace glassnet
#endif
