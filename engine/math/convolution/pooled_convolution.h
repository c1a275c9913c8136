// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/convolution.h"
#include "math/convolution/pooled_gradient.h"
#include "math/images/pooling.h"

namespace glassnet {

/// A convolution whose output goes through max-pooling at once, in bands that stay in the cache: only the
/// largest values and their places are stored, rows and columns that no window covers are never computed.
/// Windows touch and lie inside the picture. Meaning of the arguments as in Convolution; packed kernels are
/// those of convolution(). Input and gradients lie in an Arena, or as if they did (Arena::slack).
template <class T>
class PooledConvolution {
public:
    /// `pool_height` · `pool_width` at most 256.
    PooledConvolution(const Window2D& window, std::int64_t filters, std::int64_t groups,
                      std::int64_t pool_height, std::int64_t pool_width);

    [[nodiscard]] const Convolution<T>& convolution() const { return convolution_; }
    [[nodiscard]] std::int64_t scratch_elements() const;
    /// Of one sample.
    [[nodiscard]] std::int64_t output_elements() const { return rows_ * row_.windows * row_.channels; }

    /// `places`: as many as output elements; nullptr: nobody asks.
    void forward(const T* input, const T* packed, const T* bias, bool relu, T* output, std::uint8_t* places,
                 T* scratch, std::int64_t samples) const;
    /// How both passes are computed, for people.
    [[nodiscard]] const char* algorithm() const {
        if (by_tiles()) return Winograd::name;
        return by_windows()              ? "direct, by windows"
               : convolution_.winograd() ? "Winograd, by bands"
                                         : "direct, by bands";
    }
    [[nodiscard]] const char* gradient_algorithm() const {
        return by_places() ? "sparse by places" : convolution_.gradient_algorithm();
    }
    [[nodiscard]] const char* input_gradient_algorithm() const {
        if (!by_places()) return convolution_.input_gradient_algorithm();
        return convolution_.winograd() ? "Winograd" : "direct";
    }

    /// Before the pooling, and after the activation's way back: kernel_gradient += ∂loss/∂kernel,
    /// input_gradient = ∂loss/∂input; nullptr where nobody wants it.
    void backward(const T* input, const T* packed, const T* output_gradient, const std::uint8_t* places,
                  T* kernel_gradient, T* input_gradient, T* scratch, std::int64_t samples) const;

private:
    void forward_one(const T* input, const T* packed, const T* bias, bool relu, T* output,
                     std::uint8_t* places, T* scratch) const;
    void add_kernel_gradient(const T* input, const T* output_gradient, const std::uint8_t* places,
                             T* kernel_gradient, T* scratch, std::int64_t samples) const;
    void backward_one(const T* input, const T* packed, const T* output_gradient, const std::uint8_t* places,
                      T* kernel_gradient, T* input_gradient, T* scratch) const;
    [[nodiscard]] std::int64_t input_elements() const {
        return window_.input_height * window_.input_width * window_.channels;
    }
    [[nodiscard]] std::int64_t band_rows() const;
    /// Whether the tiles of minimal filtering are the windows.
    [[nodiscard]] bool by_tiles() const {
        return convolution_.winograd() && row_.height == 2 && row_.width == 2 && window_.dilation_y == 1 &&
               window_.dilation_x == 1;
    }
    /// Whether each row of a patch lies in one piece.
    [[nodiscard]] bool whole_rows() const { return groups_ == 1 && window_.dilation_x == 1; }
    /// Whether the sums of a window never leave the registers; in float.
    [[nodiscard]] bool by_windows() const {
        return !convolution_.winograd() && whole_rows() && row_.height == 2 && row_.width == 2;
    }
    /// Whether the kernel's gradient looks at the places of the largest alone.
    [[nodiscard]] bool by_places() const { return whole_rows() && row_.height * row_.width > 1; }
    [[nodiscard]] PooledPatches patches() const;

    std::int64_t rows_;  // of windows
    PoolRow row_;
    Window2D window_;  // without what no window covers
    std::int64_t groups_;
    Convolution<T> convolution_;
};

}  // namespace glassnet
