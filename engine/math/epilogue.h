// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// What happens to the sums of a product or convolution before they are stored: the bias of their column
/// (channel) is added, then max(·, 0) is taken if `relu`. NaN stays NaN.
template <class T>
struct Epilogue {
    const T* bias = nullptr;  // one for each column; nullptr: none
    bool relu = false;

    /// The same for the columns from `column` on.
    [[nodiscard]] Epilogue from(std::int64_t column) const {
        return {.bias = bias ? bias + column : nullptr, .relu = relu};
    }
};

}  // namespace glassnet
