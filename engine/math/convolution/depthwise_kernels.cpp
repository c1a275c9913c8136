// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of neighbouring outputs of a row × one vector of channels stay in registers while the taps run.
// Channels are the innermost loop: pixels lie so far apart that a row of them in one vector of channels would
// not stay in the cache.
#include "math/convolution/depthwise_kernels.h"

#include "math/simd/dispatch.h"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/convolution/depthwise_kernels.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/columns-inl.h"

#ifndef GLASSNET_DEPTHWISE_AXIS
#define GLASSNET_DEPTHWISE_AXIS
namespace glassnet {

/// A convolution along one axis of the image. Output number q lies at first + q · step of what is written
/// and looks at offset + q · stride + i · dilation of what is read, i = 0 … taps − 1; there it meets tap
/// tap_first + i · tap_step of the kernel.
struct DepthwiseAxis {
    std::int64_t outputs = 0, first = 0, step = 1;
    std::int64_t size = 0, offset = 0, stride = 1, dilation = 1;
    std::int64_t taps = 0, tap_first = 0, tap_step = 1;

    [[nodiscard]] std::int64_t from(std::int64_t q) const { return offset + q * stride; }
    /// Returns the first tap that does not lie before `place`.
    [[nodiscard]] std::int64_t tap_at(std::int64_t q, std::int64_t place) const {
        const std::int64_t distance = place - from(q);
        return distance <= 0 ? 0 : HWY_MIN(taps, (distance + dilation - 1) / dilation);
    }
    /// The outputs all of whose taps lie inside begin here …
    [[nodiscard]] std::int64_t inside_begin() const {
        return offset >= 0 ? 0 : HWY_MIN(outputs, (stride - 1 - offset) / stride);
    }
    /// … and end before this one.
    [[nodiscard]] std::int64_t inside_end() const {
        const std::int64_t room = size - 1 - (taps - 1) * dilation - offset;
        return HWY_MAX(inside_begin(), room < 0 ? 0 : HWY_MIN(outputs, room / stride + 1));
    }
};

inline DepthwiseAxis forward_axis(std::int64_t outputs, std::int64_t size, std::int64_t taps,
                                  std::int64_t stride, std::int64_t dilation, std::int64_t pad) {
    return {.outputs = outputs,
            .size = size,
            .offset = -pad,
            .stride = stride,
            .dilation = dilation,
            .taps = taps};
}

/// The axis of the backward pass: input number x gets the gradient of output (x + pad − tap · dilation) /
/// stride wherever that is whole. For the inputs x = remainder + q · stride these are every so many taps and
/// outputs next to each other, so that it is a convolution with stride 1.
inline DepthwiseAxis backward_axis(const DepthwiseAxis& forward, std::int64_t remainder) {
    const std::int64_t stride = forward.stride, place = remainder - forward.offset;
    DepthwiseAxis axis{.outputs = (forward.size - remainder + stride - 1) / stride,
                       .first = remainder,
                       .step = stride,
                       .size = forward.outputs};
    std::int64_t found[2] = {};  // the first two taps that reach these inputs; all others follow as far apart
    for (std::int64_t tap = 0; tap < forward.taps; ++tap) {
        if ((place - tap * forward.dilation) % stride != 0) continue;
        if (axis.taps < 2) found[axis.taps] = tap;
        ++axis.taps;
    }
    if (axis.taps == 0) return axis;
    const std::int64_t apart = axis.taps > 1 ? found[1] - found[0] : 1;
    axis.tap_first = found[0] + (axis.taps - 1) * apart;  // the last tap meets the first output
    axis.tap_step = -apart;
    axis.dilation = axis.taps > 1 ? apart * forward.dilation / stride : 1;
    axis.offset = (place - axis.tap_first * forward.dilation) / stride;
    return axis;
}

/// A block of neighbouring outputs of a row and the taps that they all meet. Strides are in elements.
struct DepthwiseBlock {
    const float* in = nullptr;  // what the first output's first tap looks at
    std::int64_t in_row = 0, in_column = 0, in_pixel = 0;
    std::int64_t tap = 0;  // the first tap's place in the kernel
    std::int64_t tap_row = 0, tap_column = 0;
    std::int64_t rows = 0, columns = 0;  // of taps
    std::int64_t out = 0, out_pixel = 0;
};

}  // namespace glassnet
#endif

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

/// The most outputs of a block.
constexpr std::int64_t most_outputs = 8;

