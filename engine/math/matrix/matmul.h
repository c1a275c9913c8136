// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/epilogue.h"

#include <cstdint>

namespace glassnet {

/// One matrix product C = epilogue(A · B), rows × columns, in the form that dense layers and convolutions
/// share. A need not be a matrix in memory: its element (r, k) is a[r · a_row + y · outer.stride + x ·
/// middle.stride + i · a_step] for k = (y · middle.count + x) · length + i, so that the patches of an image
/// are read where they lie. B is packed (see `pack`), or read as it lies. Each element of C is one chain of
/// fused multiply-adds in the order of k, whatever the lanes, tiles or threads: AVX2 and AVX-512 give the
/// same bits. NaN propagates.
template <class T>
struct Product {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    const T* a = nullptr;
    std::int64_t a_row = 0;
    std::int64_t a_step = 1;
    struct Level {
        std::int64_t count = 1;
        std::int64_t stride = 0;
    };
    Level outer{};
    Level middle{};
    std::int64_t length = 0;
    const T* b = nullptr;  // packed with the same columns
    // above 0: B is not packed, B(k, n) = b[k · b_row + n]; Arena::slack elements behind its end can be read
    std::int64_t b_row = 0;
    T* c = nullptr;
    std::int64_t c_row = 0;
    Epilogue<T> epilogue{};   // the chains begin at its bias
    bool accumulate = false;  // the chains begin at C, without a bias

    [[nodiscard]] std::int64_t depth() const { return outer.count * middle.count * length; }
};

/// Returns the elements of a packed `depth` × `columns` matrix.
template <class T>
[[nodiscard]] std::int64_t packed_elements(std::int64_t depth, std::int64_t columns);

/// Returns where element (k, n) of a packed depth × columns matrix of float lies; n is a multiple of `lanes`,
/// the floats of a vector. Panels are two vectors wide, the last is one where that is enough.
constexpr std::int64_t packed_place(std::int64_t k, std::int64_t n, std::int64_t depth, std::int64_t columns,
                                    std::int64_t lanes) {
    const std::int64_t first = n / (2 * lanes) * (2 * lanes);
    const std::int64_t width = columns - first <= lanes ? lanes : 2 * lanes;
    return first * depth + k * width + n - first;
}

/// Packs B(k, n) = b[k · row + n · column] into panels that the product reads in order. `packed` is aligned
/// to 64 bytes.
template <class T>
void pack(const T* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          T* packed);

/// Computes to[k · to_row + n] = from[n · from_row + k] for n < rows, k < columns.
template <class T>
void transpose(const T* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, T* to,
               std::int64_t to_row);

/// Computes the product.
template <class T>
void multiply(const Product<T>& product);

}  // namespace glassnet
