// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution.h"

#include "math/arena.h"
#include "math/matmul.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Where the taps of a kernel lie from the first: a row at a time where neighbours touch, else one by one.
template <class T>
struct Taps {
    typename Product<T>::Level rows, places;
    std::int64_t length;

    Taps(std::int64_t kernel_height, std::int64_t kernel_width, std::int64_t dilation_y, std::int64_t dilation_x, std::int64_t row,
         std::int64_t channels)
        : rows{kernel_height, dilation_y * row},
          places{dilation_x == 1 ? 1 : kernel_width, dilation_x * channels},
          length(dilation_x == 1 ? kernel_width * channels : channels) {}
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
Convolution<T>::Convolution(const Window2D& window, std::int64_t filters) : window_(window), filters_(filters) {}

template <class T>
std::int64_t Convolution<T>::kernel_elements() const {
    return window_.kernel_height * window_.kernel_width * window_.channels * filters_;
}

template <class T>
std::int64_t Convolution<T>::packed_forward_elements() const {
    return packed_elements<T>(window_.kernel_height * window_.kernel_width * window_.channels, filters_);
}

template <class T>
std::int64_t Convolution<T>::packed_backward_elements() const {
    return packed_elements<T>(window_.kernel_height * window_.kernel_width * filters_, window_.channels);
}

/// Few channels: rows of a kernel are too short to fill a tile, so the patches are laid out first.
template <class T>
bool Convolution<T>::by_patches() const {
    return window_.kernel_width * window_.channels < 8;
}

template <class T>
std::int64_t Convolution<T>::scratch_elements() const {
    const std::int64_t pixels = window_.output_height * window_.output_width;
    const std::int64_t input = window_.padded() ? aligned<T>(window_.covered_height() * window_.covered_width() * window_.channels) : 0;
    const std::int64_t patches = by_patches() ? pixels * window_.kernel_height * window_.kernel_width * window_.channels : 0;
    const std::int64_t kernel_step = input + aligned<T>(packed_elements<T>(pixels, filters_)) + aligned<T>(patches);
    const std::int64_t gradient = (window_.input_height + (window_.kernel_height - 1) * window_.dilation_y) *
                                  (window_.input_width + (window_.kernel_width - 1) * window_.dilation_x) * filters_;
    return aligned<T>(std::max({kernel_step, gradient, kernel_elements()}));
}

template <class T>
void Convolution<T>::pack_forward(const T* kernel, T* packed) const {
    pack(kernel, filters_, std::int64_t{1}, window_.kernel_height * window_.kernel_width * window_.channels, filters_, packed);
}

template <class T>
void Convolution<T>::pack_backward(const T* kernel, T* packed, T* scratch) const {
    const std::int64_t taps = window_.kernel_height * window_.kernel_width;
    const std::int64_t channels = window_.channels;
    for (std::int64_t tap = 0; tap < taps; ++tap) {
        const T* from = kernel + (taps - 1 - tap) * channels * filters_;
        for (std::int64_t filter = 0; filter < filters_; ++filter) {
            for (std::int64_t channel = 0; channel < channels; ++channel)
                scratch[(tap * filters_ + filter) * channels + channel] = from[channel * filters_ + filter];
        }
    }
    pack(scratch, channels, std::int64_t{1}, taps * filters_, channels, packed);
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
void Convolution<T>::forward(const T* input, const T* packed, const T* bias, bool relu, T* output, T* scratch) const {
    const Window2D& w = window_;
    const T* source = padded_input(input, scratch);
    const std::int64_t row = (w.padded() ? w.covered_width() : w.input_width) * w.channels;
    const Taps<T> taps(w.kernel_height, w.kernel_width, w.dilation_y, w.dilation_x, row, w.channels);
    for (std::int64_t y = 0; y < w.output_height; ++y) {
        multiply(Product<T>{.rows = w.output_width,
                            .columns = filters_,
                            .a = source + y * w.stride_y * row,
                            .a_row = w.stride_x * w.channels,
                            .outer = taps.rows,
                            .middle = taps.places,
                            .length = taps.length,
                            .b = packed,
                            .c = output + y * w.output_width * filters_,
                            .c_row = filters_,
                            .bias = bias,
                            .relu = relu});
    }
}

template <class T>
void Convolution<T>::input_gradient(const T* output_gradient, const T* packed, T* input_gradient, T* scratch) const {
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
    const Taps<T> taps(w.kernel_height, w.kernel_width, w.dilation_y, w.dilation_x, width * filters_, filters_);
    for (std::int64_t y = 0; y < w.input_height; ++y) {
        multiply(Product<T>{.rows = w.input_width,
                            .columns = w.channels,
                            .a = source + y * width * filters_,
                            .a_row = filters_,
                            .outer = taps.rows,
                            .middle = taps.places,
                            .length = taps.length,
                            .b = packed,
                            .c = input_gradient + y * w.input_width * w.channels,
                            .c_row = w.channels});
    }
}

template <class T>
void Convolution<T>::add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient, T* scratch) const {
    const Window2D& w = window_;
    const T* source = padded_input(input, scratch);
    if (w.padded()) scratch += aligned<T>(w.covered_height() * w.covered_width() * w.channels);
    const std::int64_t row = (w.padded() ? w.covered_width() : w.input_width) * w.channels;
    const std::int64_t pixels = w.output_height * w.output_width;
    T* packed = scratch;
    pack(output_gradient, filters_, std::int64_t{1}, pixels, filters_, packed);

    if (by_patches()) {
        T* patches = scratch + aligned<T>(packed_elements<T>(pixels, filters_));
        const Taps<T> taps(w.kernel_height, w.kernel_width, w.dilation_y, w.dilation_x, row, w.channels);
        const std::int64_t depth = taps.rows.count * taps.places.count * taps.length;
        T* to = patches;
        for (std::int64_t y = 0; y < w.output_height; ++y) {
            for (std::int64_t x = 0; x < w.output_width; ++x) {
                const T* from = source + y * w.stride_y * row + x * w.stride_x * w.channels;
                for (std::int64_t ky = 0; ky < taps.rows.count; ++ky) {
                    for (std::int64_t kx = 0; kx < taps.places.count; ++kx) {
                        to = std::copy_n(from + ky * taps.rows.stride + kx * taps.places.stride, taps.length, to);
                    }
                }
            }
        }
        multiply(Product<T>{.rows = depth,
                            .columns = filters_,
                            .a = patches,
                            .a_row = 1,
                            .a_step = depth,
                            .length = pixels,
                            .b = packed,
                            .c = kernel_gradient,
                            .c_row = filters_,
                            .accumulate = true});
        return;
    }

    const Taps<T> taps(w.kernel_height, w.kernel_width, w.dilation_y, w.dilation_x, row, w.channels);
    for (std::int64_t ky = 0; ky < taps.rows.count; ++ky) {
        for (std::int64_t kx = 0; kx < taps.places.count; ++kx) {
            multiply(Product<T>{.rows = taps.length,
                                .columns = filters_,
                                .a = source + ky * taps.rows.stride + kx * taps.places.stride,
                                .a_row = 1,
                                .a_step = w.stride_x * w.channels,
                                .outer = {w.output_height, w.stride_y * row},
                                .length = w.output_width,
                                .b = packed,
                                .c = kernel_gradient + (ky * taps.places.count + kx) * taps.length * filters_,
                                .c_row = filters_,
                                .accumulate = true});
        }
    }
}

template class Convolution<float>;
template class Convolution<double>;

}  // namespace glassnet
