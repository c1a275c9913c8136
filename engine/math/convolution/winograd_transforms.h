// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// Where the tiles of a Winograd convolution F(2×2, 3×3) lie: output pixels y and y + dilation, input pixels
/// y − pad_top … + 3·dilation, and the same across. Pixels that stand a dilation apart are a picture of their
/// own, which tiles cover without overlap. Tiles are numbered row by row, one such picture after the other,
/// sample after sample.
struct WinogradTiles {
    std::int64_t input_height = 1, input_width = 1, channels = 1;
    std::int64_t output_height = 1, output_width = 1, filters = 1;
    std::int64_t dilation_y = 1, dilation_x = 1;
    std::int64_t pad_top = 0, pad_left = 0;

    [[nodiscard]] std::int64_t pictures_down() const {
        return output_height < dilation_y ? output_height : dilation_y;
    }
    [[nodiscard]] std::int64_t pictures_across() const {
        return output_width < dilation_x ? output_width : dilation_x;
    }
    /// Of tiles in each of the pictures; in the smaller ones the last may be empty.
    [[nodiscard]] std::int64_t rows() const {
        return (output_height + 2 * dilation_y - 1) / (2 * dilation_y);
    }
    [[nodiscard]] std::int64_t columns() const {
        return (output_width + 2 * dilation_x - 1) / (2 * dilation_x);
    }
    [[nodiscard]] std::int64_t count() const {
        return pictures_down() * pictures_across() * rows() * columns();
    }
};

/// Tiles `first` … `first` + `count`, and where what belongs to them lies: place p of the 16, tile t, channel
/// c at p·plane + t·row + c.
struct WinogradBlock {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::int64_t plane = 0;
    std::int64_t row = 0;
};

// Places 4·u + v. `zeros`: as many zeros as there are channels (filters), for what lies outside the picture.

/// to = Bᵀ·input·B of each tile and channel
void winograd_input(const WinogradTiles& tiles, const WinogradBlock& block, const float* input,
                    const float* zeros, float* to);
/// input_gradient += B·from·Bᵀ of each tile and channel: the way back
void winograd_add_input_gradient(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                                 float* input_gradient);
/// output = Aᵀ·from·A + bias (nullptr: none) of each tile and filter, then max(·, 0) if `relu`
void winograd_output(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                     const float* bias, bool relu, float* output);
/// The same, of which only the largest of each tile is kept; `places` (nullptr: nobody asks) as max_pool_row
/// tells them.
void winograd_pooled_output(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                            const float* bias, bool relu, float* output, std::uint8_t* places);
/// to = A·gradient·Aᵀ of each tile and filter; `packed` (nullptr: nobody wants it): the same as `pack` lays a
/// matrix of depth `block.count`, each place's at p·plane. With `places` the gradient is that of
/// winograd_pooled_output.
void winograd_gradient(const WinogradTiles& tiles, const WinogradBlock& block, const float* gradient,
                       const std::uint8_t* places, const float* zeros, float* to, float* packed);
/// to = G·kernel·Gᵀ: place p of channel c and filter f at (p·channels + c)·filters + f
void winograd_kernel(const float* kernel, std::int64_t channels, std::int64_t filters, float* to);
/// kernel_gradient += Gᵀ·from·G, places as winograd_kernel lays them
void winograd_add_kernel_gradient(const float* from, std::int64_t channels, std::int64_t filters,
                                  float* kernel_gradient);

}  // namespace glassnet
