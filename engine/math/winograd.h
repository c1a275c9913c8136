// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/winograd_simd.h"

namespace glassnet {

/// The 3×3 convolution of stride 1 by F(2×2, 3×3) (Winograd 1980; Lavin and Gray 2015): four outputs of a channel and a filter cost 16
/// multiplications instead of 36. Packed kernels and scratch are the caller's. Results do not depend on lanes, threads or on how many
/// samples one call takes; kernel gradients are added for all samples of a call at once.
class Winograd {
public:
    explicit Winograd(const simd::WinogradTiles& tiles);

    /// Of one packed kernel: 16 products, channels × filters each.
    [[nodiscard]] std::int64_t packed_elements() const;
    [[nodiscard]] std::int64_t scratch_elements() const;

    /// `kernel` lies 3 × 3 × channels × filters; with `turned` 3 × 3 × filters × channels, and is turned by 180°.
    void pack(const float* kernel, bool turned, float* packed, float* scratch) const;
    /// output = input ∗ kernel + bias (nullptr: none), then max(·, 0) if `relu`
    void forward(const float* input, const float* packed, const float* bias, bool relu, std::int64_t samples, float* output,
                 float* scratch) const;
    /// kernel_gradient += ∂loss/∂kernel
    void add_kernel_gradient(const float* input, const float* output_gradient, std::int64_t samples, float* kernel_gradient,
                             float* scratch) const;

private:
    template <class Work>
    void for_blocks(std::int64_t samples, std::int64_t row, const Work& work) const;
    [[nodiscard]] std::int64_t block_tiles() const;

    simd::WinogradTiles tiles_;
    std::int64_t channel_row_, filter_row_;  // of a tile, aligned
};

}  // namespace glassnet
