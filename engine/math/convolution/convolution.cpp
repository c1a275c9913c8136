// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/convolution/convolution.h"

#include "math/arena.h"
#include "math/matrix/matmul.h"

#include <algorithm>
#include <numeric>
#include <type_traits>

namespace glassnet {

namespace {

/// How the taps of a kernel lie behind the first: a row at a time where they are contiguous, otherwise one by
/// one. Pixels are `pixel` elements apart, of which `used` are read.
template <class T>
struct Taps {
    typename Product<T>::Level rows, columns;
    std::int64_t length;

    Taps(const Window2D& w, std::int64_t row, std::int64_t pixel, std::int64_t used)
        : rows{w.kernel_height, w.dilation_y * row} {
        const bool touch = w.dilation_x == 1 && used == pixel;
        columns = {touch ? 1 : w.kernel_width, w.dilation_x * pixel};
        length = touch ? w.kernel_width * used : used;
    }
};

/// Along one axis: the input pixels at one distance from where windows begin. The same taps reach
/// all of them: tap `tap` + j · `tap_step` joins the i-th of them to the output pixel `output` + i − j ·
/// `step`.
struct Residue {
    std::int64_t first = 0, count = 0;  // pixels, one stride apart
    std::int64_t taps = 0, tap = 0, tap_step = 1;
    std::int64_t output = 0, step = 1;
};

Residue residue_of(std::int64_t number, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                   std::int64_t pad, std::int64_t input) {
    Residue result;
    const std::int64_t shared = std::gcd(stride, dilation);
    result.first = (number + stride - pad % stride) % stride;
    result.count = result.first < input ? (input - 1 - result.first) / stride + 1 : 0;
    result.tap_step = stride / shared;
    result.step = dilation / shared;
    while (result.tap < result.tap_step && result.tap * dilation % stride != number) ++result.tap;
    if (result.tap >= std::min(result.tap_step, kernel)) return result;
    result.taps = (kernel - 1 - result.tap) / result.tap_step + 1;
    result.output = (result.first + pad - result.tap * dilation) / stride;
    return result;
}

Residue row_residue(const Window2D& w, std::int64_t number) {
    return residue_of(number, w.kernel_height, w.stride_y, w.dilation_y, w.pad_top, w.input_height);
}
Residue column_residue(const Window2D& w, std::int64_t number) {
    return residue_of(number, w.kernel_width, w.stride_x, w.dilation_x, w.pad_left, w.input_width);
}

/// Calls action(rows, columns) for all pairs of residues that taps reach, in a fixed order.
template <class Action>
void for_each_residue(const Window2D& w, const Action& action) {
    for (std::int64_t y = 0; y < w.stride_y; ++y) {
        const Residue rows = row_residue(w, y);
        for (std::int64_t x = 0; rows.taps > 0 && x < w.stride_x; ++x) {
            const Residue columns = column_residue(w, x);
            if (columns.taps > 0) action(rows, columns);
        }
    }
}

/// How far taps reach beyond the output's image, on each side.
struct Reach {
    std::int64_t top = 0, bottom = 0, left = 0, right = 0;