/// Calls work.Run<outputs>(block) for 1 … `most` outputs.
template <int most = most_outputs, class Work>
HWY_INLINE void RunBlock(const Work& work, const DepthwiseBlock& block, std::int64_t outputs) {
    if constexpr (most > 1) {
        if (outputs < most) return RunBlock<most - 1>(work, block, outputs);
    }
    work.template Run<most>(block);
}

/// Runs all outputs in blocks of nearly equal size; those at the border one by one, with the taps that lie
/// inside. Blocks depend on the shapes alone, because kernel gradients are summed block by block.
template <class Work>
HWY_INLINE void ForBlocks(const DepthwiseAxis& y, const DepthwiseAxis& x, std::int64_t kernel_width,
                          std::int64_t output_width, std::int64_t channels, const float* input,
                          const Work& work) {
    DepthwiseBlock block{.in_row = y.dilation * x.size * channels,
                         .in_column = x.dilation * channels,
                         .in_pixel = x.stride * channels,
                         .tap_row = y.tap_step * kernel_width * channels,
                         .tap_column = x.tap_step * channels,
                         .out_pixel = x.step * channels};
    const std::int64_t begin = x.inside_begin(), end = x.inside_end(),
                       parts = (end - begin + most_outputs - 1) / most_outputs;
    for (std::int64_t qy = 0; qy < y.outputs; ++qy) {
        const std::int64_t first_row = y.tap_at(qy, 0);
        block.rows = HWY_MAX(0, y.tap_at(qy, y.size) - first_row);
        const auto place = [&](std::int64_t qx, std::int64_t first_column, std::int64_t columns) HWY_ATTR {
            block.columns = columns;
            block.in = input + ((y.from(qy) + first_row * y.dilation) * x.size + x.from(qx) +
                                first_column * x.dilation) *
                                   channels;
            block.tap = ((y.tap_first + first_row * y.tap_step) * kernel_width + x.tap_first +
                         first_column * x.tap_step) *
                        channels;
            block.out = ((y.first + qy * y.step) * output_width + x.first + qx * x.step) * channels;
        };
        const auto at_border = [&](std::int64_t qx) HWY_ATTR {
            const std::int64_t first = x.tap_at(qx, 0);
            place(qx, first, HWY_MAX(0, x.tap_at(qx, x.size) - first));
            work.template Run<1>(block);
        };
        std::int64_t qx = 0;
        for (; qx < begin; ++qx) at_border(qx);
        for (std::int64_t part = 0; part < parts; ++part) {
            const std::int64_t next = begin + (end - begin) * (part + 1) / parts;
            place(qx, 0, x.taps);
            RunBlock(work, block, next - qx);
            qx = next;
        }
        for (; qx < x.outputs; ++qx) at_border(qx);
    }
}

/// Which inner loop fits: three contiguous taps and outputs 1 or 2 pixels apart, or anything.
enum class Body { any, three_by_stride_1, three_by_stride_2 };

HWY_INLINE Body BodyFor(const DepthwiseBlock& block, std::int64_t channels) {
    if (block.columns != 3 || block.in_column != channels) return Body::any;
    if (block.in_pixel == channels) return Body::three_by_stride_1;
    return block.in_pixel == 2 * channels ? Body::three_by_stride_2 : Body::any;
}

/// The sums of the forward pass and of the input's gradient.
class Convolve {
public:
    Convolve(const float* kernel, const Epilogue<float>& epilogue, std::int64_t channels, float* output)
        : kernel_(kernel), epilogue_(epilogue), channels_(channels), output_(output) {}

    template <int outputs>
    HWY_ATTR void Run(const DepthwiseBlock& block) const {
        const hn::ScalableTag<float> wide;
        std::int64_t c = 0;
        const std::int64_t n = LanesOf(wide);
        if constexpr (outputs >= 2) {
            const Body body = BodyFor(block, channels_);
            if (body == Body::three_by_stride_1)
                for (; c + n <= channels_; c += n) Three<outputs, 1>(wide, block, c);
            if (body == Body::three_by_stride_2)
                for (; c + n <= channels_; c += n) Three<outputs, 2>(wide, block, c);
        }
        ForColumns(channels_ - c,
                   [&](auto d, std::int64_t rest) HWY_ATTR { Any<outputs>(d, block, c + rest); });
    }

private:
    template <class D>
    HWY_INLINE hn::Vec<D> Start(D d, std::int64_t c) const {
        return epilogue_.bias ? hn::LoadU(d, epilogue_.bias + c) : hn::Zero(d);
    }

