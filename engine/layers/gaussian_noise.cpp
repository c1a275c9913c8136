// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/noise_layer.h"

namespace glassnet {

namespace {

/// Adds normal noise in training.
class GaussianNoise final : public NoiseLayer<GaussianNoise> {
public:
    double stddev = 0.1;

    static constexpr auto settings = std::tuple{
        setting("stddev", &GaussianNoise::stddev, at_least(0), "Standard deviation of the noise.")};

    static Description describe() {
        return {.id = "GaussianNoise",
                .title = "GaussianNoise",
                .group = "Regularization",
                .summary = "Adds noise to each value while training.",
                .formula = "y = x + n, n ~ N(0, stddev²)",
                .keras = "keras.layers.GaussianNoise",
                .pytorch = "",
                .onnx = "",
                .icon = "regularization"};
    }

    template <class T>
    void disturb(const Pass<T>&, std::int64_t, const RandomRange& part, const T* from, T* to) const {
        add_gaussian_noise(part, static_cast<T>(stddev), from, to);
    }
    template <class T>
    void carry_back(const Pass<T>&, std::int64_t, const RandomRange& part, const T* from, T* to) const {
        std::copy_n(from, part.count, to);
    }
};

}  // namespace

std::unique_ptr<Layer> make_gaussian_noise() { return std::make_unique<GaussianNoise>(); }

}  // namespace glassnet
