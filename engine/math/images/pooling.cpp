// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/images/pooling.h"

#include "math/images/pooling_reference.h"
#include "math/simd/dispatch.h"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/images/pooling.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
using DI = hn::RebindToSigned<D>;
using DB = hn::Rebind<std::uint8_t, D>;

/// The last, partly filled vector of channels.
struct Tail {
    HWY_ALIGN float values[HWY_MAX_BYTES / sizeof(float)] = {};
    HWY_ALIGN std::uint8_t argmax[HWY_MAX_BYTES] = {};
};

HWY_ATTR void MaxPoolRow(const float* from, const PoolRow& row, float* output, std::uint8_t* argmax) {
    const D d;
    const DI di;
    const DB db;
    const std::int64_t n = lanes(), line = row.windows * row.width * row.channels;
    for (std::int64_t x = 0; x < row.windows; ++x) {
        for (std::int64_t c = 0; c < row.channels; c += n) {
            const std::int64_t valid = HWY_MIN(n, row.channels - c);
            Tail tail;
            const auto load = [&](const float* place) HWY_ATTR {
                if (valid == n) return hn::LoadU(d, place);
                for (std::int64_t i = 0; i < valid; ++i) tail.values[i] = place[i];
                return hn::Load(d, tail.values);
            };
            V largest = hn::Zero(d);
            auto place = hn::Zero(di);
            int number = 0;
            for (std::int64_t v = 0; v < row.height; ++v) {
                const float* pixel = from + v * line + x * row.width * row.channels + c;
                for (std::int64_t u = 0; u < row.width; ++u, ++number, pixel += row.channels) {
                    const V value = load(pixel);
                    if (number == 0) {
                        largest = value;
                        continue;
                    }
                    // Not larger (false for NaN, which wins), or NaN before.
                    const auto stays = hn::Or(hn::Le(value, largest), hn::Not(hn::Eq(largest, largest)));
                    largest = hn::IfThenElse(stays, largest, value);
                    place = hn::IfThenElse(hn::RebindMask(di, stays), place, hn::Set(di, number));
                }
            }
            if (valid == n) {
                hn::StoreU(largest, d, output + x * row.channels + c);
                if (argmax) hn::StoreU(hn::DemoteTo(db, place), db, argmax + x * row.channels + c);
                continue;
            }
            hn::Store(largest, d, tail.values);
            hn::StoreU(hn::DemoteTo(db, place), db, tail.argmax);
            for (std::int64_t i = 0; i < valid; ++i) output[x * row.channels + c + i] = tail.values[i];
            for (std::int64_t i = 0; argmax && i < valid; ++i)
                argmax[x * row.channels + c + i] = tail.argmax[i];
        }
    }
}

HWY_ATTR void MaxPoolRowBackward(const float* gradient, const std::uint8_t* argmax, const PoolRow& row,
                                 float* to) {
    const D d;
    const DI di;
    const DB db;
    const std::int64_t n = lanes(), line = row.windows * row.width * row.channels;
    for (std::int64_t x = 0; x < row.windows; ++x) {
        for (std::int64_t c = 0; c < row.channels; c += n) {
            const std::int64_t valid = HWY_MIN(n, row.channels - c);
            const float* values = gradient + x * row.channels + c;
            const std::uint8_t* where = argmax + x * row.channels + c;
            Tail tail;
            if (valid < n) {
                for (std::int64_t i = 0; i < valid; ++i) {
                    tail.values[i] = values[i];
                    tail.argmax[i] = where[i];
                }
                values = tail.values;
                where = tail.argmax;
            }
            const V value = hn::LoadU(d, values);
            const auto place = hn::PromoteTo(di, hn::LoadU(db, where));
            int number = 0;
            for (std::int64_t v = 0; v < row.height; ++v) {
                float* pixel = to + v * line + x * row.width * row.channels + c;
                for (std::int64_t u = 0; u < row.width; ++u, ++number, pixel += row.channels) {
                    const V given =
                        hn::IfThenElseZero(hn::RebindMask(d, hn::Eq(place, hn::Set(di, number))), value);
                    if (valid == n) {
                        hn::StoreU(given, d, pixel);
                        continue;
                    }
                    HWY_ALIGN float edge[HWY_MAX_BYTES / sizeof(float)];
                    hn::Store(given, d, edge);
                    for (std::int64_t i = 0; i < valid; ++i) pixel[i] = edge[i];
                }
            }
        }
    }
}

