// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution.h"

#include "math/arena.h"
#include "math/matmul.h"

#include <algorithm>
#include <type_traits>

namespace glassnet {

namespace {

/// Where the taps of a kernel lie from the first: a row at a time where neighbours touch, else one by one. `pixel`: elements from a pixel
/// to the next, of which `used` are looked at.
template <class T>
struct Taps {
    typename Product<T>::Level rows, places;
    std::int64_t length;

    Taps(const Window2D& w, std::int64_t row, std::int64_t pixel, std::int64_t used) : rows{w.kernel_height, w.dilation_y * row} {
        const bool touch = w.dilation_x == 1 && used == pixel;
        places = {touch ? 1 : w.kernel_width, w.dilation_x * pixel};
        length = touch ? w.kernel_width * used : used;
    }
};

/// `height` rows of `width` elements into the middle of a larger, zeroed picture; pixels `step_y`, `step_x` apart.
template <class T>
void place(const T* from, std::int64_t height, std::int64_t width, std::int64_t channels, T* to, std::int64_t to_width, std::int64_t top,
           std::int64_t left, std::int64_t step_y, std::int64_t step_x) {
    for (std::int64_t y = 0; y < height; ++y) {
        T* row = to + ((top + y * step_y) * to_width + left) * channels;
        if (step_x == 1) {
            std::copy_n(from + y * width * channels, width * channels, row);
            continue;
        }
        for (std::int64_t x = 0; x < width; ++x) std::copy_n(from + (y * width + x) * channels, channels, row + x * step_x * channels);
    }
}

}  // namespace

template <class T>
Convolution<T>::Convolution(const Window2D& window, std::int64_t filters, std::int64_t groups)
    : window_(window), filters_(filters), groups_(groups) {
    constexpr std::int64_t enough = 16;  // channels and filters from which on the transforms pay
    const Window2D& w = window;
    if (std::is_same_v<T, double> || w.kernel_height != 3 || w.kernel_width != 3 || w.stride_y != 1 || w.stride_x != 1 ||
        w.dilation_y != 1 || w.dilation_x != 1 || groups != 1 || w.channels < enough || filters < enough)
        return;
    winograd_.emplace(simd::WinogradTiles{.input_height = w.input_height,
                                          .input_width = w.input_width,
                                          .channels = w.channels,
                                          .output_height = w.output_height,
                                          .output_width = w.output_width,
                                          .filters = filters,
                                          .pad_top = w.pad_top,
                                          .pad_left = w.pad_left});
}

template <class T>
std::int64_t Convolution<T>::kernel_elements() const {
    return kernel_area() * group_channels() * filters_;
}

template <class T>
std::int64_t Convolution<T>::forward_panel() const {
    return aligned<T>(packed_elements<T>(kernel_area() * group_channels(), group_filters()));
}

template <class T>
std::int64_t Convolution<T>::backward_panel() const {
    return aligned<T>(packed_elements<T>(kernel_area() * group_filters(), group_channels()));
}

template <class T>
std::int64_t Convolution<T>::packed_forward_elements() const {
    return winograd_ ? winograd_->packed_elements() : groups_ * forward_panel();
}

template <class T>
std::int64_t Convolution<T>::packed_backward_elements() const {
    return winograd_ ? winograd_->packed_elements() : groups_ * backward_panel();
}

/// Few channels: rows of a kernel are too short to fill a tile, so the patches are laid out first.
template <class T>
bool Convolution<T>::by_patches() const {
    return (groups_ == 1 ? window_.kernel_width : 1) * group_channels() < 8;
}

/// Output rows whose gradients stay in the cache while each row of the kernel looks at them.
template <class T>
std::int64_t Convolution<T>::band_rows() const {
    constexpr std::int64_t budget = 16'384;  // elements
    return std::clamp<std::int64_t>(budget / (window_.output_width * filters_), 1, window_.output_height);
}

template <class T>
std::int64_t Convolution<T>::scratch_elements() const {
    if (winograd_) return aligned<T>(winograd_->scratch_elements());
    const std::int64_t input = window_.padded() ? aligned<T>(window_.covered_height() * window_.covered_width() * window_.channels) : 0;
    const std::int64_t patches = by_patches() ? band_rows() * window_.output_width * kernel_area() * group_channels() : 0;
    const std::int64_t gradient = (window_.input_height + (window_.kernel_height - 1) * window_.dilation_y) *
                                  (window_.input_width + (window_.kernel_width - 1) * window_.dilation_x) * filters_;
    return aligned<T>(std::max({input + patches, gradient, kernel_elements()}));
}

template <class T>
void Convolution<T>::pack_forward(const T* kernel, T* packed, [[maybe_unused]] T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_) return winograd_->pack(kernel, Winograd::Way::forward, packed, scratch);
    }
    for (std::int64_t group = 0; group < groups_; ++group)
        pack(kernel + group * group_filters(), filters_, std::int64_t{1}, kernel_area() * group_channels(), group_filters(),
             packed + group * forward_panel());
}

