// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/winograd.h"

#include "math/arena.h"
#include "math/matmul.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr std::int64_t places = 16;
constexpr std::int64_t gap = 16;  // between the planes of the places, so that they do not fall on the same lines of the cache

}  // namespace

Winograd::Winograd(const simd::WinogradTiles& tiles)
    : tiles_(tiles), channel_row_(aligned<float>(tiles.channels)), filter_row_(aligned<float>(tiles.filters)) {}

/// Tiles worked on at once: what they are transformed into stays in the second-level cache.
std::int64_t Winograd::block_tiles() const {
    constexpr std::int64_t budget = 6'400;  // of channels and filters
    return std::clamp<std::int64_t>(budget / (channel_row_ + filter_row_) / 14 * 14, 14, 56);
}

std::int64_t Winograd::packed_elements() const {
    return places * aligned<float>(glassnet::packed_elements<float>(tiles_.channels, tiles_.filters));
}

std::int64_t Winograd::scratch_elements() const {
    const std::int64_t zeros = std::max(channel_row_, filter_row_);
    const std::int64_t blocks = places * (block_tiles() * (channel_row_ + filter_row_) + 2 * gap);
    return std::max(places * aligned<float>(tiles_.channels * tiles_.filters) + zeros + blocks, places * tiles_.channels * tiles_.filters);
}

void Winograd::pack(const float* kernel, bool turned, float* packed, float* scratch) const {
    simd::winograd_kernel(kernel, turned ? tiles_.filters : tiles_.channels, turned ? tiles_.channels : tiles_.filters, scratch);
    const std::int64_t plane = packed_elements() / places;
    const auto turn = [](std::int64_t side) { return side == 0 ? 3 : side == 3 ? 0 : side; };
    for (std::int64_t place = 0; place < places; ++place) {
        const std::int64_t from = turned ? 4 * turn(place / 4) + turn(place % 4) : place;
        glassnet::pack(scratch + from * tiles_.channels * tiles_.filters, turned ? std::int64_t{1} : tiles_.filters,
                       turned ? tiles_.channels : std::int64_t{1}, tiles_.channels, tiles_.filters, packed + place * plane);
    }
}

/// work(block) for blocks of nearly equal size. `row`: elements of a tile.
template <class Work>
void Winograd::for_blocks(std::int64_t samples, std::int64_t row, const Work& work) const {
    const std::int64_t total = samples * tiles_.count();
    const std::int64_t blocks = (total + block_tiles() - 1) / block_tiles();
    for (std::int64_t block = 0; block < blocks; ++block) {
        const std::int64_t first = total * block / blocks;
        const std::int64_t count = total * (block + 1) / blocks - first;
        work(simd::WinogradBlock{.first = first, .count = count, .plane = block_tiles() * row + gap, .row = row});
    }
}

void Winograd::forward(const float* input, const float* packed, const float* bias, bool relu, std::int64_t samples, float* output,
                       float* scratch) const {
    float* const zeros = scratch;
    std::fill_n(zeros, channel_row_, 0.0F);
    float* const transformed = zeros + channel_row_;
    float* const products = transformed + places * (block_tiles() * channel_row_ + gap);
    const std::int64_t kernel_plane = packed_elements() / places;
    for_blocks(samples, channel_row_, [&](const simd::WinogradBlock& block) {
        simd::winograd_input(tiles_, block, input, zeros, transformed);
        const simd::WinogradBlock result{
            .first = block.first, .count = block.count, .plane = block_tiles() * filter_row_ + gap, .row = filter_row_};
        for (std::int64_t place = 0; place < places; ++place) {
            multiply(Product<float>{.rows = block.count,
                                    .columns = tiles_.filters,
                                    .a = transformed + place * block.plane,
                                    .a_row = block.row,
                                    .length = tiles_.channels,
                                    .b = packed + place * kernel_plane,
                                    .c = products + place * result.plane,
                                    .c_row = result.row});
        }
        simd::winograd_output(tiles_, result, products, bias, relu, output);
    });
}

void Winograd::add_kernel_gradient(const float* input, const float* output_gradient, std::int64_t samples, float* kernel_gradient,
                                   float* scratch) const {
    const std::int64_t kernel_plane = tiles_.channels * tiles_.filters;
    const std::int64_t zero_row = std::max(channel_row_, filter_row_);
    float* const sums = scratch;
    float* const zeros = sums + places * aligned<float>(kernel_plane);
    float* const transformed = zeros + zero_row;
    float* const gradients = transformed + places * (block_tiles() * channel_row_ + gap);
    std::fill_n(zeros, zero_row, 0.0F);
    for_blocks(samples, channel_row_, [&](const simd::WinogradBlock& block) {
        simd::winograd_input(tiles_, block, input, zeros, transformed);
        const simd::WinogradBlock packed{
            .first = block.first, .count = block.count, .plane = block_tiles() * filter_row_ + gap, .row = filter_row_};
        simd::winograd_gradient(tiles_, packed, output_gradient, zeros, gradients);
        for (std::int64_t place = 0; place < places; ++place) {
            multiply(Product<float>{.rows = tiles_.channels,
                                    .columns = tiles_.filters,
                                    .a = transformed + place * block.plane,
                                    .a_row = 1,
                                    .a_step = block.row,
                                    .length = block.count,
                                    .b = gradients + place * packed.plane,
                                    .c = sums + place * kernel_plane,
                                    .c_row = tiles_.filters,
                                    .accumulate = block.first > 0});
        }
    });
    simd::winograd_add_kernel_gradient(sums, tiles_.channels, tiles_.filters, kernel_gradient);
}

}  // namespace glassnet
