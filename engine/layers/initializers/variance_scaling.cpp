// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/initializer.h"
#include "layers/initializers/random_numbers.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Random numbers whose variance is scale / n, where n is fan_in or the mean of fan_in and fan_out: uniform
/// in ±√(3·scale / n), or normal, cut at two standard deviations so that what is left has this variance.
template <class Derived>
class VarianceScaling : public KindOf<Derived, Initializer> {
public:
    static constexpr auto settings = std::tuple{};

    void fill(std::span<float> values, const NewWeight& weight, Random random) const final {
        const double in = static_cast<double>(weight.fan_in), out = static_cast<double>(weight.fan_out);
        const double n = std::max(1.0, Derived::mean_of_fans ? (in + out) / 2 : in);
        if (Derived::uniform) {
            const double limit = std::sqrt(3 * Derived::scale / n);
            fill_uniform(values, -limit, limit, random);
        } else {
            constexpr double deviation_when_cut = 0.87962566103423978;  // of the standard normal distribution
            fill_truncated_normal(values, 0, std::sqrt(Derived::scale / n) / deviation_when_cut, random);
        }
    }
};

class GlorotUniform final : public VarianceScaling<GlorotUniform> {
public:
    static constexpr double scale = 1;
    static constexpr bool mean_of_fans = true, uniform = true;

    /// Describes the initializer of Glorot and Bengio 2010.
    static Description describe() {
        return {
            .id = "glorot_uniform",
            .title = "Glorot uniform",
            .group = "Initializer",
            .summary = "Keeps the size of signals in both directions; good before tanh, sigmoid and softmax.",
            .formula = "|w| < √(6 / (fan_in + fan_out))",
            .keras = "keras.initializers.GlorotUniform",
            .pytorch = "torch.nn.init.xavier_uniform_",
            .onnx = "",
            .icon = ""};
    }
};

class GlorotNormal final : public VarianceScaling<GlorotNormal> {
public:
    static constexpr double scale = 1;
    static constexpr bool mean_of_fans = true, uniform = false;

    static Description describe() {
        return {.id = "glorot_normal",
                .title = "Glorot normal",
                .group = "Initializer",
                .summary = "As Glorot uniform, but with truncated normal numbers.",
                .formula = "σ = √(2 / (fan_in + fan_out))",
                .keras = "keras.initializers.GlorotNormal",
                .pytorch = "torch.nn.init.xavier_normal_",
                .onnx = "",
                .icon = ""};
    }
};

class HeUniform final : public VarianceScaling<HeUniform> {
public:
    static constexpr double scale = 2;
    static constexpr bool mean_of_fans = false, uniform = true;

    /// Describes the initializer of He et al. 2015.
    static Description describe() {
        return {.id = "he_uniform",
                .title = "He uniform",
                .group = "Initializer",
                .summary = "Keeps the size of signals where relu drops half of them.",
                .formula = "|w| < √(6 / fan_in)",
                .keras = "keras.initializers.HeUniform",
                .pytorch = "torch.nn.init.kaiming_uniform_",
                .onnx = "",
                .icon = ""};
    }
};

class HeNormal final : public VarianceScaling<HeNormal> {
public:
    static constexpr double scale = 2;
    static constexpr bool mean_of_fans = false, uniform = false;

    static Description describe() {
        return {.id = "he_normal",
                .title = "He normal",
                .group = "Initializer",
                .summary = "As He uniform, but with truncated normal numbers.",
                .formula = "σ = √(2 / fan_in)",
                .keras = "keras.initializers.HeNormal",
                .pytorch = "torch.nn.init.kaiming_normal_",
                .onnx = "",
                .icon = ""};
    }
};

class LecunUniform final : public VarianceScaling<LecunUniform> {
public:
    static constexpr double scale = 1;
    static constexpr bool mean_of_fans = false, uniform = true;

    /// Describes the initializer of LeCun et al. 1998.
    static Description describe() {
        return {.id = "lecun_uniform",
                .title = "LeCun uniform",
                .group = "Initializer",
                .summary = "Keeps the size of signals on their way forward; meant for selu.",
                .formula = "|w| < √(3 / fan_in)",
                .keras = "keras.initializers.LecunUniform",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
};

class LecunNormal final : public VarianceScaling<LecunNormal> {
public:
    static constexpr double scale = 1;
    static constexpr bool mean_of_fans = false, uniform = false;

    static Description describe() {
        return {.id = "lecun_normal",
                .title = "LeCun normal",
                .group = "Initializer",
                .summary = "As LeCun uniform, but with truncated normal numbers.",
                .formula = "σ = √(1 / fan_in)",
                .keras = "keras.initializers.LecunNormal",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
};

}  // namespace

std::unique_ptr<Initializer> make_glorot_uniform() { return std::make_unique<GlorotUniform>(); }
std::unique_ptr<Initializer> make_glorot_normal() { return std::make_unique<GlorotNormal>(); }
std::unique_ptr<Initializer> make_he_uniform() { return std::make_unique<HeUniform>(); }
std::unique_ptr<Initializer> make_he_normal() { return std::make_unique<HeNormal>(); }
std::unique_ptr<Initializer> make_lecun_uniform() { return std::make_unique<LecunUniform>(); }
std::unique_ptr<Initializer> make_lecun_normal() { return std::make_unique<LecunNormal>(); }

}  // namespace glassnet
