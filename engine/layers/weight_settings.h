// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings that layers with weights share, described once.
#pragma once

#include "layers/layer.h"

#include <utility>

namespace glassnet {

/// A layer that learns: it can be frozen, and its output can be penalized.
template <class Derived>
class LearningLayer : public LayerOf<Derived> {
public:
    bool trainable = true;
    Chosen<Regularizer> activity_regularizer;

    static constexpr auto learning_settings() {
        return std::tuple{
            advanced(setting("activity_regularizer",
                             static_cast<Chosen<Regularizer> Derived::*>(&Derived::activity_regularizer),
                             "Penalty on the output, added to the loss: its mean over the batch.")),
            advanced(setting("trainable", static_cast<bool Derived::*>(&Derived::trainable),
                             "Whether training moves the weights; off keeps them as they are."))};
    }

    bool is_trainable() const final { return trainable; }
    PenaltyWeights activity_penalty() const final { return activity_regularizer->penalty(); }
};

/// A learning layer with a kernel and perhaps a bias.
template <class Derived>
class KernelLayer : public LearningLayer<Derived> {
public:
    bool use_bias = true;
    Chosen<Initializer> kernel_initializer{"glorot_uniform"};
    Chosen<Initializer> bias_initializer;
    Chosen<Regularizer> kernel_regularizer;
    Chosen<Regularizer> bias_regularizer;
    Chosen<Constraint> kernel_constraint;
    Chosen<Constraint> bias_constraint;

    static constexpr auto kernel_settings() {
        const auto own = []<class T>(T KernelLayer::*member) { return static_cast<T Derived::*>(member); };
        return std::tuple_cat(
            std::tuple{advanced(setting("use_bias", own(&KernelLayer::use_bias),
                                        "Whether a learned number is added to each output.")),
                       advanced(setting("kernel_initializer", own(&KernelLayer::kernel_initializer),
                                        "How the kernel begins.")),
                       advanced(setting("bias_initializer", own(&KernelLayer::bias_initializer),
                                        "How the bias begins.")),
                       advanced(setting("kernel_regularizer", own(&KernelLayer::kernel_regularizer),
                                        "Penalty on the kernel, added to the loss.")),
                       advanced(setting("bias_regularizer", own(&KernelLayer::bias_regularizer),
                                        "Penalty on the bias, added to the loss.")),
                       advanced(setting("kernel_constraint", own(&KernelLayer::kernel_constraint),
                                        "What the kernel is held to after each step.")),
                       advanced(setting("bias_constraint", own(&KernelLayer::bias_constraint),
                                        "What the bias is held to after each step."))},
            LearningLayer<Derived>::learning_settings());
    }

protected:
    /// Returns the kernel, and the bias if there is one.
    [[nodiscard]] std::vector<WeightSpec> kernel_and_bias(Shape kernel, Shape bias, std::int64_t fan_in,
                                                          std::int64_t fan_out) const {
        std::vector<WeightSpec> specs{{.name = "kernel",
                                       .shape = std::move(kernel),
                                       .initializer = kernel_initializer,
                                       .fan_in = fan_in,
                                       .fan_out = fan_out,
                                       .regularizer = kernel_regularizer,
                                       .constraint = kernel_constraint}};
        if (use_bias)
            specs.push_back({.name = "bias",
                             .shape = std::move(bias),
                             .initializer = bias_initializer,
                             .fan_in = fan_in,
                             .fan_out = fan_out,
                             .regularizer = bias_regularizer,
                             .constraint = bias_constraint});
        return specs;
    }
};

}  // namespace glassnet
