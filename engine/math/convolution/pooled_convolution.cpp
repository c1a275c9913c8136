// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution/pooled_convolution.h"

#include "math/arena.h"
#include "math/convolution/pooled_forward.h"

#include <algorithm>
#include <type_traits>

namespace glassnet {

namespace {

Window2D covered(Window2D window, std::int64_t pool_height, std::int64_t pool_width) {
    window.output_height -= window.output_height % pool_height;
    window.output_width -= window.output_width % pool_width;
    return window;
}

}  // namespace

template <class T>
PooledConvolution<T>::PooledConvolution(const Window2D& window, std::int64_t filters, std::int64_t groups,
                                        std::int64_t pool_height, std::int64_t pool_width)
    : rows_(window.output_height / pool_height),
      row_{.windows = window.output_width / pool_width,
           .height = pool_height,
           .width = pool_width,
           .channels = filters},
      window_(covered(window, pool_height, pool_width)),
      groups_(groups),
      convolution_(window_, filters, groups) {}

/// Returns the rows of windows in one band: the convolution's output for them stays in the second-level
/// cache.
template <class T>
std::int64_t PooledConvolution<T>::band_rows() const {
    constexpr std::int64_t budget = 65'536;  // elements
    return std::clamp<std::int64_t>(budget / (row_.height * window_.output_width * row_.channels), 1, rows_);
}

template <class T>
PooledPatches PooledConvolution<T>::patches() const {
    const Window2D& w = window_;
    const std::int64_t row = (w.padded() ? w.covered_width() : w.input_width) * w.channels;
    return {.rows = rows_,
            .windows = row_.windows,
            .pool_height = row_.height,
            .pool_width = row_.width,
            .row_stride = w.stride_y * row,
            .column_stride = w.stride_x * w.channels,
            .kernel_rows = w.kernel_height,
            .kernel_row_stride = w.dilation_y * row,
            .length = w.kernel_width * w.channels,
            .filters = row_.channels};
}

template <class T>
std::int64_t PooledConvolution<T>::scratch_elements() const {
    const Window2D& w = window_;
    std::int64_t elements = convolution_.scratch_elements();
    if (!by_tiles()) elements += aligned<T>(w.output_height * w.output_width * row_.channels);
    if (!by_argmax()) return elements;
    const std::int64_t image =
        w.padded() ? w.covered_height() * w.covered_width() * w.channels + Arena<T>::slack : 0;
    return std::max(
        elements, patches().sums_elements() + aligned<T>(std::max(image, patches().length * row_.channels)));
}

template <class T>
void PooledConvolution<T>::forward(const T* input, const T* packed, const Epilogue<T>& epilogue, T* output,
                                   std::uint8_t* argmax, T* scratch, std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (by_tiles()) {
            const Winograd::Output pooled{.values = output, .pooled = true, .argmax = argmax};
            return convolution_.winograd()->forward(input, packed, epilogue, samples, pooled, scratch);
        }
    }
    for (std::int64_t sample = 0; sample < samples; ++sample) {
        const std::int64_t to = sample * output_elements();
        forward_one(input + sample * input_elements(), packed, epilogue, output + to,
                    argmax ? argmax + to : nullptr, scratch);
    }
}

template <class T>
void PooledConvolution<T>::forward_one(const T* input, const T* packed, const Epilogue<T>& epilogue,
                                       T* output, std::uint8_t* argmax, T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        if (by_windows()) {
            const float* const image = convolution_.padded_input(input, scratch);
            return convolve_and_pool(patches(), image, packed, epilogue, output, argmax);
        }
    }
    const std::int64_t line = row_.height * window_.output_width * row_.channels;
    T* const band = scratch;
    T* const rest = scratch + aligned<T>(band_rows() * line);
    for (std::int64_t first = 0; first < rows_; first += band_rows()) {
        const std::int64_t count = std::min(band_rows(), rows_ - first);
        const Window2D::Band part = window_.band(first * row_.height, count * row_.height);
        Convolution<T>(part.window, row_.channels, groups_)
            .forward(input + part.first_row * window_.input_width * window_.channels, packed, epilogue, band,
                     rest);
        for (std::int64_t row = 0; row < count; ++row) {
            const std::int64_t to = (first + row) * row_.windows * row_.channels;
            max_pool_row(band + row * line, row_, output + to, argmax ? argmax + to : nullptr);
        }
    }
}

template <class T>
void PooledConvolution<T>::backward(const T* input, const T* packed, const T* output_gradient,
                                    const std::uint8_t* argmax, T* kernel_gradient, T* input_gradient,
                                    T* scratch, std::int64_t samples) const {
    if (kernel_gradient && by_argmax()) {
        add_kernel_gradient(input, output_gradient, argmax, kernel_gradient, scratch, samples);
        kernel_gradient = nullptr;
    }
    if (!kernel_gradient && !input_gradient) return;
    if constexpr (std::is_same_v<T, float>) {
        if (by_tiles()) {
            const Winograd::Gradient pooled{.values = output_gradient, .argmax = argmax};
            return convolution_.winograd()->backward(input, packed, pooled, samples, kernel_gradient,
                                                     input_gradient, scratch);
        }
    }
    for (std::int64_t sample = 0; sample < samples; ++sample) {
        const std::int64_t in = sample * input_elements(), out = sample * output_elements();
        backward_one(input + in, packed, output_gradient + out, argmax + out, kernel_gradient,
                     input_gradient ? input_gradient + in : nullptr, scratch);
    }
}

template <class T>
void PooledConvolution<T>::add_kernel_gradient(const T* input, const T* output_gradient,
                                               const std::uint8_t* argmax, T* kernel_gradient, T* scratch,
                                               std::int64_t samples) const {
    const PooledPatches geometry = patches();
    T* const sums = scratch;
    T* const rest = sums + geometry.sums_elements();
    std::fill_n(sums, geometry.sums_elements(), T{0});
    for (std::int64_t sample = 0; sample < samples; ++sample) {
        const std::int64_t out = sample * output_elements();
        const T* const image = convolution_.padded_input(input + sample * input_elements(), rest);
        sum_pooled_patches(geometry, image, output_gradient + out, argmax + out, sums);
    }
    add_pooled_sums(geometry, sums, kernel_gradient, rest);
}

template <class T>
void PooledConvolution<T>::backward_one(const T* input, const T* packed, const T* output_gradient,
                                        const std::uint8_t* argmax, T* kernel_gradient, T* input_gradient,
                                        T* scratch) const {
    const std::int64_t line = row_.height * window_.output_width * row_.channels;
    T* const gradient = scratch;
    T* const rest = scratch + aligned<T>(rows_ * line);
    for (std::int64_t row = 0; row < rows_; ++row) {
        const std::int64_t from = row * row_.windows * row_.channels;
        max_pool_row_backward(output_gradient + from, argmax + from, row_, gradient + row * line);
    }
    convolution_.backward(input, packed, gradient, kernel_gradient, input_gradient, rest);
}

template class PooledConvolution<float>;
template class PooledConvolution<double>;

}  // namespace glassnet
