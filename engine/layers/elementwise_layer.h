// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "math/elementwise/activations.h"

namespace glassnet {

/// A function of each value alone. Derived has `Activation activation() const`.
template <class Derived>
class ElementwiseLayer : public LayerOf<Derived> {
public:
    Traits traits() const override { return {.only_activation = true}; }
    Shape output_shape(Shapes inputs) const final { return inputs[0]; }

    [[nodiscard]] Contract contract(const Binding&) const {
        const Activation activation = this->self().activation();
        return {.backward_needs = {.inputs = needs_input(activation), .output = needs_output(activation)},
                .kernels = {"vectors", "vectors"},
                .elementwise = true};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements(), offset = pass.first * elements;
        apply(this->self().activation(), pass.inputs[0] + offset, pass.count * elements,
              pass.output + offset);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t elements = pass.output_shape.elements(), offset = pass.first * elements;
        apply_backward(this->self().activation(), pass.output_gradient + offset, pass.inputs[0] + offset,
                       pass.output + offset, pass.count * elements, to + offset);
    }
};

}  // namespace glassnet