    explicit Reach(const Window2D& w) {
        for (std::int64_t y = 0; y < w.stride_y; ++y) widen(row_residue(w, y), w.output_height, top, bottom);
        for (std::int64_t x = 0; x < w.stride_x; ++x)
            widen(column_residue(w, x), w.output_width, left, right);
    }
    [[nodiscard]] bool none() const { return top == 0 && bottom == 0 && left == 0 && right == 0; }

private:
    static void widen(const Residue& residue, std::int64_t outputs, std::int64_t& before,
                      std::int64_t& after) {
        if (residue.taps == 0) return;
        before = std::max(before, (residue.taps - 1) * residue.step - residue.output);
        after = std::max(after, residue.output + residue.count - outputs);
    }
};

}  // namespace

template <class T>
Convolution<T>::Convolution(const Window2D& window, std::int64_t filters, std::int64_t groups)
    : window_(window), filters_(filters), groups_(groups) {
    constexpr std::int64_t enough = 16;  // channels and filters from which on the transforms pay
    const Window2D& w = window;
    if (std::is_same_v<T, double> || w.kernel_height != 3 || w.kernel_width != 3 || w.stride_y != 1 ||
        w.stride_x != 1 || groups != 1 || w.channels < enough || filters < enough)
        return;
    winograd_.emplace(WinogradTiles{.input_height = w.input_height,
                                    .input_width = w.input_width,
                                    .channels = w.channels,
                                    .output_height = w.output_height,
                                    .output_width = w.output_width,
                                    .filters = filters,
                                    .dilation_y = w.dilation_y,
                                    .dilation_x = w.dilation_x,
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
    std::int64_t elements = 0;
    for_each_residue(window_, [&](const Residue& rows, const Residue& columns) {
        elements += residue_panel(rows.taps * columns.taps);
    });
    return elements;
}

/// Returns the elements of the packed kernel of one group and one pair of residues.
template <class T>
std::int64_t Convolution<T>::residue_panel(std::int64_t taps) const {
    return aligned<T>(packed_elements<T>(taps * group_filters(), group_channels()));
}

template <class T>
std::int64_t Convolution<T>::packed_forward_elements() const {
    return winograd_ ? winograd_->packed_elements() : groups_ * forward_panel();
}

template <class T>
std::int64_t Convolution<T>::packed_backward_elements() const {
    return winograd_ ? winograd_->packed_elements() : groups_ * backward_panel();
}

/// Tells whether the patches are copied first, because few channels make rows of a kernel that do not fill a
/// tile.
template <class T>
bool Convolution<T>::by_patches() const {
    return (groups_ == 1 ? window_.kernel_width : 1) * group_channels() < 8;
}

/// Returns the output rows whose gradients stay in the cache while each row of the kernel reads them.
template <class T>
std::int64_t Convolution<T>::band_rows() const {
    constexpr std::int64_t budget = 16'384;  // elements
    return std::clamp<std::int64_t>(budget / (window_.output_width * filters_), 1, window_.output_height);
}

template <class T>
std::int64_t Convolution<T>::scratch_elements() const {
    if (winograd_) return aligned<T>(winograd_->scratch_elements());
    const std::int64_t input =
        window_.padded() ? aligned<T>(window_.covered_height() * window_.covered_width() * window_.channels)
                         : 0;
    const std::int64_t patches =
        by_patches() ? band_rows() * window_.output_width * kernel_area() * group_channels() : 0;
    const Reach reach(window_);
    const std::int64_t gradient = (window_.output_height + reach.top + reach.bottom) *
                                  (window_.output_width + reach.left + reach.right) * filters_;
    return aligned<T>(std::max({input + patches, gradient, kernel_elements()}));
}

template <class T>
void Convolution<T>::pack_forward(const T* kernel, T* packed, [[maybe_unused]] T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_) return winograd_->pack(kernel, Winograd::Direction::forward, packed, scratch);
    }
    for (std::int64_t group = 0; group < groups_; ++group)
        pack(kernel + group * group_filters(), filters_, std::int64_t{1}, kernel_area() * group_channels(),
             group_filters(), packed + group * forward_panel());
}

template <class T>
void Convolution<T>::pack_backward(const T* kernel, T* packed, T* scratch) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_) return winograd_->pack(kernel, Winograd::Direction::backward, packed, scratch);
    }
    const std::int64_t channels = group_channels(), filters = group_filters();
    for (std::int64_t group = 0; group < groups_; ++group) {
        for_each_residue(window_, [&](const Residue& rows, const Residue& columns) {
            T* to = scratch;
            // in the order of the output's pixels: that of the taps reversed
            for (std::int64_t y = rows.taps - 1; y >= 0; --y) {
                for (std::int64_t x = columns.taps - 1; x >= 0; --x, to += filters * channels) {
                    const std::int64_t tap = (rows.tap + y * rows.tap_step) * window_.kernel_width +
                                             columns.tap + x * columns.tap_step;
                    transpose(kernel + tap * channels * filters_ + group * filters, filters_, channels,
                              filters, to, channels);
                }
            }
            pack(scratch, channels, std::int64_t{1}, rows.taps * columns.taps * filters, channels, packed);
            packed += residue_panel(rows.taps * columns.taps);
        });
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
void Convolution<T>::forward(const T* input, const T* packed, const Epilogue<T>& epilogue, T* output,
                             T* scratch, std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_)
            return winograd_->forward(input, packed, epilogue, samples, {.values = output}, scratch);
    }
    const std::int64_t in = input_elements(), out = output_elements();
    for (std::int64_t sample = 0; sample < samples; ++sample)
        forward_one(input + sample * in, packed, epilogue, output + sample * out, scratch);
}

