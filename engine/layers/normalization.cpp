// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Shifts and scales each channel to mean 0 and variance 1, with the mean and variance of the training data:
/// these are computed once, before the first step (Keras' adapt with axis=-1), and stay.
class Normalization final : public LayerOf<Normalization> {
public:
    bool invert = false;

    static constexpr auto settings =
        std::tuple{advanced(setting("invert", &Normalization::invert,
                                    "Does the opposite: from mean 0 and variance 1 back to the data's."))};

    static Description describe() {
        return {.id = "Normalization",
                .title = "Normalization",
                .group = "Normalization",
                .summary = "Shifts and scales each channel to mean 0 and variance 1 of the training data.",
                .formula = "y = (x − mean) / max(√variance, ε)",
                .keras = "keras.layers.Normalization",
                .pytorch = "torchvision.transforms.Normalize",
                .onnx = "",
                .icon = "normalization"};
    }

    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    Traits traits() const override { return {.adapts_to_data = true}; }
    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const Shape shape{channels(inputs[0])};
        return {{.name = "mean", .shape = shape, .initializer = "zeros", .trainable = false},
                {.name = "variance", .shape = shape, .initializer = "ones", .trainable = false}};
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        return {.memory = {.per_batch = 2 * channels(binding.output_shape)}};
    }

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        const std::int64_t count = channels(pass.output_shape);
        for (std::int64_t c = 0; c < count; ++c) {
            const T deviation = std::max(std::sqrt(pass.weights[1][c]), static_cast<T>(tiny));
            pass.per_batch[c] = invert ? deviation : 1 / deviation;
            pass.per_batch[count + c] = invert ? pass.weights[0][c] : -pass.weights[0][c] / deviation;
        }
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t count = channels(pass.output_shape);
        for_rows(pass, [&](std::int64_t at) {
            for (std::int64_t c = 0; c < count; ++c)
                pass.output[at + c] = pass.inputs[0][at + c] * pass.per_batch[c] + pass.per_batch[count + c];
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t count = channels(pass.output_shape);
        for_rows(pass, [&](std::int64_t at) {
            for (std::int64_t c = 0; c < count; ++c)
                to[at + c] = pass.output_gradient[at + c] * pass.per_batch[c];
        });
    }

private:
    static constexpr double tiny = 1e-7;  // Keras' epsilon
    static std::int64_t channels(const Shape& shape) { return shape[shape.rank() - 1]; }

    /// Calls work(first value) for each row of channels of this call.
    template <class T, class Work>
    static void for_rows(const Pass<T>& pass, const Work& work) {
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t at = pass.first * elements; at < (pass.first + pass.count) * elements;
             at += channels(pass.output_shape))
            work(at);
    }
};

}  // namespace

std::unique_ptr<Layer> make_normalization() { return std::make_unique<Normalization>(); }

}  // namespace glassnet
