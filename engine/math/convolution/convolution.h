// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/winograd.h"
#include "math/epilogue.h"
#include "math/images/window.h"

#include <cstdint>
#include <optional>

namespace glassnet {

/// A two-dimensional convolution (a cross-correlation, as everywhere in deep learning), channels last.
/// Kernels lie height × width × channels of a group × filters. With groups, channels and filters are cut into
/// as many parts of one size, and the filters of a part see its channels alone. In float, 3 × 3 kernels with
/// stride 1 and enough channels are computed by Winograd's minimal filtering, all others as packed matrix
/// products. Memory is the caller's: packed kernels once for each step, scratch once for each worker.
/// Gradients of the output lie in an Arena, or may be read as if they did (Arena::slack).
template <class T>
class Convolution {
public:
    /// `groups` must divide the channels and the filters.
    Convolution(const Window2D& window, std::int64_t filters, std::int64_t groups = 1);

    [[nodiscard]] std::int64_t packed_forward_elements() const;
    [[nodiscard]] std::int64_t packed_backward_elements() const;
    [[nodiscard]] std::int64_t scratch_elements() const;

    /// Packs the kernel for forward().
    void pack_forward(const T* kernel, T* packed, T* scratch) const;
    /// Packs the kernel for the input's gradient: turned by 180°, channels and filters of each group
    /// exchanged.
    void pack_backward(const T* kernel, T* packed, T* scratch) const;
    [[nodiscard]] std::int64_t kernel_elements() const;

    /// Computes output = epilogue(input ∗ kernel) of `samples` samples.
    void forward(const T* input, const T* packed, const Epilogue<T>& epilogue, T* output, T* scratch,
                 std::int64_t samples = 1) const;
    /// Computes input_gradient = ∂loss/∂input from a kernel packed by pack_backward().
    void input_gradient(const T* output_gradient, const T* packed, T* input_gradient, T* scratch,
                        std::int64_t samples = 1) const;
    /// Adds ∂loss/∂kernel to `kernel_gradient`.
    void add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient, T* scratch,
                             std::int64_t samples = 1) const;
    /// Computes both gradients, each optional (nullptr).
    void backward(const T* input, const T* packed, const T* output_gradient, T* kernel_gradient,
                  T* input_gradient, T* scratch, std::int64_t samples = 1) const;
    /// Returns one sample with zeros around it, in `scratch`; the sample itself where it needs none.
    const T* padded_input(const T* input, T* scratch) const;
    /// The minimal filtering, or nullptr where it is not used.
    [[nodiscard]] const Winograd* winograd() const { return winograd_ ? &*winograd_ : nullptr; }
    /// Names the forward pass's algorithm for people: "Winograd F(2×2, 3×3)", "direct, by rows".
    [[nodiscard]] const char* algorithm() const { return winograd_ ? Winograd::name : "direct, by rows"; }
    /// Names the algorithm of the kernel's gradient.
    [[nodiscard]] const char* gradient_algorithm() const {
        return winograd_ ? Winograd::name : by_patches() ? "direct, by patches" : "direct, by rows";
    }
    /// Names, in a word, the algorithm of the input's gradient where it is another; "" otherwise.
    [[nodiscard]] const char* input_gradient_algorithm() const {
        return !winograd_ && by_patches() ? "by rows" : "";
    }

private:
    void forward_one(const T* input, const T* packed, const Epilogue<T>& epilogue, T* output,
                     T* scratch) const;
    void input_gradient_one(const T* output_gradient, const T* packed, T* input_gradient, T* scratch) const;
    void add_kernel_gradient_one(const T* input, const T* output_gradient, T* kernel_gradient,
                                 T* scratch) const;
    [[nodiscard]] std::int64_t input_elements() const {
        return window_.input_height * window_.input_width * window_.channels;
    }
    [[nodiscard]] std::int64_t output_elements() const {
        return window_.output_height * window_.output_width * filters_;
    }
    [[nodiscard]] std::int64_t kernel_area() const { return window_.kernel_height * window_.kernel_width; }
    [[nodiscard]] std::int64_t group_channels() const { return window_.channels / groups_; }
    [[nodiscard]] std::int64_t group_filters() const { return filters_ / groups_; }
    // Elements of one group's packed kernels, rounded up so that the next group's are aligned.
    [[nodiscard]] std::int64_t forward_panel() const;
    [[nodiscard]] std::int64_t backward_panel() const;
    [[nodiscard]] std::int64_t residue_panel(std::int64_t taps) const;
    [[nodiscard]] bool by_patches() const;
    [[nodiscard]] std::int64_t band_rows() const;
    void add_by_patches(const T* source, std::int64_t row, std::int64_t rows, const T* gradient,
                        T* kernel_gradient, T* patches) const;
    void add_by_rows(const T* source, std::int64_t row, std::int64_t rows, const T* gradient,
                     T* kernel_gradient) const;

    Window2D window_;
    std::int64_t filters_;
    std::int64_t groups_;
    std::optional<Winograd> winograd_;
};

}  // namespace glassnet
