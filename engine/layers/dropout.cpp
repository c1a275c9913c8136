// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/noise_layer.h"

namespace glassnet {

namespace {

/// Sets a share of the values to zero in training and scales the others up, so that the mean stays.
class Dropout final : public NoiseLayer<Dropout> {
public:
    double rate = 0.5;

    static constexpr auto settings = std::tuple{
        setting("rate", &Dropout::rate, from_below(0, 1), "Share of the values that are dropped.")};

    static Description describe() {
        return {.id = "Dropout",
                .title = "Dropout",
                .group = "Regularization",
                .summary = "Drops a random share of the values while training.",
                .formula = "y = x · m / (1 − rate), m = 0 with probability rate, else 1",
                .keras = "keras.layers.Dropout",
                .pytorch = "torch.nn.Dropout",
                .onnx = "Dropout",
                .icon = "dropout"};
    }

    Traits traits() const override { return {.drops_values = true}; }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        return noise_contract(kept_size(binding.output_elements()));
    }

    template <class T>
    void disturb(const Pass<T>& pass, std::int64_t sample, const RandomRange& part, const T* from,
                 T* to) const {
        dropout(part, rate, from, kept(pass, sample) + part.first / 8, to);
    }
    template <class T>
    void carry_back(const Pass<T>& pass, std::int64_t sample, const RandomRange& part, const T* from,
                    T* to) const {
        dropout_backward(kept(pass, sample) + part.first / 8, rate, from, part.count, to);
    }

private:
    /// Returns how many elements of memory hold a bit for each value.
    static std::int64_t kept_size(std::int64_t values) { return (values + 31) / 32; }
    template <class T>
    static std::uint8_t* kept(const Pass<T>& pass, std::int64_t sample) {
        return reinterpret_cast<std::uint8_t*>(pass.per_sample +
                                               sample * kept_size(pass.output_shape.elements()));
    }
};

}  // namespace

std::unique_ptr<Layer> make_dropout() { return std::make_unique<Dropout>(); }

}  // namespace glassnet
