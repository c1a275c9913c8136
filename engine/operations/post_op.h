// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

namespace glassnet {

/// Batch normalization by statistics that stay: an affine function of each channel. Its weights are gamma and
/// beta, as far as there are any, then mean and variance.
struct FixedNormalization {
    double epsilon = 1e-3;
    bool center = true;
    bool scale = true;

    /// Computes, for each of `channels` channels, scale and shift so that y = scale · x + shift.
    template <class T>
    void to_affine(std::span<T* const> weights, std::int64_t channels, T* scale_to, T* shift_to) const {
        const T* const mean = weights[static_cast<std::size_t>(scale + center)];
        const T* const variance = weights[static_cast<std::size_t>(scale + center + 1)];
        for (std::int64_t c = 0; c < channels; ++c) {
            scale_to[c] = (scale ? weights[0][c] : T{1}) / std::sqrt(variance[c] + static_cast<T>(epsilon));
            shift_to[c] = (center ? weights[scale ? 1 : 0][c] : T{0}) - mean[c] * scale_to[c];
        }
    }
};

/// The work of an operation that the one before it may do on its own output while that is in the cache
/// (oneDNN's word).
struct PostOp {
    enum class Work {
        reshape,        // nothing: the same values in the same order
        relu,           // max(·, 0)
        normalization,  // see FixedNormalization
        max_pooling,    // over windows of height × width that touch each other and lie inside the image
    };
    Work work = Work::reshape;
    std::int64_t height = 1, width = 1;
    FixedNormalization normalization{};
};

}  // namespace glassnet
