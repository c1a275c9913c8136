// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/winograd_transforms.h"

namespace glassnet {

/// A 3 × 3 convolution of stride 1 and any dilation by F(2×2, 3×3) (Winograd 1980; Lavin and Gray 2015): four
/// outputs of a channel and a filter cost 16 multiplications instead of 36. The backward pass is made of the
/// transposed transforms and costs as many. Packed kernels and scratch are the caller's. Results do not
/// depend on lanes, threads or the number of samples in a call; kernel gradients are added for all samples of
/// a call at once.
class Winograd {
public:
    static constexpr const char* name = "Winograd F(2×2, 3×3)";

    explicit Winograd(const WinogradTiles& tiles);

    /// Returns the elements of a kernel packed for either direction: 16 products, channels × filters each.
    [[nodiscard]] std::int64_t packed_elements() const;
    [[nodiscard]] std::int64_t scratch_elements() const;

    enum class Direction { forward, backward };
    /// Packs a kernel of 3 × 3 × channels × filters.
    void pack(const float* kernel, Direction direction, float* packed, float* scratch) const;

    /// Where the output goes. If `pooled`, only the maximum of each window of 2 × 2 is stored, and optionally
    /// its argmax as in max_pool_row; windows touch, the output's height and width are even and the dilation
    /// is 1.
    struct Output {
        float* values = nullptr;
        bool pooled = false;
        std::uint8_t* argmax = nullptr;
    };
    /// Computes output = epilogue(input ∗ kernel).
    void forward(const float* input, const float* packed, const Epilogue<float>& epilogue,
                 std::int64_t samples, const Output& output, float* scratch) const;

    /// The output's gradient; with the argmax where the output was pooled.
    struct Gradient {
        const float* values = nullptr;
        const std::uint8_t* argmax = nullptr;
    };
    /// Adds ∂loss/∂kernel to `kernel_gradient` and computes input_gradient = ∂loss/∂input, each optional
    /// (nullptr).
    void backward(const float* input, const float* packed, const Gradient& output_gradient,
                  std::int64_t samples, float* kernel_gradient, float* input_gradient, float* scratch) const;

private:
    struct Block {
        WinogradBlock channels, filters;  // the same tiles; where their data lie
    };
    template <class Work>
    void for_blocks(std::int64_t samples, const Work& work) const;
    [[nodiscard]] std::int64_t block_tiles() const;
    [[nodiscard]] std::int64_t channel_block() const;
    [[nodiscard]] std::int64_t filter_block() const;

    WinogradTiles tiles_;
    std::int64_t channel_row_, filter_row_;  // elements of a tile, aligned
};

}  // namespace glassnet
