// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/initializer.h"

#include <algorithm>

namespace glassnet {

namespace {

class Zeros final : public KindOf<Zeros, Initializer> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "zeros",
                .title = "Zeros",
                .group = "Initializer",
                .summary = "All 0.",
                .formula = "w = 0",
                .keras = "keras.initializers.Zeros",
                .pytorch = "torch.nn.init.zeros_",
                .onnx = "",
                .icon = ""};
    }
    void fill(std::span<float> values, const NewWeight&, Random) const override {
        std::ranges::fill(values, 0.0F);
    }
};

class Ones final : public KindOf<Ones, Initializer> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "ones",
                .title = "Ones",
                .group = "Initializer",
                .summary = "All 1.",
                .formula = "w = 1",
                .keras = "keras.initializers.Ones",
                .pytorch = "torch.nn.init.ones_",
                .onnx = "",
                .icon = ""};
    }
    void fill(std::span<float> values, const NewWeight&, Random) const override {
        std::ranges::fill(values, 1.0F);
    }
};

class Constant final : public KindOf<Constant, Initializer> {
public:
    double value = 0;

    static constexpr auto settings = std::tuple{setting("value", &Constant::value, "The number.")};

    static Description describe() {
        return {.id = "constant",
                .title = "Constant",
                .group = "Initializer",
                .summary = "All the same number.",
                .formula = "w = value",
                .keras = "keras.initializers.Constant",
                .pytorch = "torch.nn.init.constant_",
                .onnx = "",
                .icon = ""};
    }
    void fill(std::span<float> values, const NewWeight&, Random) const override {
        std::ranges::fill(values, static_cast<float>(value));
    }
};

/// The identity matrix times a number; what is not square has zeros beyond.
class Identity final : public KindOf<Identity, Initializer> {
public:
    double gain = 1;

    static constexpr auto settings =
        std::tuple{setting("gain", &Identity::gain, "The number on the diagonal.")};

    static Description describe() {
        return {.id = "identity",
                .title = "Identity",
                .group = "Initializer",
                .summary = "A matrix that passes its input on.",
                .formula = "W[i, j] = gain where i = j, else 0",
                .keras = "keras.initializers.Identity",
                .pytorch = "torch.nn.init.eye_",
                .onnx = "",
                .icon = ""};
    }
    bool fits(const Shape& shape) const override { return shape.rank() == 2; }
    void fill(std::span<float> values, const NewWeight& weight, Random) const override {
        std::ranges::fill(values, 0.0F);
        const std::int64_t columns = weight.shape[1];
        for (std::int64_t i = 0; i < std::min(weight.shape[0], columns); ++i)
            values[static_cast<std::size_t>(i * columns + i)] = static_cast<float>(gain);
    }
};

}  // namespace

std::unique_ptr<Initializer> make_zeros() { return std::make_unique<Zeros>(); }
std::unique_ptr<Initializer> make_ones() { return std::make_unique<Ones>(); }
std::unique_ptr<Initializer> make_constant() { return std::make_unique<Constant>(); }
std::unique_ptr<Initializer> make_identity() { return std::make_unique<Identity>(); }

}  // namespace glassnet