/// Runs in blocks of pixels, all of whose channels are contiguous.
HWY_ATTR void GlobalMaxPool(const float* from, std::int64_t pixels, std::int64_t channels, float* output,
                            std::int32_t* argmax) {
    constexpr std::int64_t block = 16;
    for (std::int64_t c = 0; c < channels; ++c) {
        output[c] = from[c];
        argmax[c] = 0;
    }
    for (std::int64_t first = 0; first < pixels; first += block) {
        const std::int64_t end = HWY_MIN(pixels, first + block);
        ForColumns(channels, [=](auto d, std::int64_t c) HWY_ATTR {
            const hn::RebindToSigned<decltype(d)> di;
            auto largest = hn::LoadU(d, output + c);
            auto place = hn::LoadU(di, argmax + c);
            for (std::int64_t pixel = first; pixel < end; ++pixel) {
                const auto value = hn::LoadU(d, from + pixel * channels + c);
                // Not larger (false for NaN, which wins), or NaN before.
                const auto stays = hn::Or(hn::Le(value, largest), hn::Not(hn::Eq(largest, largest)));
                largest = hn::IfThenElse(stays, largest, value);
                place = hn::IfThenElse(hn::RebindMask(di, stays), place,
                                       hn::Set(di, static_cast<std::int32_t>(pixel)));
            }
            hn::StoreU(largest, d, output + c);
            hn::StoreU(place, di, argmax + c);
        });
    }
}

HWY_ATTR void MaxOfRows(const float* const* from, std::int64_t window, std::int64_t channels, float* to) {
    const D d;
    std::int64_t c = 0;
    for (; c + lanes() <= channels; c += lanes()) {
        V largest = hn::LoadU(d, from[0] + c);
        for (std::int64_t w = 1; w < window; ++w) {
            const V x = hn::LoadU(d, from[w] + c);
            const V larger = hn::IfThenElse(hn::Le(x, largest), largest, x);  // false for NaN in x: x wins
            largest = hn::IfThenElse(hn::Eq(largest, largest), larger, largest);
        }
        hn::StoreU(largest, d, to + c);
    }
    for (; c < channels; ++c) {
        float largest = from[0][c];
        for (std::int64_t w = 1; w < window; ++w) {
            const float x = from[w][c];
            if (x > largest || x != x) largest = x;
        }
        to[c] = largest;
    }
}

HWY_ATTR void MaxOfRowsBackward(const float* const* from, float* const* to, std::int64_t window,
                                std::int64_t channels, const float* output, const float* gradient) {
    const D d;
    std::int64_t c = 0;
    for (; c + lanes() <= channels; c += lanes()) {
        const V y = hn::LoadU(d, output + c);
        V left = hn::LoadU(d, gradient + c);  // becomes zero once it is given away
        for (std::int64_t w = 0; w < window; ++w) {
            const auto is_largest = hn::Eq(hn::LoadU(d, from[w] + c), y);
            hn::StoreU(hn::Add(hn::LoadU(d, to[w] + c), hn::IfThenElseZero(is_largest, left)), d, to[w] + c);
            left = hn::IfThenZeroElse(is_largest, left);
        }
    }
    for (; c < channels; ++c) {
        for (std::int64_t w = 0; w < window; ++w) {
            if (from[w][c] != output[c]) continue;
            to[w][c] += gradient[c];
            break;
        }
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(MaxPoolRow);
template <class T>
void max_pool_row(const T* from, const PoolRow& row, T* output, std::uint8_t* argmax) {
    GLASSNET_DISPATCH(T, MaxPoolRow, reference::max_pool_row)(from, row, output, argmax);
}
GLASSNET_INSTANTIATE(max_pool_row);

HWY_EXPORT(MaxPoolRowBackward);
template <class T>
void max_pool_row_backward(const T* gradient, const std::uint8_t* argmax, const PoolRow& row, T* to) {
    GLASSNET_DISPATCH(T, MaxPoolRowBackward, reference::max_pool_row_backward)(gradient, argmax, row, to);
}
GLASSNET_INSTANTIATE(max_pool_row_backward);

HWY_EXPORT(GlobalMaxPool);
template <class T>
void global_max_pool(const T* from, std::int64_t pixels, std::int64_t channels, T* output,
                     std::int32_t* argmax) {
    GLASSNET_DISPATCH(T, GlobalMaxPool, reference::global_max_pool)(from, pixels, channels, output, argmax);
}
GLASSNET_INSTANTIATE(global_max_pool);

HWY_EXPORT(MaxOfRows);
template <class T>
void max_of_rows(const T* const* from, std::int64_t window, std::int64_t channels, T* to) {
    GLASSNET_DISPATCH(T, MaxOfRows, reference::max_of_rows)(from, window, channels, to);
}
GLASSNET_INSTANTIATE(max_of_rows);

HWY_EXPORT(MaxOfRowsBackward);
template <class T>
void max_of_rows_backward(const T* const* from, T* const* to, std::int64_t window, std::int64_t channels,
                          const T* output, const T* gradient) {
    GLASSNET_DISPATCH(T, MaxOfRowsBackward, reference::max_of_rows_backward)
    (from, to, window, channels, output, gradient);
}
GLASSNET_INSTANTIATE(max_of_rows_backward);

}  // namespace glassnet
#endif
