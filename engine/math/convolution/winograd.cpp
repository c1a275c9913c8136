// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution/winograd.h"

#include "math/arena.h"
#include "math/matrix/matmul.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr std::int64_t positions = 16;
// between the planes of the positions, so that they do not share cache sets
constexpr std::int64_t gap = 16;

}  // namespace

Winograd::Winograd(const WinogradTiles& tiles)
    : tiles_(tiles),
      channel_row_(aligned<float>(tiles.channels)),
      filter_row_(aligned<float>(tiles.filters)) {}

/// Returns the tiles of a block: their transforms stay in the second-level cache.
std::int64_t Winograd::block_tiles() const {
    constexpr std::int64_t budget = 6'400;  // of channels and filters
    return std::clamp<std::int64_t>(budget / (channel_row_ + filter_row_) / 14 * 14, 14, 56);
}

std::int64_t Winograd::channel_block() const { return positions * (block_tiles() * channel_row_ + gap); }
std::int64_t Winograd::filter_block() const { return positions * (block_tiles() * filter_row_ + gap); }

std::int64_t Winograd::packed_elements() const {
    const std::int64_t either = std::max(glassnet::packed_elements<float>(tiles_.channels, tiles_.filters),
                                         glassnet::packed_elements<float>(tiles_.filters, tiles_.channels));
    return positions * aligned<float>(either);
}

std::int64_t Winograd::scratch_elements() const {
    const std::int64_t kernel = positions * aligned<float>(tiles_.channels * tiles_.filters);
    return kernel + std::max(channel_row_, filter_row_) + channel_block() + 2 * filter_block();
}

void Winograd::pack(const float* kernel, Direction direction, float* packed, float* scratch) const {
    const std::int64_t channels = tiles_.channels, filters = tiles_.filters;
    winograd_kernel(kernel, channels, filters, scratch);
    for (std::int64_t position = 0; position < positions; ++position) {
        const float* const from = scratch + position * channels * filters;
        float* const to = packed + position * (packed_elements() / positions);
        if (direction == Direction::forward)
            glassnet::pack(from, filters, std::int64_t{1}, channels, filters, to);
        else
            glassnet::pack(from, std::int64_t{1}, filters, filters, channels, to);
    }
}

/// Calls work(block) for blocks of nearly equal size.
template <class Work>
void Winograd::for_blocks(std::int64_t samples, const Work& work) const {
    const std::int64_t total = samples * tiles_.count();
    const std::int64_t blocks = (total + block_tiles() - 1) / block_tiles();
    for (std::int64_t block = 0; block < blocks; ++block) {
        const std::int64_t first = total * block / blocks;
        const std::int64_t count = total * (block + 1) / blocks - first;
        work(Block{
            .channels =
                {.first = first, .count = count, .plane = channel_block() / positions, .row = channel_row_},
            .filters = {
                .first = first, .count = count, .plane = filter_block() / positions, .row = filter_row_}});
    }
}

void Winograd::forward(const float* input, const float* packed, const Epilogue<float>& epilogue,
                       std::int64_t samples, const Output& output, float* scratch) const {
    float* const zeros = scratch;
    float* const transformed = zeros + channel_row_;
    float* const products = transformed + channel_block();
    const std::int64_t kernel_plane = packed_elements() / positions;
    std::fill_n(zeros, channel_row_, 0.0F);
    for_blocks(samples, [&](const Block& block) {
        winograd_input(tiles_, block.channels, input, zeros, transformed);
        for (std::int64_t position = 0; position < positions; ++position) {
            multiply(Product<float>{.rows = block.channels.count,
                                    .columns = tiles_.filters,
                                    .a = transformed + position * block.channels.plane,
                                    .a_row = channel_row_,
                                    .length = tiles_.channels,
                                    .b = packed + position * kernel_plane,
                                    .c = products + position * block.filters.plane,
                                    .c_row = filter_row_});
        }
        if (output.pooled)
            winograd_pooled_output(tiles_, block.filters, products, epilogue, output.values, output.argmax);
        else
            winograd_output(tiles_, block.filters, products, epilogue, output.values);
    });
}

void Winograd::backward(const float* input, const float* packed, const Gradient& output_gradient,
                        std::int64_t samples, float* kernel_gradient, float* input_gradient,
                        float* scratch) const {
    const std::int64_t kernel_plane = tiles_.channels * tiles_.filters;
    const std::int64_t packed_plane = packed_elements() / positions;
    const std::int64_t zero_row = std::max(channel_row_, filter_row_);
    float* const sums = scratch;
    float* const zeros = sums + positions * aligned<float>(kernel_plane);
    float* const transformed = zeros + zero_row;  // the input; then the gradient of the transformed input
    float* const gradients = transformed + channel_block();
    float* const packed_gradients = gradients + filter_block();
    std::fill_n(zeros, zero_row, 0.0F);
    if (input_gradient)
        std::fill_n(input_gradient, samples * tiles_.input_height * tiles_.input_width * tiles_.channels,
                    0.0F);
    for_blocks(samples, [&](const Block& block) {
        winograd_gradient(tiles_, block.filters, output_gradient.values, output_gradient.argmax, zeros,
                          input_gradient ? gradients : nullptr, kernel_gradient ? packed_gradients : nullptr);
        if (kernel_gradient) {
            winograd_input(tiles_, block.channels, input, zeros, transformed);
            for (std::int64_t position = 0; position < positions; ++position) {
                multiply(Product<float>{.rows = tiles_.channels,
                                        .columns = tiles_.filters,
                                        .a = transformed + position * block.channels.plane,
                                        .a_row = 1,
                                        .a_step = channel_row_,
                                        .length = block.channels.count,
                                        .b = packed_gradients + position * block.filters.plane,
                                        .c = sums + position * kernel_plane,
                                        .c_row = tiles_.filters,
                                        .accumulate = block.channels.first > 0});
            }
        }
        if (!input_gradient) return;
        for (std::int64_t position = 0; position < positions; ++position) {
            multiply(Product<float>{.rows = block.channels.count,
                                    .columns = tiles_.channels,
                                    .a = gradients + position * block.filters.plane,
                                    .a_row = filter_row_,
                                    .length = tiles_.filters,
                                    .b = packed + position * packed_plane,
                                    .c = transformed + position * block.channels.plane,
                                    .c_row = channel_row_});
        }
        winograd_add_input_gradient(tiles_, block.channels, transformed, input_gradient);
    });
    if (kernel_gradient) winograd_add_kernel_gradient(sums, tiles_.channels, tiles_.filters, kernel_gradient);
}

}  // namespace glassnet
