// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/weight_settings.h"

namespace glassnet {

/// A learning layer that scales and shifts what it has normalized: gamma and beta.
template <class Derived>
class AffineLayer : public LearningLayer<Derived> {
public:
    bool center = true;
    bool scale = true;
    Chosen<Initializer> beta_initializer;
    Chosen<Initializer> gamma_initializer{"ones"};
    Chosen<Regularizer> beta_regularizer;
    Chosen<Regularizer> gamma_regularizer;
    Chosen<Constraint> beta_constraint;
    Chosen<Constraint> gamma_constraint;

    static constexpr auto affine_settings() {
        const auto own = []<class T>(T AffineLayer::*member) { return static_cast<T Derived::*>(member); };
        return std::tuple_cat(
            std::tuple{advanced(setting("center", own(&AffineLayer::center),
                                        "Whether a learned number (beta) is added to each channel.")),
                       advanced(setting("scale", own(&AffineLayer::scale),
                                        "Whether each channel is multiplied by a learned number (gamma).")),
                       advanced(setting("beta_initializer", own(&AffineLayer::beta_initializer),
                                        "How beta begins.")),
                       advanced(setting("gamma_initializer", own(&AffineLayer::gamma_initializer),
                                        "How gamma begins.")),
                       advanced(setting("beta_regularizer", own(&AffineLayer::beta_regularizer),
                                        "Penalty on beta, added to the loss.")),
                       advanced(setting("gamma_regularizer", own(&AffineLayer::gamma_regularizer),
                                        "Penalty on gamma, added to the loss.")),
                       advanced(setting("beta_constraint", own(&AffineLayer::beta_constraint),
                                        "What beta is held to after each step.")),
                       advanced(setting("gamma_constraint", own(&AffineLayer::gamma_constraint),
                                        "What gamma is held to after each step."))},
            LearningLayer<Derived>::learning_settings());
    }

protected:
    [[nodiscard]] std::vector<WeightSpec> gamma_and_beta(const Shape& shape) const {
        std::vector<WeightSpec> specs;
        if (scale)
            specs.push_back({.name = "gamma",
                             .shape = shape,
                             .initializer = gamma_initializer,
                             .regularizer = gamma_regularizer,
                             .constraint = gamma_constraint});
        if (center)
            specs.push_back({.name = "beta",
                             .shape = shape,
                             .initializer = beta_initializer,
                             .regularizer = beta_regularizer,
                             .constraint = beta_constraint});
        return specs;
    }
    template <class Pointers>
    auto gamma_of(const Pointers& weights) const {
        return scale ? weights[0] : nullptr;
    }
    template <class Pointers>
    auto beta_of(const Pointers& weights) const {
        return center ? weights[scale ? 1 : 0] : nullptr;
    }
};

}  // namespace glassnet
