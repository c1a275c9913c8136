// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/epilogue.h"

#include <cstdint>

namespace glassnet {

/// How the tiles of a convolution F(2×2, 3×3) lie: a tile has output pixels y and y + dilation and input
/// pixels y − pad_top … + 3 · dilation, the same across. Pixels that stand a dilation apart are an image of
/// their own, a phase, which tiles cover without overlap. Tiles are numbered row by row, phase after phase,
/// sample after sample.
struct WinogradTiles {
    std::int64_t input_height = 1, input_width = 1, channels = 1;
    std::int64_t output_height = 1, output_width = 1, filters = 1;
    std::int64_t dilation_y = 1, dilation_x = 1;
    std::int64_t pad_top = 0, pad_left = 0;

    [[nodiscard]] std::int64_t phases_down() const {
        return output_height < dilation_y ? output_height : dilation_y;
    }
    [[nodiscard]] std::int64_t phases_across() const {
        return output_width < dilation_x ? output_width : dilation_x;
    }
    /// Returns the rows of tiles in each phase; in the smaller phases the last may be empty.
    [[nodiscard]] std::int64_t rows() const {
        return (output_height + 2 * dilation_y - 1) / (2 * dilation_y);
    }
    [[nodiscard]] std::int64_t columns() const {
        return (output_width + 2 * dilation_x - 1) / (2 * dilation_x);
    }
    [[nodiscard]] std::int64_t count() const { return phases_down() * phases_across() * rows() * columns(); }
};

/// Tiles `first` … `first` + `count` − 1 and where their transformed data lie: position p = 4 · u + v of the
/// 16, tile t, channel c at p · plane + t · row + c.
struct WinogradBlock {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::int64_t plane = 0;
    std::int64_t row = 0;
};

// The transforms, in float. `zeros` stands for pixels outside the image: one for each channel (filter).

/// Computes to = Bᵀ · input · B of each tile and channel.
void winograd_input(const WinogradTiles& tiles, const WinogradBlock& block, const float* input,
                    const float* zeros, float* to);
/// Adds B · from · Bᵀ of each tile and channel to `input_gradient`: the transpose of winograd_input.
void winograd_add_input_gradient(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                                 float* input_gradient);
/// Computes output = epilogue(Aᵀ · from · A) of each tile and filter.
void winograd_output(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                     const Epilogue<float>& epilogue, float* output);
/// Does the same and stores the maximum of each tile alone; `argmax` (optional: nullptr) is that of
/// max_pool_row.
void winograd_pooled_output(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                            const Epilogue<float>& epilogue, float* output, std::uint8_t* argmax);
/// Computes A · gradient · Aᵀ of each tile and filter, into `to` (optional: nullptr) and into `packed`
/// (optional) as pack() lays out a matrix of depth `block.count`, position p at p · plane. With `argmax` the
/// gradient is that of winograd_pooled_output.
void winograd_gradient(const WinogradTiles& tiles, const WinogradBlock& block, const float* gradient,
                       const std::uint8_t* argmax, const float* zeros, float* to, float* packed);
/// Computes to = G · kernel · Gᵀ: position p of channel c and filter f at (p · channels + c) · filters + f.
void winograd_kernel(const float* kernel, std::int64_t channels, std::int64_t filters, float* to);
/// Adds Gᵀ · from · G to `kernel_gradient`, positions as in winograd_kernel.
void winograd_add_kernel_gradient(const float* from, std::int64_t channels, std::int64_t filters,
                                  float* kernel_gradient);

}  // namespace glassnet
