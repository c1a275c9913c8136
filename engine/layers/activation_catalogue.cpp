// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activation_catalogue.h"

#include "layers/activations.h"

#include <cassert>
#include <vector>

namespace glassnet {

namespace {

class Activation final : public Kind {
public:
    explicit Activation(const Description& text) : text_(text) {}
    const Description& description() const override { return text_; }
    std::span<const SettingInfo> settings_info() const override { return {}; }
    Value get(std::size_t) const override { return {}; }
    void set(std::size_t, const Value&) override { assert(false); }  // there is nothing to set
    std::unique_ptr<Kind> copy() const override { return std::make_unique<Activation>(text_); }

private:
    Description text_;
};

/// One sentence and the formula of each; a function without a case does not compile.
struct Words {
    std::string_view summary, formula, keras, pytorch;
};

constexpr Words words_of(ActivationFunction function) {
    using F = ActivationFunction;
    switch (function) {
        case F::linear:
            return {"Leaves every value as it is.", "y = x", "keras.activations.linear", "torch.nn.Identity"};
        case F::relu:
            return {
                "Positive values stay, negative ones become 0. ReLU as a layer has a ceiling, a slope and a "
                "threshold.",
                "y = max(x, 0)", "keras.activations.relu", "torch.nn.functional.relu"};
        case F::leaky_relu:
            return {"Negative values keep a fifth of their size, so that no unit stops learning.",
                    "y = x for x ≥ 0, otherwise 0.2 · x", "keras.activations.leaky_relu",
                    "torch.nn.functional.leaky_relu"};
        case F::elu:
            return {"Negative values bend smoothly towards −1.", "y = x for x > 0, otherwise eˣ − 1",
                    "keras.activations.elu", "torch.nn.functional.elu"};
        case F::selu:
            return {"Keeps mean and spread of the values from layer to layer, with lecun_normal weights.",
                    "y = 1.0507 · x for x > 0, otherwise 1.0507 · 1.6733 · (eˣ − 1)",
                    "keras.activations.selu", "torch.nn.functional.selu"};
        case F::gelu:
            return {"Each value times the share of a normal distribution below it.", "y = x · Φ(x)",
                    "keras.activations.gelu", "torch.nn.functional.gelu"};
        case F::gelu_tanh:
            return {"gelu by an approximation that is quick to compute.",
                    "y = x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))",
                    "keras.activations.gelu(approximate=True)",
                    "torch.nn.functional.gelu(approximate='tanh')"};
        case F::silu:
            return {"Each value times its sigmoid, also called swish.", "y = x / (1 + e⁻ˣ)",
                    "keras.activations.silu", "torch.nn.functional.silu"};
        case F::mish:
            return {"Smooth and not monotonic, close to silu.", "y = x · tanh(ln(1 + eˣ))",
                    "keras.activations.mish", "torch.nn.functional.mish"};
        case F::sigmoid:
            return {"Brings every value between 0 and 1: the probability of one of two classes.",
                    "y = 1 / (1 + e⁻ˣ)", "keras.activations.sigmoid", "torch.sigmoid"};
        case F::hard_sigmoid:
            return {"A sigmoid of three straight pieces.", "y = min(max(x / 6 + 1/2, 0), 1)",
                    "keras.activations.hard_sigmoid", "torch.nn.functional.hardsigmoid"};
        case F::tanh:
            return {"Brings every value between −1 and 1.", "y = tanh(x)", "keras.activations.tanh",
                    "torch.tanh"};
        case F::softplus:
            return {"A smooth relu, always positive.", "y = ln(1 + eˣ)", "keras.activations.softplus",
                    "torch.nn.functional.softplus"};
        case F::softsign:
            return {"Between −1 and 1 like tanh, reaching the ends more slowly.", "y = x / (1 + |x|)",
                    "keras.activations.softsign", "torch.nn.functional.softsign"};
        case F::exponential:
            return {"The exponential of each value.", "y = eˣ", "keras.activations.exponential", "torch.exp"};
        case F::softmax:
            return {"Turns a row into probabilities that add up to 1: one for each class.",
                    "yᵢ = eˣⁱ / Σⱼ eˣʲ", "keras.activations.softmax", "torch.softmax"};
        case F::log_softmax:
            return {"The logarithms of softmax, exact where a probability is tiny.", "yᵢ = xᵢ − ln Σⱼ eˣʲ",
                    "keras.activations.log_softmax", "torch.log_softmax"};
    }
    return {};
}

}  // namespace

std::span<const std::unique_ptr<const Kind>> activation_catalogue() {
    static const std::vector<std::unique_ptr<const Kind>> kinds = [] {
        std::vector<std::unique_ptr<const Kind>> result;
        for (std::size_t i = 0; i < names(ActivationFunction{}).size(); ++i) {
            const auto function = static_cast<ActivationFunction>(i);
            const Words words = words_of(function);
            result.push_back(std::make_unique<Activation>(Description{.id = name_of(function),
                                                                      .title = name_of(function),
                                                                      .group = "Activation",
                                                                      .summary = words.summary,
                                                                      .formula = words.formula,
                                                                      .keras = words.keras,
                                                                      .pytorch = words.pytorch,
                                                                      .onnx = "",
                                                                      .icon = ""}));
        }
        return result;
    }();
    return kinds;
}

}  // namespace glassnet
