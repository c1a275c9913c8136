// SPDX-License-Identifier: GPL-3.0-or-later
//
// The contract of a layer kind. To add one: one file beside this one, one line in catalogue.cpp; work with a
// strategy of its own is an operation in engine/operations/.
#pragma once

#include "base/settings.h"
#include "layers/constraint.h"
#include "layers/initializer.h"
#include "layers/regularizer.h"
#include "math/elementwise/activations.h"
#include "math/shape.h"
#include "operations/operation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// A tensor that a layer learns (or keeps, like a moving mean). Shapes are Keras': kernel height × width ×
/// inputs × filters.
struct WeightSpec {
    std::string_view name;  // "kernel", "bias", "gamma", "moving_mean"
    Shape shape;
    Chosen<Initializer> initializer{};
    std::int64_t fan_in = 1;  // for the initializer: inputs that meet in one output
    std::int64_t fan_out = 1;
    bool trainable = true;
    Chosen<Regularizer> regularizer{};
    Chosen<Constraint> constraint{};
};

/// How many tensors a layer takes.
struct Arity {
    int minimum = 1;
    int maximum = 1;
};

/// One product of the sum behind a value of the output: an element of the first input and one of the first
/// weight, by their places in the sample and in the weight.
struct Term {
    std::int64_t input = 0;
    std::int64_t weight = 0;
};

/// What a check of the whole network needs to know of a kind without asking for its name.
struct Traits {
    // every output sees every input: two in a row without an activation are one
    bool matrix_product = false;
    bool batch_statistics = false;  // training mode uses mean and variance of the batch
    bool drops_values = false;      // training mode sets random values to 0
    bool only_activation = false;   // nothing but an activation
    // weights "mean" and "variance" are taken from the training data; directly behind Input
    bool adapts_to_data = false;
};

/// One kind of layer with its settings, as drawn. Immutable once shared; every method is a pure function of
/// settings and arguments. Bound to shapes, batch and mode it makes the Operation that a plan runs.
class Layer : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Layer> clone() const = 0;

    [[nodiscard]] virtual Arity arity() const { return {}; }
    /// Returns the shape of the output. Throws Error with a Problem that carries numbers and repairs (its
    /// place is filled in by the checker).
    [[nodiscard]] virtual Shape output_shape(Shapes inputs) const = 0;
    [[nodiscard]] virtual std::vector<WeightSpec> weights(Shapes) const { return {}; }
    /// Returns the multiplications with an addition of a forward pass for one sample.
    [[nodiscard]] virtual std::int64_t multiply_adds(Shapes) const { return 0; }
    /// Returns the activation that the layer applies to its output; nothing if the kind has none.
    [[nodiscard]] virtual std::optional<ActivationFunction> activation_function() const { return {}; }
    /// Returns the same layer without that activation, for a loss that computes it itself (softmax with
    /// cross-entropy); nullptr where there is none.
    [[nodiscard]] virtual std::unique_ptr<Layer> without_activation() const = 0;
    [[nodiscard]] virtual Traits traits() const { return {}; }
    /// Tells whether training may update the weights of weights().
    [[nodiscard]] virtual bool is_trainable() const { return true; }
    /// Returns the penalty on each sample's output.
    [[nodiscard]] virtual PenaltyWeights activity_penalty() const { return {}; }
    /// Returns the products whose sum, with the bias, is the value at the place `output` of a sample before
    /// the activation; empty where a value is no such sum. For people: nothing is computed by them.
    [[nodiscard]] virtual std::vector<Term> terms(Shapes, [[maybe_unused]] std::int64_t output) const {
        return {};
    }
    [[nodiscard]] virtual std::unique_ptr<Operation> compile(const Binding& binding) const = 0;
};

/// The operation of a layer that computes itself, see LayerOf.
template <class LayerType>
class LayerOperation final : public OperationOf<LayerOperation<LayerType>> {
public:
    LayerOperation(const LayerType& layer, const Binding& binding)
        : OperationOf<LayerOperation>(layer.contract(binding)), layer_(layer) {}

    template <class T>
    void run_prepare(const Pass<T>& pass) const {
        if constexpr (requires(const LayerType& layer) { layer.run_prepare(pass); }) layer_.run_prepare(pass);
    }
    template <class T>
    void run_forward(const Pass<T>& pass) const {
        layer_.run_forward(pass);
    }
    template <class T>
    void run_backward(const Pass<T>& pass) const {
        layer_.run_backward(pass);
    }

private:
    LayerType layer_;
};

/// Base of a concrete layer. Either it has `template <class T> void run_forward(const Pass<T>&) const`,
/// `run_backward`, perhaps `run_prepare`, and perhaps a `contract` of its own: then its operation is made of
/// them. Or it has an `operation` of its own, which returns one of engine/operations/.
template <class Derived>
class LayerOf : public KindOf<Derived, Layer> {
public:
    [[nodiscard]] Contract contract(const Binding&) const { return {}; }
    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return std::make_unique<LayerOperation<Derived>>(this->self(), binding);
    }

    [[nodiscard]] std::unique_ptr<Operation> compile(const Binding& binding) const final {
        return this->self().operation(binding);
    }
    /// Sets the member `activation` to linear; a kind that has it in another way overrides this.
    [[nodiscard]] std::unique_ptr<Layer> without_activation() const override {
        if constexpr (requires(Derived & layer) { layer.activation = ActivationFunction::linear; }) {
            auto linear = std::make_unique<Derived>(this->self());
            linear->activation = ActivationFunction::linear;
            return linear;
        } else {
            return nullptr;
        }
    }
};

}  // namespace glassnet