template <class T>
void Convolution<T>::pack_backward(const T* kernel, T* packed, T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_) return winograd_->pack(kernel, Winograd::Way::back, packed, scratch);
    }
    const std::int64_t channels = group_channels(), filters = group_filters();
    for (std::int64_t group = 0; group < groups_; ++group) {
        for (std::int64_t tap = 0; tap < kernel_area(); ++tap) {
            const T* from = kernel + (kernel_area() - 1 - tap) * channels * filters_ + group * filters;
            for (std::int64_t filter = 0; filter < filters; ++filter) {
                for (std::int64_t channel = 0; channel < channels; ++channel)
                    scratch[(tap * filters + filter) * channels + channel] = from[channel * filters_ + filter];
            }
        }
        pack(scratch, channels, std::int64_t{1}, kernel_area() * filters, channels, packed + group * backward_panel());
    }
}

template <class T>
const T* Convolution<T>::padded_input(const T* input, T* scratch) const {
    if (!window_.padded()) return input;
    const Window2D& w = window_;
    std::fill_n(scratch, w.covered_height() * w.covered_width() * w.channels, T{0});
    const std::int64_t height = std::min(w.input_height, w.covered_height() - w.pad_top);
    const std::int64_t width = std::min(w.input_width, w.covered_width() - w.pad_left);
    for (std::int64_t y = 0; y < height; ++y) {
        std::copy_n(input + y * w.input_width * w.channels, width * w.channels,
                    scratch + ((w.pad_top + y) * w.covered_width() + w.pad_left) * w.channels);
    }
    return scratch;
}

template <class T>
void Convolution<T>::forward(const T* input, const T* packed, const T* bias, bool relu, T* output, T* scratch, std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_) return winograd_->forward(input, packed, bias, relu, samples, {.values = output}, scratch);
    }
    const std::int64_t in = input_elements(), out = output_elements();
    for (std::int64_t sample = 0; sample < samples; ++sample)
        forward_one(input + sample * in, packed, bias, relu, output + sample * out, scratch);
}

template <class T>
void Convolution<T>::forward_one(const T* input, const T* packed, const T* bias, bool relu, T* output, T* scratch) const {
    const Window2D& w = window_;
    const T* source = padded_input(input, scratch);
    const std::int64_t row = (w.padded() ? w.covered_width() : w.input_width) * w.channels;
    const Taps<T> taps(w, row, w.channels, group_channels());
    for (std::int64_t group = 0; group < groups_; ++group) {
        const std::int64_t first = group * group_filters();
        for (std::int64_t y = 0; y < w.output_height; ++y) {
            multiply(Product<T>{.rows = w.output_width,
                                .columns = group_filters(),
                                .a = source + y * w.stride_y * row + group * group_channels(),
                                .a_row = w.stride_x * w.channels,
                                .outer = taps.rows,
                                .middle = taps.places,
                                .length = taps.length,
                                .b = packed + group * forward_panel(),
                                .c = output + y * w.output_width * filters_ + first,
                                .c_row = filters_,
                                .bias = bias ? bias + first : nullptr,
                                .relu = relu});
        }
    }
}

template <class T>
void Convolution<T>::input_gradient(const T* output_gradient, const T* packed, T* input_gradient, T* scratch, std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_) return winograd_->backward(nullptr, packed, {.values = output_gradient}, samples, nullptr, input_gradient, scratch);
    }
    const std::int64_t in = input_elements(), out = output_elements();
    for (std::int64_t sample = 0; sample < samples; ++sample)
        input_gradient_one(output_gradient + sample * out, packed, input_gradient + sample * in, scratch);
}

template <class T>
void Convolution<T>::input_gradient_one(const T* output_gradient, const T* packed, T* input_gradient, T* scratch) const {
    const Window2D& w = window_;
    // The gradients stand apart by the stride in a picture that is as much larger as the kernel reaches.
    const std::int64_t reach_y = (w.kernel_height - 1) * w.dilation_y;
    const std::int64_t reach_x = (w.kernel_width - 1) * w.dilation_x;
    const std::int64_t width = w.input_width + reach_x;
    const bool as_is = reach_y == 0 && reach_x == 0 && w.stride_y == 1 && w.stride_x == 1;
    const T* source = output_gradient;
    if (!as_is) {
        std::fill_n(scratch, (w.input_height + reach_y) * width * filters_, T{0});
        place(output_gradient, w.output_height, w.output_width, filters_, scratch, width, reach_y - w.pad_top, reach_x - w.pad_left,
              w.stride_y, w.stride_x);
        source = scratch;
    }
    const Taps<T> taps(w, width * filters_, filters_, group_filters());
    for (std::int64_t group = 0; group < groups_; ++group) {
        for (std::int64_t y = 0; y < w.input_height; ++y) {
            multiply(Product<T>{.rows = w.input_width,
                                .columns = group_channels(),
                                .a = source + y * width * filters_ + group * group_filters(),
                                .a_row = filters_,
                                .outer = taps.rows,
                                .middle = taps.places,
                                .length = taps.length,
                                .b = packed + group * backward_panel(),
                                .c = input_gradient + y * w.input_width * w.channels + group * group_channels(),
                                .c_row = w.channels});
        }
    }
}