    template <int outputs, class D, class V = hn::Vec<D>>
    HWY_INLINE void Store(D d, const DepthwiseBlock& block, const V (&sums)[outputs], std::int64_t c) const {
        float* const to = output_ + block.out + c;
        const V zero = hn::Zero(d);
#pragma GCC unroll 8
        for (int p = 0; p < outputs; ++p)
            hn::StoreU(epilogue_.relu ? hn::IfThenElse(hn::Lt(sums[p], zero), zero, sums[p]) : sums[p], d,
                       to + p * block.out_pixel);
    }

    template <int outputs, class D, class V = hn::Vec<D>>
    HWY_INLINE void Any(D d, const DepthwiseBlock& block, std::int64_t c) const {
        V sums[outputs];
        const V start = Start(d, c);
#pragma GCC unroll 8
        for (int p = 0; p < outputs; ++p) sums[p] = start;
        for (std::int64_t row = 0; row < block.rows; ++row) {
            const float* in = block.in + row * block.in_row + c;
            const float* tap = kernel_ + block.tap + row * block.tap_row + c;
            for (std::int64_t column = block.columns; column > 0;
                 --column, in += block.in_column, tap += block.tap_column) {
                const V k = hn::LoadU(d, tap);
#pragma GCC unroll 8
                for (int p = 0; p < outputs; ++p)
                    sums[p] = hn::MulAdd(hn::LoadU(d, in + p * block.in_pixel), k, sums[p]);
            }
        }
        Store<outputs>(d, block, sums, c);
    }

    /// Reads each element once for all outputs that need it.
    template <int outputs, int stride, class D, class V = hn::Vec<D>>
    HWY_INLINE void Three(D d, const DepthwiseBlock& block, std::int64_t c) const {
        V sums[outputs];
        const V start = Start(d, c);
#pragma GCC unroll 8
        for (int p = 0; p < outputs; ++p) sums[p] = start;
        for (std::int64_t row = 0; row < block.rows; ++row) {
            const float* in = block.in + row * block.in_row + c;
            const float* tap = kernel_ + block.tap + row * block.tap_row + c;
            const V k[3] = {hn::LoadU(d, tap), hn::LoadU(d, tap + block.tap_column),
                            hn::LoadU(d, tap + 2 * block.tap_column)};
#pragma GCC unroll 17
            for (int i = 0; i < (outputs - 1) * stride + 3; ++i) {
                const V x = hn::LoadU(d, in + i * channels_);
#pragma GCC unroll 3
                for (int t = 0; t < 3; ++t) {
                    if ((i - t) % stride == 0 && i >= t && (i - t) / stride < outputs)
                        sums[(i - t) / stride] = hn::MulAdd(x, k[t], sums[(i - t) / stride]);
                }
            }
        }
        Store<outputs>(d, block, sums, c);
    }

    const float* kernel_;
    Epilogue<float> epilogue_;
    std::int64_t channels_;
    float* output_;
};

/// The kernel's gradient: each tap's sum over a block, then added to what is there.
class KernelGradient {
public:
    KernelGradient(const float* output_gradient, std::int64_t channels, float* kernel_gradient)
        : gradient_(output_gradient), channels_(channels), to_(kernel_gradient) {}

    template <int outputs>
    HWY_ATTR void Run(const DepthwiseBlock& block) const {
        const hn::ScalableTag<float> wide;
        std::int64_t c = 0;
        const std::int64_t n = LanesOf(wide);
        if constexpr (outputs >= 2) {
            const Body body = BodyFor(block, channels_);
            if (body == Body::three_by_stride_1)
                for (; c + n <= channels_; c += n) Three<outputs, 1>(wide, block, c);
            if (body == Body::three_by_stride_2)
                for (; c + n <= channels_; c += n) Three<outputs, 2>(wide, block, c);
        }
        ForColumns(channels_ - c,
                   [&](auto d, std::int64_t rest) HWY_ATTR { Any<outputs>(d, block, c + rest); });
    }

private:
    template <int outputs, class D, class V = hn::Vec<D>>
    HWY_INLINE void Any(D d, const DepthwiseBlock& block, std::int64_t c) const {
        V g[outputs];
#pragma GCC unroll 8
        for (int p = 0; p < outputs; ++p)
            g[p] = hn::LoadU(d, gradient_ + block.out + p * block.out_pixel + c);
        for (std::int64_t row = 0; row < block.rows; ++row) {
            const float* in = block.in + row * block.in_row + c;
            float* to = to_ + block.tap + row * block.tap_row + c;
            for (std::int64_t column = block.columns; column > 0;
                 --column, in += block.in_column, to += block.tap_column) {
                V sum = hn::Zero(d);
#pragma GCC unroll 8
                for (int p = 0; p < outputs; ++p)
                    sum = hn::MulAdd(hn::LoadU(d, in + p * block.in_pixel), g[p], sum);
                hn::StoreU(hn::Add(hn::LoadU(d, to), sum), d, to);
            }
        }
    }

