// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// How the windows of a max-pooling lie over the patches that a convolution sees. Strides are in elements of
/// its input, padded where it has to be.
struct PooledPatches {
    std::int64_t rows = 1, windows = 1;              // rows of windows; windows in each of them
    std::int64_t pool_height = 2, pool_width = 2;    // outputs in a window
    std::int64_t row_stride = 0, column_stride = 0;  // from the patch of an output to that below; beside it
    std::int64_t kernel_rows = 1, kernel_row_stride = 0;  // rows of a patch; from one to the next
    std::int64_t length = 1;  // elements of a row of a patch, which are contiguous
    std::int64_t filters = 1;

    [[nodiscard]] std::int64_t count() const { return rows * windows; }
    /// Returns where the patch of a window's first output begins.
    [[nodiscard]] std::int64_t begin(std::int64_t window) const {
        return window / windows * pool_height * row_stride + window % windows * pool_width * column_stride;
    }
    /// Returns how far from there the patch of output `argmax` of the window begins, numbered as in
    /// max_pool_row.
    [[nodiscard]] std::int64_t offset(std::int64_t argmax) const {
        return argmax / pool_width * row_stride + argmax % pool_width * column_stride;
    }

    /// Tells whether vectors hold filters instead of elements of a patch: 3 × 3 kernels of stride 1 over at
    /// most 4 channels (then the column stride) and windows of 2 × 2.
    [[nodiscard]] bool few_channels() const {
        return pool_height == 2 && pool_width == 2 && kernel_rows == 3 && column_stride <= 4 &&
               length == 3 * column_stride && kernel_row_stride == row_stride;
    }

    // Where the sums lie. Rows are whole vectors of any instruction set.
    [[nodiscard]] std::int64_t sums_row() const { return (length + 15) / 16 * 16; }
    [[nodiscard]] std::int64_t sums_of_filter() const { return kernel_rows * sums_row(); }
    [[nodiscard]] std::int64_t filters_row() const { return (filters + 15) / 16 * 16; }
    [[nodiscard]] std::int64_t sums_elements() const {
        return few_channels() ? kernel_rows * length * filters_row() : filters * sums_of_filter();
    }
    /// Returns where the sum of a filter and element `i` of row `y` of its patches lies.
    [[nodiscard]] std::int64_t sum_of(std::int64_t filter, std::int64_t y, std::int64_t i) const {
        return few_channels() ? (y * length + i) * filters_row() + filter
                              : filter * sums_of_filter() + y * sums_row() + i;
    }
};

}  // namespace glassnet
