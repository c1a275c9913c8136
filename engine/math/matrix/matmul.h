// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// One matrix product C = A·B in the form that dense layers and convolutions share. A need not be a matrix in
/// memory: its element (r, k) is a[r·a_row + y·outer.stride + x·middle.stride + i·a_step] for k =
/// (y·middle.count + x)·length + i, so that the patches of a picture serve as they lie. B is packed (see
/// `pack`), or read as it lies. Each element of C is one chain of fused multiply-adds in the order of k,
/// whatever the processor's lanes, the tiles or the threads: AVX2 and AVX-512 give the same bits. NaN
/// spreads.
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
    const T* b = nullptr;  // from pack, with the same columns
    // above 0: B(k, n) = b[k·b_row + n] as it lies; Arena::slack elements behind its end can be read
    std::int64_t b_row = 0;
    T* c = nullptr;
    std::int64_t c_row = 0;
    const T* bias = nullptr;  // columns elements: where the chains begin; nullptr: at 0
    bool accumulate = false;  // the chains begin at C (then without bias)
    bool relu = false;        // C = max(C, 0) at the end

    [[nodiscard]] std::int64_t depth() const { return outer.count * middle.count * length; }
};

/// Elements that packing `depth` × `columns` takes.
template <class T>
[[nodiscard]] std::int64_t packed_elements(std::int64_t depth, std::int64_t columns);

/// Where element (k, n) of a packed depth × columns matrix of float lies, with so many lanes in a vector; n
/// is a multiple of them. Panels are two vectors wide, the last is one where that is enough.
constexpr std::int64_t packed_place(std::int64_t k, std::int64_t n, std::int64_t depth, std::int64_t columns,
                                    std::int64_t lanes) {
    const std::int64_t first = n / (2 * lanes) * (2 * lanes);
    const std::int64_t width = columns - first <= lanes ? lanes : 2 * lanes;
    return first * depth + k * width + n - first;
}

/// B(k, n) = b[k·row + n·column] into panels that the product reads in order. `packed` is aligned to 64
/// bytes.
template <class T>
void pack(const T* b, std::int64_t row, std::int64_t column, std::int64_t depth, std::int64_t columns,
          T* packed);

/// to[k·to_row + n] = from[n·from_row + k] for n < rows, k < columns
template <class T>
void transpose(const T* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, T* to,
               std::int64_t to_row);

template <class T>
void multiply(const Product<T>& product);

}  // namespace glassnet