template <class T>
void Convolution<T>::forward_one(const T* input, const T* packed, const Epilogue<T>& epilogue, T* output,
                                 T* scratch) const {
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
                                .middle = taps.columns,
                                .length = taps.length,
                                .b = packed + group * forward_panel(),
                                .c = output + y * w.output_width * filters_ + first,
                                .c_row = filters_,
                                .epilogue = epilogue.from(first)});
        }
    }
}

template <class T>
void Convolution<T>::input_gradient(const T* output_gradient, const T* packed, T* input_gradient, T* scratch,
                                    std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_)
            return winograd_->backward(nullptr, packed, {.values = output_gradient}, samples, nullptr,
                                       input_gradient, scratch);
    }
    const std::int64_t in = input_elements(), out = output_elements();
    for (std::int64_t sample = 0; sample < samples; ++sample)
        input_gradient_one(output_gradient + sample * out, packed, input_gradient + sample * in, scratch);
}

/// Computes each residue of the stride by itself, so that no tap meets the zeros between outputs a stride
/// apart.
template <class T>
void Convolution<T>::input_gradient_one(const T* output_gradient, const T* packed, T* input_gradient,
                                        T* scratch) const {
    const Window2D& w = window_;
    const Reach reach(w);
    const std::int64_t row = (w.output_width + reach.left + reach.right) * filters_;
    const T* source = output_gradient;
    if (!reach.none()) {  // zeros around
        T* to = std::fill_n(scratch, reach.top * row, T{0});
        for (std::int64_t y = 0; y < w.output_height; ++y) {
            to = std::fill_n(to, reach.left * filters_, T{0});
            to = std::copy_n(output_gradient + y * w.output_width * filters_, w.output_width * filters_, to);
            to = std::fill_n(to, reach.right * filters_, T{0});
        }
        std::fill_n(to, reach.bottom * row, T{0});
        source = scratch + reach.top * row + reach.left * filters_;
    }
    // some pixels no tap may reach
    if (w.stride_y > 1 || w.stride_x > 1) std::fill_n(input_gradient, input_elements(), T{0});
    for (std::int64_t group = 0; group < groups_; ++group) {
        for_each_residue(w, [&](const Residue& rows, const Residue& columns) {
            const bool touch = columns.step == 1 && group_filters() == filters_;
            for (std::int64_t i = 0; i < rows.count && columns.count > 0; ++i) {
                const std::int64_t y = rows.output + i - (rows.taps - 1) * rows.step;
                const std::int64_t x = columns.output - (columns.taps - 1) * columns.step;
                const std::int64_t pixel = (rows.first + i * w.stride_y) * w.input_width + columns.first;
                multiply(Product<T>{.rows = columns.count,
                                    .columns = group_channels(),
                                    .a = source + y * row + x * filters_ + group * group_filters(),
                                    .a_row = filters_,
                                    .outer = {rows.taps, rows.step * row},
                                    .middle = {touch ? 1 : columns.taps, columns.step * filters_},
                                    .length = (touch ? columns.taps : 1) * group_filters(),
                                    .b = packed,
                                    .c = input_gradient + pixel * w.channels + group * group_channels(),
                                    .c_row = w.stride_x * w.channels});
            }
            packed += residue_panel(rows.taps * columns.taps);
        });
    }
}

