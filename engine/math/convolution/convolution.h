// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/convolution/winograd.h"
#include "math/images/window.h"

#include <cstdint>
#include <optional>

namespace glassnet {

/// The convolution of some samples by packed products; kernels lie height × width × channels of a group ×
/// filters. Cross-correlation, as everywhere in deep learning. With groups, channels and filters are cut in
/// as many parts of one size, and the filters of a part see its channels alone. In float, kernels of 3 × 3
/// with stride 1 and enough channels go by Winograd's minimal filtering. Memory is the caller's: packed
/// kernels once for each step, scratch once for each worker. Gradients of the output lie in an Arena, or as
/// if they did (Arena::slack).
template <class T>
class Convolution {
public:
    /// `groups` divides the channels and the filters.
    Convolution(const Window2D& window, std::int64_t filters, std::int64_t groups = 1);

    [[nodiscard]] std::int64_t packed_forward_elements() const;
    [[nodiscard]] std::int64_t packed_backward_elements() const;
    [[nodiscard]] std::int64_t scratch_elements() const;

    void pack_forward(const T* kernel, T* packed, T* scratch) const;
    /// The kernel turned by 180° with channels and filters of each group exchanged.
    void pack_backward(const T* kernel, T* packed, T* scratch) const;
    [[nodiscard]] std::int64_t kernel_elements() const;

    /// output = input ∗ kernel + bias (nullptr: none), then max(·, 0) if `relu`.
    void forward(const T* input, const T* packed, const T* bias, bool relu, T* output, T* scratch,
                 std::int64_t samples = 1) const;
    /// input_gradient = ∂loss/∂input
    void input_gradient(const T* output_gradient, const T* packed, T* input_gradient, T* scratch,
                        std::int64_t samples = 1) const;
    /// kernel_gradient += ∂loss/∂kernel
    void add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient, T* scratch,
                             std::int64_t samples = 1) const;
    /// Both, of which nobody may want one (nullptr).
    void backward(const T* input, const T* packed, const T* output_gradient, T* kernel_gradient,
                  T* input_gradient, T* scratch, std::int64_t samples = 1) const;
    /// One sample with zeros around it, in `scratch`; the sample itself where it needs none.
    const T* padded_input(const T* input, T* scratch) const;
    /// Where 3 × 3 kernels go by minimal filtering; nullptr elsewhere.
    [[nodiscard]] const Winograd* winograd() const { return winograd_ ? &*winograd_ : nullptr; }
    /// "Winograd F(2×2, 3×3)" or "direct, by rows": how it is computed, for people.
    [[nodiscard]] const char* algorithm() const { return winograd_ ? Winograd::name : "direct, by rows"; }
    /// The same of the kernel gradient, and in a word of the input gradient where that is another.
    [[nodiscard]] const char* gradient_algorithm() const {
        return winograd_ ? Winograd::name : by_patches() ? "direct, by patches" : "direct, by rows";
    }
    [[nodiscard]] const char* input_gradient_algorithm() const {
        return !winograd_ && by_patches() ? "by rows" : "";
    }

private:
    void forward_one(const T* input, const T* packed, const T* bias, bool relu, T* output, T* scratch) const;
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
    // Packed kernels of one group, so that the next begins aligned.
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