    template <int outputs, int stride, class D, class V = hn::Vec<D>>
    HWY_INLINE void Three(D d, const DepthwiseBlock& block, std::int64_t c) const {
        V g[outputs];
#pragma GCC unroll 8
        for (int p = 0; p < outputs; ++p) g[p] = hn::LoadU(d, gradient_ + block.out + p * channels_ + c);
        for (std::int64_t row = 0; row < block.rows; ++row) {
            const float* in = block.in + row * block.in_row + c;
            float* to = to_ + block.tap + row * block.tap_row + c;
            V sums[3] = {hn::Zero(d), hn::Zero(d), hn::Zero(d)};
#pragma GCC unroll 17
            for (int i = 0; i < (outputs - 1) * stride + 3; ++i) {
                const V x = hn::LoadU(d, in + i * channels_);
#pragma GCC unroll 3
                for (int t = 0; t < 3; ++t) {
                    if ((i - t) % stride == 0 && i >= t && (i - t) / stride < outputs)
                        sums[t] = hn::MulAdd(x, g[(i - t) / stride], sums[t]);
                }
            }
#pragma GCC unroll 3
            for (int t = 0; t < 3; ++t)
                hn::StoreU(hn::Add(hn::LoadU(d, to + t * channels_), sums[t]), d, to + t * channels_);
        }
    }

    const float* gradient_;
    std::int64_t channels_;
    float* to_;
};

HWY_INLINE DepthwiseAxis AxisY(const Window2D& w) {
    return forward_axis(w.output_height, w.input_height, w.kernel_height, w.stride_y, w.dilation_y,
                        w.pad_top);
}
HWY_INLINE DepthwiseAxis AxisX(const Window2D& w) {
    return forward_axis(w.output_width, w.input_width, w.kernel_width, w.stride_x, w.dilation_x, w.pad_left);
}

HWY_ATTR void DepthwiseForward(const Window2D& w, const float* input, const float* kernel,
                               const Epilogue<float>& epilogue, float* output) {
    ForBlocks(AxisY(w), AxisX(w), w.kernel_width, w.output_width, w.channels, input,
              Convolve(kernel, epilogue, w.channels, output));
}

HWY_ATTR void DepthwiseInputGradient(const Window2D& w, const float* output_gradient, const float* kernel,
                                     float* input_gradient) {
    const DepthwiseAxis y = AxisY(w), x = AxisX(w);
    const Convolve work(kernel, {}, w.channels, input_gradient);
    for (std::int64_t ry = 0; ry < w.stride_y; ++ry) {
        for (std::int64_t rx = 0; rx < w.stride_x; ++rx)
            ForBlocks(backward_axis(y, ry), backward_axis(x, rx), w.kernel_width, w.input_width, w.channels,
                      output_gradient, work);
    }
}

HWY_ATTR void DepthwiseKernelGradient(const Window2D& w, const float* input, const float* output_gradient,
                                      float* kernel_gradient) {
    ForBlocks(AxisY(w), AxisX(w), w.kernel_width, w.output_width, w.channels, input,
              KernelGradient(output_gradient, w.channels, kernel_gradient));
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(DepthwiseForward);
void depthwise_forward(const Window2D& w, const float* input, const float* kernel,
                       const Epilogue<float>& epilogue, float* output) {
    HWY_DYNAMIC_DISPATCH(DepthwiseForward)(w, input, kernel, epilogue, output);
}

HWY_EXPORT(DepthwiseInputGradient);
void depthwise_input_gradient(const Window2D& w, const float* output_gradient, const float* kernel,
                              float* input_gradient) {
    HWY_DYNAMIC_DISPATCH(DepthwiseInputGradient)(w, output_gradient, kernel, input_gradient);
}

HWY_EXPORT(DepthwiseKernelGradient);
void depthwise_kernel_gradient(const Window2D& w, const float* input, const float* output_gradient,
                               float* kernel_gradient) {
    HWY_DYNAMIC_DISPATCH(DepthwiseKernelGradient)(w, input, output_gradient, kernel_gradient);
}

}  // namespace glassnet
#endif
