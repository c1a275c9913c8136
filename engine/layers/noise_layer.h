// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "math/elementwise/dropout.h"
#include "operations/identity.h"

namespace glassnet {

/// Base of a layer that disturbs its samples in training and passes them through otherwise. Derived has
/// `disturb` and `carry_back`, each of which processes a part of a sample: `from` and `to` are the part's
/// first values, `sample` the number in the batch.
template <class Derived>
class NoiseLayer : public LayerOf<Derived> {
public:
    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    [[nodiscard]] Contract contract(const Binding&) const { return noise_contract(0); }
    [[nodiscard]] std::unique_ptr<Operation> operation(const Binding& binding) const {
        return binding.training ? LayerOf<Derived>::operation(binding) : identity();
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const T* const from = pass.inputs[0];
        for_each_sample(pass, [&](std::int64_t sample, const RandomRange& part, std::int64_t place) {
            this->self().disturb(pass, sample, part, from + place, pass.output + place);
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        for_each_sample(pass, [&](std::int64_t sample, const RandomRange& part, std::int64_t place) {
            this->self().carry_back(pass, sample, part, pass.output_gradient + place, to + place);
        });
    }

protected:
    /// Returns the contract with so many elements kept of each sample.
    [[nodiscard]] static Contract noise_contract(std::int64_t kept) {
        return {.memory = {.per_sample = kept},
                .backward_needs = {.inputs = false, .output = false},
                .kernels = {"vectors", "vectors"},
                .elementwise = true};
    }

private:
    /// Calls action(sample, its values or the chunk of them, place of the first).
    template <class T, class Action>
    static void for_each_sample(const Pass<T>& pass, const Action& action) {
        const std::int64_t elements = pass.output_shape.elements();
        for (int sample = pass.first; sample < pass.first + pass.count; ++sample)
            action(
                sample,
                RandomRange{.row = pass.random(sample).row(), .first = pass.first_element, .count = elements},
                sample * elements);
    }
};

}  // namespace glassnet
