// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/pooling.h"

#include <algorithm>
#include <cmath>

namespace glassnet::reference {

template <class T>
void max_pool_row(const T* from, const PoolRow& row, T* output, std::uint8_t* argmax) {
    for (std::int64_t x = 0; x < row.windows; ++x) {
        for (std::int64_t c = 0; c < row.channels; ++c) {
            T largest = from[x * row.width * row.channels + c];
            std::uint8_t place = 0;
            for (std::int64_t i = 1; i < row.height * row.width; ++i) {
                const T value =
                    from[(i / row.width * row.windows * row.width + x * row.width + i % row.width) *
                             row.channels +
                         c];
                if (largest != largest || value <= largest) continue;  // the first NaN stays
                largest = value;
                place = static_cast<std::uint8_t>(i);
            }
            output[x * row.channels + c] = largest;
            if (argmax) argmax[x * row.channels + c] = place;
        }
    }
}

template <class T>
void max_pool_row_backward(const T* gradient, const std::uint8_t* argmax, const PoolRow& row, T* to) {
    for (std::int64_t x = 0; x < row.windows; ++x) {
        for (std::int64_t i = 0; i < row.height * row.width; ++i) {
            T* const pixel =
                to + (i / row.width * row.windows * row.width + x * row.width + i % row.width) * row.channels;
            for (std::int64_t c = 0; c < row.channels; ++c)
                pixel[c] = argmax[x * row.channels + c] == i ? gradient[x * row.channels + c] : T{0};
        }
    }
}

template <class T>
void global_max_pool(const T* from, std::int64_t pixels, std::int64_t channels, T* output,
                     std::int32_t* argmax) {
    for (std::int64_t c = 0; c < channels; ++c) {
        T largest = from[c];
        argmax[c] = 0;
        for (std::int64_t pixel = 1; pixel < pixels; ++pixel) {
            const T value = from[pixel * channels + c];
            if (largest != largest || value <= largest) continue;  // the first NaN stays
            largest = value;
            argmax[c] = static_cast<std::int32_t>(pixel);
        }
        output[c] = largest;
    }
}

template <class T>
void max_of_rows(const T* const* from, std::int64_t window, std::int64_t channels, T* to) {
    for (std::int64_t c = 0; c < channels; ++c) {
        T largest = from[0][c];
        for (std::int64_t w = 1; w < window; ++w) {
            const T value = from[w][c];
            if (value > largest || std::isnan(value)) largest = value;
        }
        to[c] = largest;
    }
}

template <class T>
void max_of_rows_backward(const T* const* from, T* const* to, std::int64_t window, std::int64_t channels,
                          const T* output, const T* gradient) {
    for (std::int64_t c = 0; c < channels; ++c) {
        for (std::int64_t w = 0; w < window; ++w) {
            if (from[w][c] != output[c]) continue;
            to[w][c] += gradient[c];
            break;
        }
    }
}

}  // namespace glassnet::reference
