// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_problems.h"
#include "layers/noise_layer.h"
#include "math/rows/columns.h"

namespace glassnet {

namespace {

/// Drops whole channels of a sample in training: correlated neighbours are dropped together (Tompson et al.
/// 2014).
class SpatialDropout2D final : public NoiseLayer<SpatialDropout2D> {
public:
    double rate = 0.5;

    static constexpr auto settings = std::tuple{setting("rate", &SpatialDropout2D::rate, from_below(0, 1),
                                                        "Share of the channels that are dropped.")};

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

    [[nodiscard]] Contract contract(const Binding& binding) const {
        Contract contract = noise_contract(binding.output_shape[2]);
        contract.elementwise = false;  // one number for each channel
        return contract;
    }

    /// Disturbs whole pixels.
    template <class T>
    void disturb(const Pass<T>& pass, std::int64_t sample, const RandomRange& part, const T* from,
                 T* to) const {
        const std::int64_t channels = pass.output_shape[2];
        T* const factors = pass.per_sample + sample * channels;
        Random random(part.row);
        for (std::int64_t c = 0; c < channels; ++c)
            factors[c] = static_cast<double>(random.uniform()) < rate ? T{0} : static_cast<T>(1 / (1 - rate));
        scale_columns(from, part.count / channels, channels, factors, to);
    }
    template <class T>
    void carry_back(const Pass<T>& pass, std::int64_t sample, const RandomRange& part, const T* from,
                    T* to) const {
        const std::int64_t channels = pass.output_shape[2];
        scale_columns(from, part.count / channels, channels, pass.per_sample + sample * channels, to);
    }
};

}  // namespace

std::unique_ptr<Layer> make_spatial_dropout2d() { return std::make_unique<SpatialDropout2D>(); }

}  // namespace glassnet
