// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/elementwise_layer.h"

namespace glassnet {

namespace {

/// Computes max(x, 0), optionally with a ceiling, a slope below and a threshold. At the threshold itself the
/// slope is that below.
class ReLU final : public ElementwiseLayer<ReLU> {
public:
    double max_value = 0;
    double negative_slope = 0;
    double threshold = 0;

    static constexpr auto settings = std::tuple{
        setting("max_value", &ReLU::max_value, at_least(0),
                "Larger outputs are cut to this; 0 means no limit (Keras: None)."),
        setting("negative_slope", &ReLU::negative_slope, at_least(0), "Slope below the threshold."),
        setting("threshold", &ReLU::threshold, at_least(0), "Values above pass unchanged.")};

    static Description describe() {
        return {
            .id = "ReLU",
            .title = "ReLU",
            .group = "Activation",
            .summary = "Cuts negative values off.",
            .formula = "y = x above the threshold, negative_slope · (x − threshold) below, at most max_value",
            .keras = "keras.layers.ReLU",
            .pytorch = "torch.nn.ReLU",
            .onnx = "Relu",
            .icon = "relu"};
    }

    [[nodiscard]] Contract contract(const Binding& binding) const {
        Contract contract = ElementwiseLayer::contract(binding);
        if (is_plain_relu(activation())) contract.post_op = PostOp{.work = PostOp::Work::relu};
        return contract;
    }

    [[nodiscard]] Activation activation() const {
        Activation result{
            .function = ActivationFunction::relu, .slope = negative_slope, .threshold = threshold};
        if (max_value > 0) result.maximum = max_value;
        return result;
    }
};

}  // namespace

std::unique_ptr<Layer> make_relu() { return std::make_unique<ReLU>(); }

}  // namespace glassnet
