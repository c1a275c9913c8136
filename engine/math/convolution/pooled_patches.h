// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// How the windows of a max-pooling lie over the patches that a convolution sees. Distances are in elements
/// of its input, padded where it has to be.
struct PooledPatches {
    std::int64_t rows = 1, windows = 1;            // of windows; in each of them
    std::int64_t pool_height = 2, pool_width = 2;  // outputs in a window
    // from the patch of an output to that of the next below; beside it
    std::int64_t down = 0, across = 0;
    std::int64_t kernel_rows = 1, kernel_down = 0;  // of a patch; from one to the next
    std::int64_t length = 1;                        // of a row of a patch, whose elements follow each other
    std::int64_t filters = 1;

    [[nodiscard]] std::int64_t count() const { return rows * windows; }
    /// Where the patch of a window's first place begins.
    [[nodiscard]] std::int64_t begin(std::int64_t window) const {
        return window / windows * pool_height * down + window % windows * pool_width * across;
    }
    /// From there to the patch of another place, numbered as max_pool_row does.
    [[nodiscard]] std::int64_t offset(std::int64_t place) const {
        return place / pool_width * down + place % pool_width * across;
    }

    /// 3 × 3 kernels of stride 1 over few channels (`across`) and windows of 2 × 2: vectors of filters, not
    /// of elements of a patch.
    [[nodiscard]] bool of_pictures() const {
        return pool_height == 2 && pool_width == 2 && kernel_rows == 3 && across <= 4 &&
               length == 3 * across && kernel_down == down;
    }

    // Where the sums lie. Rows are whole vectors of any instruction set.
    [[nodiscard]] std::int64_t sums_row() const { return (length + 15) / 16 * 16; }
    [[nodiscard]] std::int64_t sums_of_filter() const { return kernel_rows * sums_row(); }
    [[nodiscard]] std::int64_t filters_row() const { return (filters + 15) / 16 * 16; }
    [[nodiscard]] std::int64_t sums_elements() const {
        return of_pictures() ? kernel_rows * length * filters_row() : filters * sums_of_filter();
    }
    /// Of a filter, and element `i` of row `y` of its patches.
    [[nodiscard]] std::int64_t sum_of(std::int64_t filter, std::int64_t y, std::int64_t i) const {
        return of_pictures() ? (y * length + i) * filters_row() + filter
                             : filter * sums_of_filter() + y * sums_row() + i;
    }
};

}  // namespace glassnet
