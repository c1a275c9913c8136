// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/pooling.h"
#include "math/images/pooling.h"
#include "math/images/window_span.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Keeps the largest value of each window.
class MaxPooling2D final : public Pooling2D<MaxPooling2D> {
public:
    static constexpr auto settings = pooling_settings();

    static Description describe() {
        return {.id = "MaxPooling2D",
                .title = "MaxPooling2D",
                .group = "Pooling",
                .summary = "Keeps the largest value of each window.",
                .formula = "y[i, j, c] = max over u, v of x[i·s + u, j·s + v, c]",
                .keras = "keras.layers.MaxPooling2D",
                .pytorch = "torch.nn.MaxPool2d",
                .onnx = "MaxPool",
                .icon = "max_pooling"};
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        const Window2D w = window_of(binding.input_shapes);
        Contract contract{.kernels = {"vectors of channels", "vectors of channels"}};
        const bool touch = w.stride_y == w.kernel_height && w.stride_x == w.kernel_width;
        if (touch && !w.padded() && w.kernel_height * w.kernel_width <= 256)
            contract.post_op =
                PostOp{.work = PostOp::Work::max_pooling, .height = w.kernel_height, .width = w.kernel_width};
        return contract;
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Window2D w = window_of(pass.input_shapes);
        for_each_sample(pass, w, [&](std::int64_t in, std::int64_t out) {
            for_each_window(w, [&](std::int64_t pixel, const WindowSpan& rows, const WindowSpan& columns) {
                T* output = pass.output + out + pixel * w.channels;
                // Windows of any size in batches of pointers: the largest so far takes part in the next
                // batch.
                Batch<T> batch;
                const auto flush = [&] { max_of_rows(batch.from, batch.count, w.channels, output); };
                for (std::int64_t y = rows.begin; y < rows.end; ++y) {
                    for (std::int64_t x = columns.begin; x < columns.end; ++x) {
                        if (batch.count == batch_size) {
                            flush();
                            batch.count = 0;
                            batch.from[batch.count++] = output;
                        }
                        batch.from[batch.count++] =
                            pass.inputs[0] + in + (y * w.input_width + x) * w.channels;
                    }
                }
                flush();
            });
        });
    }

    /// Passes the gradient to the first of the largest values, as Keras and PyTorch do.
    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const Window2D w = window_of(pass.input_shapes);
        for_each_sample(pass, w, [&](std::int64_t in, std::int64_t out) {
            std::fill_n(to + in, w.input_height * w.input_width * w.channels, T{0});
            for_each_window(w, [&](std::int64_t pixel, const WindowSpan& rows, const WindowSpan& columns) {
                const T* output = pass.output + out + pixel * w.channels;
                T* gradient = pass.output_gradient + out + pixel * w.channels;
                Batch<T> batch;
                for (std::int64_t y = rows.begin; y < rows.end; ++y) {
                    for (std::int64_t x = columns.begin; x < columns.end; ++x) {
                        const std::int64_t offset = in + (y * w.input_width + x) * w.channels;
                        if (batch.count == batch_size) {
                            give(batch, w.channels, output, gradient);
                            batch.count = 0;
                        }
                        batch.from[batch.count] = pass.inputs[0] + offset;
                        batch.to[batch.count++] = to + offset;
                    }
                }
                max_of_rows_backward(batch.from, batch.to, batch.count, w.channels, output, gradient);
            });
        });
    }

private:
    static constexpr std::int64_t batch_size = 16;
    template <class T>
    struct Batch {
        const T* from[batch_size];
        T* to[batch_size];
        std::int64_t count = 0;
    };

    /// Distributes the gradient inside a batch that is not the last, and removes what was distributed from
    /// `gradient`.
    template <class T>
    static void give(const Batch<T>& batch, std::int64_t channels, const T* output, T* gradient) {
        max_of_rows_backward(batch.from, batch.to, batch.count, channels, output, gradient);
        for (std::int64_t c = 0; c < channels; ++c) {
            for (std::int64_t i = 0; i < batch.count; ++i) {
                if (batch.from[i][c] == output[c]) gradient[c] = 0;
            }
        }
    }

    /// Calls action(output pixel, rows, columns) for every window.
    template <class Action>
    static void for_each_window(const Window2D& w, const Action& action) {
        for (std::int64_t y = 0; y < w.output_height; ++y)
            for (std::int64_t x = 0; x < w.output_width; ++x)
                action(y * w.output_width + x, rows_of(w).span(y), columns_of(w).span(x));
    }

    template <class T, class Action>
    static void for_each_sample(const Pass<T>& pass, const Window2D& w, const Action& action) {
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            action(sample * w.input_height * w.input_width * w.channels,
                   sample * w.output_height * w.output_width * w.channels);
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_max_pooling2d() { return std::make_unique<MaxPooling2D>(); }

}  // namespace glassnet
