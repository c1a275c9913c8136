// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "math/elementwise.h"

#include <algorithm>

namespace glassnet {

/// A function of each value alone. Derived has `template <class T> T value(T x) const` and `T slope(T x) const`; NaN stays NaN.
template <class Derived>
class ElementwiseLayer : public LayerOf<Derived> {
public:
    Traits traits() const final { return {.only_activation = true}; }
    Shape output_shape(Shapes inputs) const final { return inputs[0]; }
    /// Whether the function is max(·, 0), which has passes of its own.
    [[nodiscard]] bool only_rectifies() const { return false; }

    KernelNames kernel_names(Shapes, int) const final {
        return this->self().only_rectifies() ? KernelNames{"vectors", "vectors"} : KernelNames{};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const std::int64_t elements = pass.output_shape.elements();
        if (this->self().only_rectifies()) {
            const std::int64_t offset = pass.first * elements;
            return relu(pass.inputs[0] + offset, pass.count * elements, pass.output + offset);
        }
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i)
            pass.output[i] = this->self().value(pass.inputs[0][i]);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t elements = pass.output_shape.elements();
        if (this->self().only_rectifies()) {
            const std::int64_t offset = pass.first * elements;
            return relu_backward(pass.output_gradient + offset, pass.output + offset, pass.count * elements, to + offset);
        }
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i)
            to[i] = pass.output_gradient[i] * this->self().slope(pass.inputs[0][i]);
    }
};

}  // namespace glassnet
