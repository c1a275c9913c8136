// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/initializer.h"
#include "layers/initializers/random_numbers.h"

namespace glassnet {

namespace {

class RandomUniform final : public KindOf<RandomUniform, Initializer> {
public:
    double minval = -0.05;
    double maxval = 0.05;

    static constexpr auto settings =
        std::tuple{setting("minval", &RandomUniform::minval, "The smallest number."),
                   setting("maxval", &RandomUniform::maxval, "The largest number.")};

    static Description describe() {
        return {.id = "random_uniform",
                .title = "Random uniform",
                .group = "Initializer",
                .summary = "Random numbers of one range, all equally likely.",
                .formula = "minval ≤ w < maxval",
                .keras = "keras.initializers.RandomUniform",
                .pytorch = "torch.nn.init.uniform_",
                .onnx = "",
                .icon = ""};
    }
    void fill(std::span<float> values, const NewWeight&, Random random) const override {
        fill_uniform(values, minval, maxval, random);
    }
};

class RandomNormal final : public KindOf<RandomNormal, Initializer> {
public:
    double mean = 0;
    double stddev = 0.05;

    static constexpr auto settings =
        std::tuple{setting("mean", &RandomNormal::mean, "The mean."),
                   setting("stddev", &RandomNormal::stddev, at_least(0), "The standard deviation.")};

    static Description describe() {
        return {.id = "random_normal",
                .title = "Random normal",
                .group = "Initializer",
                .summary = "Normally distributed random numbers.",
                .formula = "w ~ N(mean, stddev²)",
                .keras = "keras.initializers.RandomNormal",
                .pytorch = "torch.nn.init.normal_",
                .onnx = "",
                .icon = ""};
    }
    void fill(std::span<float> values, const NewWeight&, Random random) const override {
        fill_normal(values, mean, stddev, random);
    }
};

class TruncatedNormal final : public KindOf<TruncatedNormal, Initializer> {
public:
    double mean = 0;
    double stddev = 0.05;

    static constexpr auto settings = std::tuple{setting("mean", &TruncatedNormal::mean, "The mean."),
                                                setting("stddev", &TruncatedNormal::stddev, at_least(0),
                                                        "The standard deviation, before the tails are cut.")};

    static Description describe() {
        return {
            .id = "truncated_normal",
            .title = "Truncated normal",
            .group = "Initializer",
            .summary = "Normally distributed random numbers, none further from the mean than two deviations.",
            .formula = "w ~ N(mean, stddev²), |w − mean| ≤ 2·stddev",
            .keras = "keras.initializers.TruncatedNormal",
            .pytorch = "torch.nn.init.trunc_normal_",
            .onnx = "",
            .icon = ""};
    }
    void fill(std::span<float> values, const NewWeight&, Random random) const override {
        fill_truncated_normal(values, mean, stddev, random);
    }
};

}  // namespace

std::unique_ptr<Initializer> make_random_uniform() { return std::make_unique<RandomUniform>(); }
std::unique_ptr<Initializer> make_random_normal() { return std::make_unique<RandomNormal>(); }
std::unique_ptr<Initializer> make_truncated_normal() { return std::make_unique<TruncatedNormal>(); }

}  // namespace glassnet