template <class T>
void Convolution<T>::add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient, T* scratch,
                                         std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_) return winograd_->backward(input, nullptr, {.values = output_gradient}, samples, kernel_gradient, nullptr, scratch);
    }
    const std::int64_t in = input_elements(), out = output_elements();
    for (std::int64_t sample = 0; sample < samples; ++sample)
        add_kernel_gradient_one(input + sample * in, output_gradient + sample * out, kernel_gradient, scratch);
}

template <class T>
void Convolution<T>::add_kernel_gradient_one(const T* input, const T* output_gradient, T* kernel_gradient, T* scratch) const {
    const Window2D& w = window_;
    const T* source = padded_input(input, scratch);
    if (w.padded()) scratch += aligned<T>(w.covered_height() * w.covered_width() * w.channels);
    const std::int64_t row = (w.padded() ? w.covered_width() : w.input_width) * w.channels;
    for (std::int64_t y = 0; y < w.output_height; y += band_rows()) {
        const std::int64_t rows = std::min(band_rows(), w.output_height - y);
        for (std::int64_t group = 0; group < groups_; ++group) {
            const std::int64_t first = group * group_filters();
            const T* const from = source + y * w.stride_y * row + group * group_channels();
            const T* const gradient = output_gradient + y * w.output_width * filters_ + first;
            if (by_patches())
                add_by_patches(from, row, rows, gradient, kernel_gradient + first, scratch);
            else
                add_by_rows(from, row, rows, gradient, kernel_gradient + first);
        }
    }
}

template <class T>
void Convolution<T>::backward(const T* input, const T* packed, const T* output_gradient, T* kernel_gradient, T* input_gradient, T* scratch,
                              std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_)
            return winograd_->backward(input, packed, {.values = output_gradient}, samples, kernel_gradient, input_gradient, scratch);
    }
    if (kernel_gradient) add_kernel_gradient(input, output_gradient, kernel_gradient, scratch, samples);
    if (input_gradient) this->input_gradient(output_gradient, packed, input_gradient, scratch, samples);
}

/// The kernel gradient of one group and some output rows from their patches, laid out one after the other.
template <class T>
void Convolution<T>::add_by_patches(const T* source, std::int64_t row, std::int64_t rows, const T* gradient, T* kernel_gradient,
                                    T* patches) const {
    const Window2D& w = window_;
    const Taps<T> taps(w, row, w.channels, group_channels());
    const std::int64_t depth = taps.rows.count * taps.places.count * taps.length;
    T* to = patches;
    for (std::int64_t y = 0; y < rows; ++y) {
        for (std::int64_t x = 0; x < w.output_width; ++x) {
            const T* from = source + y * w.stride_y * row + x * w.stride_x * w.channels;
            for (std::int64_t ky = 0; ky < taps.rows.count; ++ky) {
                for (std::int64_t kx = 0; kx < taps.places.count; ++kx) {
                    const T* const tap = from + ky * taps.rows.stride + kx * taps.places.stride;
                    for (std::int64_t i = 0; i < taps.length; ++i) *to++ = tap[i];  // few
                }
            }
        }
    }
    multiply(Product<T>{.rows = depth,
                        .columns = group_filters(),
                        .a = patches,
                        .a_row = 1,
                        .a_step = depth,
                        .length = rows * w.output_width,
                        .b = gradient,
                        .b_row = filters_,
                        .c = kernel_gradient,
                        .c_row = filters_,
                        .accumulate = true});
}

/// The same from the picture as it lies, a row of the kernel (or a tap) at a time.
template <class T>
void Convolution<T>::add_by_rows(const T* source, std::int64_t row, std::int64_t rows, const T* gradient, T* kernel_gradient) const {
    const Window2D& w = window_;
    const Taps<T> taps(w, row, w.channels, group_channels());
    for (std::int64_t ky = 0; ky < taps.rows.count; ++ky) {
        for (std::int64_t kx = 0; kx < taps.places.count; ++kx) {
            multiply(Product<T>{.rows = taps.length,
                                .columns = group_filters(),
                                .a = source + ky * taps.rows.stride + kx * taps.places.stride,
                                .a_row = 1,
                                .a_step = w.stride_x * w.channels,
                                .outer = {rows, w.stride_y * row},
                                .length = w.output_width,
                                .b = gradient,
                                .b_row = filters_,
                                .c = kernel_gradient + (ky * taps.places.count + kx) * taps.length * filters_,
                                .c_row = filters_,
                                .accumulate = true});
        }
    }
}

template class Convolution<float>;
template class Convolution<double>;

}  // namespace glassnet