template <class T>
void Convolution<T>::add_kernel_gradient(const T* input, const T* output_gradient, T* kernel_gradient,
                                         T* scratch, std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_)
            return winograd_->backward(input, nullptr, {.values = output_gradient}, samples, kernel_gradient,
                                       nullptr, scratch);
    }
    const std::int64_t in = input_elements(), out = output_elements();
    for (std::int64_t sample = 0; sample < samples; ++sample)
        add_kernel_gradient_one(input + sample * in, output_gradient + sample * out, kernel_gradient,
                                scratch);
}

template <class T>
void Convolution<T>::add_kernel_gradient_one(const T* input, const T* output_gradient, T* kernel_gradient,
                                             T* scratch) const {
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
void Convolution<T>::backward(const T* input, const T* packed, const T* output_gradient, T* kernel_gradient,
                              T* input_gradient, T* scratch, std::int64_t samples) const {
    if constexpr (std::is_same_v<T, float>) {
        if (winograd_)
            return winograd_->backward(input, packed, {.values = output_gradient}, samples, kernel_gradient,
                                       input_gradient, scratch);
    }
    if (kernel_gradient) add_kernel_gradient(input, output_gradient, kernel_gradient, scratch, samples);
    if (input_gradient) this->input_gradient(output_gradient, packed, input_gradient, scratch, samples);
}

/// Adds the kernel gradient of one group and some output rows from copies of their patches.
template <class T>
void Convolution<T>::add_by_patches(const T* source, std::int64_t row, std::int64_t rows, const T* gradient,
                                    T* kernel_gradient, T* patches) const {
    const Window2D& w = window_;
    const Taps<T> taps(w, row, w.channels, group_channels());
    const std::int64_t depth = taps.rows.count * taps.columns.count * taps.length;
    T* to = patches;
    for (std::int64_t y = 0; y < rows; ++y) {
        for (std::int64_t x = 0; x < w.output_width; ++x) {
            const T* from = source + y * w.stride_y * row + x * w.stride_x * w.channels;
            for (std::int64_t ky = 0; ky < taps.rows.count; ++ky) {
                for (std::int64_t kx = 0; kx < taps.columns.count; ++kx) {
                    const T* const tap = from + ky * taps.rows.stride + kx * taps.columns.stride;
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

/// Adds that gradient from the image as it lies, a row of the kernel (or a tap) at a time.
template <class T>
void Convolution<T>::add_by_rows(const T* source, std::int64_t row, std::int64_t rows, const T* gradient,
                                 T* kernel_gradient) const {
    const Window2D& w = window_;
    const Taps<T> taps(w, row, w.channels, group_channels());
    for (std::int64_t ky = 0; ky < taps.rows.count; ++ky) {
        for (std::int64_t kx = 0; kx < taps.columns.count; ++kx) {
            multiply(
                Product<T>{.rows = taps.length,
                           .columns = group_filters(),
                           .a = source + ky * taps.rows.stride + kx * taps.columns.stride,
                           .a_row = 1,
                           .a_step = w.stride_x * w.channels,
                           .outer = {rows, w.stride_y * row},
                           .length = w.output_width,
                           .b = gradient,
                           .b_row = filters_,
                           .c = kernel_gradient + (ky * taps.columns.count + kx) * taps.length * filters_,
                           .c_row = filters_,
                           .accumulate = true});
        }
    }
}

template class Convolution<float>;
template class Convolution<double>;

}  // namespace glassnet
