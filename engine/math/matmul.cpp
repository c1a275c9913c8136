// SPDX-License-Identifier: GPL-3.0-or-later
// The reference, which also serves double precision.
#include "math/matmul.h"

#include "math/matmul_simd.h"

#include <algorithm>

namespace glassnet {

namespace reference {

namespace {
/// Columns of a panel: enough for the compiler to use the baseline's vectors.
constexpr std::int64_t width = 8;

template <class T>
void multiply_row(const Product<T>& product, std::int64_t row, std::int64_t panel) {
    const std::int64_t first = panel * width;
    const std::int64_t columns = std::min(width, product.columns - first);
    T* c = product.c + row * product.c_row + first;
    T sums[width] = {};
    for (std::int64_t n = 0; n < columns; ++n)
        sums[n] = product.accumulate ? c[n] : product.bias ? product.bias[first + n] : T{0};
    const bool packed = product.b_row == 0;
    const T* b = product.b + (packed ? first * product.depth() : first);
    const std::int64_t b_row = packed ? width : product.b_row, used = packed ? width : columns;
    for (std::int64_t y = 0; y < product.outer.count; ++y) {
        for (std::int64_t x = 0; x < product.middle.count; ++x) {
            const T* a =
                product.a + row * product.a_row + y * product.outer.stride + x * product.middle.stride;
            for (std::int64_t k = 0; k < product.length; ++k, a += product.a_step, b += b_row) {
                for (std::int64_t n = 0; n < used; ++n) sums[n] += *a * b[n];
            }
        }
    }
    for (std::int64_t n = 0; n < columns; ++n) c[n] = product.relu && sums[n] < 0 ? T{0} : sums[n];
}
}  // namespace

template <class T>
std::int64_t packed_elements(std::int64_t depth, std::int64_t columns) {
    return (columns + width - 1) / width * width * depth;
}

template <class T>
void pack(const T* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          T* packed) {
    for (std::int64_t first = 0; first < columns; first += width) {
        for (std::int64_t k = 0; k < depth; ++k) {
            for (std::int64_t n = first; n < first + width; ++n)
                *packed++ = n < columns ? b[k * row + n * column] : T{0};
        }
    }
}

template <class T>
void multiply(const Product<T>& product) {
    for (std::int64_t panel = 0; panel * width < product.columns; ++panel) {
        for (std::int64_t row = 0; row < product.rows; ++row) multiply_row(product, row, panel);
    }
}

template std::int64_t packed_elements<float>(std::int64_t, std::int64_t);
template std::int64_t packed_elements<double>(std::int64_t, std::int64_t);
template void pack(const float*, std::int64_t, std::int64_t, std::int64_t, std::int64_t, float*);
template void pack(const double*, std::int64_t, std::int64_t, std::int64_t, std::int64_t, double*);
template void multiply(const Product<float>&);
template void multiply(const Product<double>&);

}  // namespace reference

template <>
std::int64_t packed_elements<double>(std::int64_t depth, std::int64_t columns) {
    return reference::packed_elements<double>(depth, columns);
}
template <>
void pack(const double* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          double* packed) {
    reference::pack(b, row, column, depth, columns, packed);
}
template <>
void transpose(const double* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, double* to,
               std::int64_t to_row) {
    for (std::int64_t n = 0; n < rows; ++n) {
        for (std::int64_t k = 0; k < columns; ++k) to[k * to_row + n] = from[n * from_row + k];
    }
}
template <>
void transpose(const float* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, float* to,
               std::int64_t to_row) {
    simd::transpose(from, from_row, rows, columns, to, to_row);
}
template <>
void multiply(const Product<double>& product) {
    reference::multiply(product);
}

template <>
std::int64_t packed_elements<float>(std::int64_t depth, std::int64_t columns) {
    const std::int64_t lanes = simd::lanes();
    return (columns + lanes - 1) / lanes * lanes * depth;
}
template <>
void pack(const float* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          float* packed) {
    simd::pack(b, row, column, depth, columns, packed);
}
template <>
void multiply(const Product<float>& product) {
    simd::multiply(product);
}

}  // namespace glassnet
