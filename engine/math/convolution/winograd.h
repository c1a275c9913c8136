// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/winograd_transforms.h"

namespace glassnet {

/// The 3×3 convolution of stride 1, and any dilation, by F(2×2, 3×3) (Winograd 1980; Lavin and Gray 2015):
/// four outputs of a channel and a filter cost 16 multiplications instead of 36; the way back is the same
/// transforms turned round, with as many. Packed kernels and scratch are the caller's. Results do not depend
/// on lanes, threads or on how many samples one call takes; kernel gradients are added for all samples of a
/// call at once.
class Winograd {
public:
    static constexpr const char* name = "Winograd F(2×2, 3×3)";

    explicit Winograd(const WinogradTiles& tiles);

    /// Of one packed kernel, for either way: 16 products, channels × filters each.
    [[nodiscard]] std::int64_t packed_elements() const;
    [[nodiscard]] std::int64_t scratch_elements() const;

    enum class Way { forward, back };
    /// `kernel` lies 3 × 3 × channels × filters.
    void pack(const float* kernel, Way way, float* packed, float* scratch) const;

    /// What becomes of the output: it is written, or only the largest of each window of 2 × 2 that touch each
    /// other (the output's height and width are even then, and the dilation is 1).
    struct Output {
        float* values = nullptr;
        bool pooled = false;
        std::uint8_t* places = nullptr;  // see max_pool_row
    };
    /// output = input ∗ kernel + bias (nullptr: none), then max(·, 0) if `relu`
    void forward(const float* input, const float* packed, const float* bias, bool relu, std::int64_t samples,
                 const Output& output, float* scratch) const;

    struct Gradient {
        const float* values = nullptr;
        const std::uint8_t* places = nullptr;  // where the output was pooled
    };
    /// kernel_gradient += ∂loss/∂kernel and input_gradient = ∂loss/∂input; nullptr where nobody wants it.
    void backward(const float* input, const float* packed, const Gradient& output_gradient,
                  std::int64_t samples, float* kernel_gradient, float* input_gradient, float* scratch) const;

private:
    struct Block {
        WinogradBlock channels, filters;  // the same tiles, and where what belongs to them lies
    };
    template <class Work>
    void for_blocks(std::int64_t samples, const Work& work) const;
    [[nodiscard]] std::int64_t block_tiles() const;
    [[nodiscard]] std::int64_t channel_block() const;
    [[nodiscard]] std::int64_t filter_block() const;

    WinogradTiles tiles_;
    std::int64_t channel_row_, filter_row_;  // of a tile, aligned
};

}  // namespace glassnet
