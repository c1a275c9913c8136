// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/matrix/matmul.h"

#include <algorithm>

/// matmul.h by plain loops: the oracle of the fast kernels, and what serves double precision.
namespace glassnet::reference {

/// Columns of a panel: enough for the compiler to use the baseline's vectors.
constexpr std::int64_t panel_width = 8;

template <class T>
void multiply_row(const Product<T>& product, std::int64_t row, std::int64_t panel) {
    const std::int64_t first = panel * panel_width;
    const std::int64_t columns = std::min(panel_width, product.columns - first);
    T* c = product.c + row * product.c_row + first;
    T sums[panel_width] = {};
    for (std::int64_t n = 0; n < columns; ++n)
        sums[n] = product.accumulate ? c[n] : product.epilogue.bias ? product.epilogue.bias[first + n] : T{0};
    const bool packed = product.b_row == 0;
    const T* b = product.b + (packed ? first * product.depth() : first);
    const std::int64_t b_row = packed ? panel_width : product.b_row, used = packed ? panel_width : columns;
    for (std::int64_t y = 0; y < product.outer.count; ++y) {
        for (std::int64_t x = 0; x < product.middle.count; ++x) {
            const T* a =
                product.a + row * product.a_row + y * product.outer.stride + x * product.middle.stride;
            for (std::int64_t k = 0; k < product.length; ++k, a += product.a_step, b += b_row) {
                for (std::int64_t n = 0; n < used; ++n) sums[n] += *a * b[n];
            }
        }
    }
    for (std::int64_t n = 0; n < columns; ++n) c[n] = product.epilogue.relu && sums[n] < 0 ? T{0} : sums[n];
}

template <class T>
std::int64_t packed_elements(std::int64_t depth, std::int64_t columns) {
    return (columns + panel_width - 1) / panel_width * panel_width * depth;
}

template <class T>
void pack(const T* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          T* packed) {
    for (std::int64_t first = 0; first < columns; first += panel_width) {
        for (std::int64_t k = 0; k < depth; ++k) {
            for (std::int64_t n = first; n < first + panel_width; ++n)
                *packed++ = n < columns ? b[k * row + n * column] : T{0};
        }
    }
}

template <class T>
void transpose(const T* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, T* to,
               std::int64_t to_row) {
    for (std::int64_t n = 0; n < rows; ++n) {
        for (std::int64_t k = 0; k < columns; ++k) to[k * to_row + n] = from[n * from_row + k];
    }
}

template <class T>
void multiply(const Product<T>& product) {
    for (std::int64_t panel = 0; panel * panel_width < product.columns; ++panel) {
        for (std::int64_t row = 0; row < product.rows; ++row) multiply_row(product, row, panel);
    }
}

}  // namespace glassnet::reference
