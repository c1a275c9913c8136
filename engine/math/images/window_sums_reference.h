// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/window_sums.h"

#include <algorithm>

/// window_sums.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

/// Calls action(output, pixel of the image, weight) for every channel of every pixel of every window.
template <class T, class Action>
void for_each_window_value(const Window2D& w, WindowReduction reduction, const Action& action) {
    for (std::int64_t i = 0; i < w.output_height * w.output_width * w.channels; ++i) {
        const std::int64_t pixel = i / w.channels, channel = i % w.channels;
        const WindowSpan rows = rows_of(w).span(pixel / w.output_width),
                         columns = columns_of(w).span(pixel % w.output_width);
        for (std::int64_t y = rows.begin; y < rows.end; ++y)
            for (std::int64_t x = columns.begin; x < columns.end; ++x)
                action(i, (y * w.input_width + x) * w.channels + channel,
                       weight_of<T>(reduction, rows, columns));
    }
}

template <class T>
void sum_windows(const Window2D& w, WindowReduction reduction, const T* from, T* to) {
    std::fill_n(to, w.output_height * w.output_width * w.channels, T{0});
    for_each_window_value<T>(w, reduction, [&](std::int64_t output, std::int64_t value, T weight) {
        to[output] += from[value] * weight;
    });
}

template <class T>
void spread_windows(const Window2D& w, WindowReduction reduction, const T* from, T* to) {
    std::fill_n(to, w.input_height * w.input_width * w.channels, T{0});
    for_each_window_value<T>(w, reduction, [&](std::int64_t output, std::int64_t value, T weight) {
        to[value] += from[output] * weight;
    });
}

}  // namespace glassnet::reference
