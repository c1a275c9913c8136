// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// The geometry of a two-dimensional convolution or pooling, channels last. An output side is
/// ⌊(input + padding − dilated kernel) / stride⌋ + 1.
struct Window2D {
    std::int64_t input_height = 1, input_width = 1, channels = 1;
    std::int64_t output_height = 1, output_width = 1;
    std::int64_t kernel_height = 1, kernel_width = 1;
    std::int64_t stride_y = 1, stride_x = 1;
    std::int64_t dilation_y = 1, dilation_x = 1;
    std::int64_t pad_top = 0, pad_left = 0;

    struct Band;
    /// Returns the part of the window that gives `rows` output rows from `first` on.
    [[nodiscard]] Band band(std::int64_t first, std::int64_t rows) const;

    /// Height and width of what the windows cover, padding included.
    [[nodiscard]] std::int64_t covered_height() const {
        return (output_height - 1) * stride_y + (kernel_height - 1) * dilation_y + 1;
    }
    [[nodiscard]] std::int64_t covered_width() const {
        return (output_width - 1) * stride_x + (kernel_width - 1) * dilation_x + 1;
    }
    [[nodiscard]] bool padded() const {
        return pad_top > 0 || pad_left > 0 || covered_height() > input_height ||
               covered_width() > input_width;
    }
};

struct Window2D::Band {
    Window2D window;
    std::int64_t first_row = 0;  // of the input, where the band begins
};

inline Window2D::Band Window2D::band(std::int64_t first, std::int64_t rows) const {
    Band part{*this};
    const std::int64_t top = first * stride_y - pad_top;
    part.first_row = top < 0 ? 0 : top;
    part.window.output_height = rows;
    part.window.pad_top = part.first_row - top;
    const std::int64_t reach = part.window.covered_height() - part.window.pad_top;
    part.window.input_height = reach < input_height - part.first_row ? reach : input_height - part.first_row;
    return part;
}

}  // namespace glassnet
