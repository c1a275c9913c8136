// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/convolution.h"
#include "math/convolution/pooled_gradient.h"
#include "math/images/pooling.h"

namespace glassnet {

/// A convolution and the max-pooling of its output at once, in bands that stay in the cache: only the maxima
/// and their argmax are stored, and rows and columns that no window covers are never computed. Windows touch
/// and lie inside the image. Arguments are those of Convolution; packed kernels are those of convolution().
/// Input and gradients lie in an Arena, or may be read as if they did (Arena::slack).
template <class T>
class PooledConvolution {
public:
    /// `pool_height` · `pool_width` is at most 256.
    PooledConvolution(const Window2D& window, std::int64_t filters, std::int64_t groups,
                      std::int64_t pool_height, std::int64_t pool_width);

    [[nodiscard]] const Convolution<T>& convolution() const { return convolution_; }
    [[nodiscard]] std::int64_t scratch_elements() const;
    /// Returns the elements of one sample's output.
    [[nodiscard]] std::int64_t output_elements() const { return rows_ * row_.windows * row_.channels; }

    /// Computes `output` and, optionally (nullptr), as many elements of `argmax`, see max_pool_row.
    void forward(const T* input, const T* packed, const Epilogue<T>& epilogue, T* output,
                 std::uint8_t* argmax, T* scratch, std::int64_t samples) const;
    /// Adds ∂loss/∂kernel to `kernel_gradient` and computes input_gradient = ∂loss/∂input, each optional
    /// (nullptr), from the gradient of the pooled output before its activation.
    void backward(const T* input, const T* packed, const T* output_gradient, const std::uint8_t* argmax,
                  T* kernel_gradient, T* input_gradient, T* scratch, std::int64_t samples) const;

    /// Names the forward pass's algorithm for people.
    [[nodiscard]] const char* algorithm() const {
        if (by_tiles()) return Winograd::name;
        return by_windows()              ? "direct, by windows"
               : convolution_.winograd() ? "Winograd, by bands"
                                         : "direct, by bands";
    }
    /// Names the algorithm of the kernel's gradient.
    [[nodiscard]] const char* gradient_algorithm() const {
        return by_argmax() ? "sparse by places" : convolution_.gradient_algorithm();
    }
    /// Names, in a word, the algorithm of the input's gradient where it is another; "" otherwise.
    [[nodiscard]] const char* input_gradient_algorithm() const {
        if (!by_argmax()) return convolution_.input_gradient_algorithm();
        return convolution_.winograd() ? "Winograd" : "direct";
    }

private:
    void forward_one(const T* input, const T* packed, const Epilogue<T>& epilogue, T* output,
                     std::uint8_t* argmax, T* scratch) const;
    void add_kernel_gradient(const T* input, const T* output_gradient, const std::uint8_t* argmax,
                             T* kernel_gradient, T* scratch, std::int64_t samples) const;
    void backward_one(const T* input, const T* packed, const T* output_gradient, const std::uint8_t* argmax,
                      T* kernel_gradient, T* input_gradient, T* scratch) const;
    [[nodiscard]] std::int64_t input_elements() const {
        return window_.input_height * window_.input_width * window_.channels;
    }
    [[nodiscard]] std::int64_t band_rows() const;
    /// Tells whether the windows are the tiles of minimal filtering.
    [[nodiscard]] bool by_tiles() const {
        return convolution_.winograd() && row_.height == 2 && row_.width == 2 && window_.dilation_y == 1 &&
               window_.dilation_x == 1;
    }
    /// Tells whether each row of a patch is contiguous.
    [[nodiscard]] bool whole_rows() const { return groups_ == 1 && window_.dilation_x == 1; }
    /// Tells whether, in float, the sums of a window never leave the registers.
    [[nodiscard]] bool by_windows() const {
        return !convolution_.winograd() && whole_rows() && row_.height == 2 && row_.width == 2;
    }
    /// Tells whether the kernel's gradient visits the argmax of each window alone.
    [[nodiscard]] bool by_argmax() const { return whole_rows() && row_.height * row_.width > 1; }
    [[nodiscard]] PooledPatches patches() const;

    std::int64_t rows_;  // rows of windows
    PoolRow row_;
    Window2D window_;  // without the outputs that no window covers
    std::int64_t groups_;
    Convolution<T> convolution_;
};

}  // namespace glassnet
