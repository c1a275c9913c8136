// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "layers/layer_problems.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Drops whole channels of a sample while training: neighbours that say the same go together (Tompson et al. 2014).
class SpatialDropout2D final : public LayerOf<SpatialDropout2D> {
public:
    double rate = 0.5;

    static constexpr auto settings =
        std::tuple{setting("rate", &SpatialDropout2D::rate, from_below(0, 1), "Share of the channels that are dropped.")};

    static Description describe() {
        return {.id = "SpatialDropout2D",
                .title = "SpatialDropout2D",
                .group = "Regularization",
                .summary = "Drops whole channels while training.",
                .formula = "y[i, j, c] = x[i, j, c] · m[c] / (1 − rate), m = 0 with probability rate, else 1",
                .keras = "keras.layers.SpatialDropout2D",
                .pytorch = "torch.nn.Dropout2d",
                .onnx = "Dropout",
                .icon = "dropout"};
    }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 3) throw needs_pictures("SpatialDropout2D", inputs[0]);
        return inputs[0];
    }
    Traits traits() const override { return {.drops_values = true}; }
    Memory memory(Shapes inputs) const override { return {.per_sample = inputs[0][2]}; }

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t channels = pass.output_shape[2], elements = pass.output_shape.elements();
        if (!pass.training) {
            std::copy_n(pass.inputs[0] + pass.first * elements, pass.count * elements, pass.output + pass.first * elements);
            return;
        }
        for (int sample = pass.first; sample < pass.first + pass.count; ++sample) {
            Random random = pass.random(sample);
            T* const factors = pass.per_sample + sample * channels;
            for (std::int64_t c = 0; c < channels; ++c)
                factors[c] = static_cast<double>(random.uniform()) < rate ? T{0} : static_cast<T>(1 / (1 - rate));
            for (std::int64_t i = 0; i < elements; ++i)
                pass.output[sample * elements + i] = pass.inputs[0][sample * elements + i] * factors[i % channels];
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t channels = pass.output_shape[2], elements = pass.output_shape.elements();
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            for (std::int64_t i = 0; i < elements; ++i) {
                const std::int64_t place = sample * elements + i;
                to[place] = pass.training ? pass.output_gradient[place] * pass.per_sample[sample * channels + i % channels]
                                          : pass.output_gradient[place];
            }
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_spatial_dropout2d() { return std::make_unique<SpatialDropout2D>(); }

}  // namespace glassnet
