// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/noise_layer.h"
#include "math/rows/columns.h"

#include <cmath>

namespace glassnet {

namespace {

/// Multiplies by normal noise about 1 in training (Srivastava et al. 2014).
class GaussianDropout final : public NoiseLayer<GaussianDropout> {
public:
    double rate = 0.5;

    static constexpr auto settings = std::tuple{
        setting("rate", &GaussianDropout::rate, from_below(0, 1), "As strong as Dropout with this rate.")};

    static Description describe() {
        return {.id = "GaussianDropout",
                .title = "GaussianDropout",
                .group = "Regularization",
                .summary = "Multiplies each value by noise about 1 while training.",
                .formula = "y = x · n, n ~ N(1, rate / (1 − rate))",
                .keras = "keras.layers.GaussianDropout",
                .pytorch = "",
                .onnx = "",
                .icon = "dropout"};
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        return noise_contract(binding.output_elements());
    }

    template <class T>
    void disturb(const Pass<T>& pass, std::int64_t sample, const RandomRange& part, const T* from,
                 T* to) const {
        multiply_gaussian_noise(part, static_cast<T>(std::sqrt(rate / (1 - rate))), from,
                                factors(pass, sample) + part.first, to);
    }
    template <class T>
    void carry_back(const Pass<T>& pass, std::int64_t sample, const RandomRange& part, const T* from,
                    T* to) const {
        scale_columns(from, std::int64_t{1}, part.count, factors(pass, sample) + part.first, to);
    }

private:
    /// Returns the factors of a sample, kept for the backward pass: to draw them again takes four times as
    /// long.
    template <class T>
    static T* factors(const Pass<T>& pass, std::int64_t sample) {
        return pass.per_sample + sample * pass.output_shape.elements();
    }
};

}  // namespace

std::unique_ptr<Layer> make_gaussian_dropout() { return std::make_unique<GaussianDropout>(); }

}  // namespace glassnet
