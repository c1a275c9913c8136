// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "layers/layer_problems.h"

#include <algorithm>

namespace glassnet {

/// Inputs of one shape become one output of that shape, value by value.
template <class Derived>
class MergeLayer : public LayerOf<Derived> {
public:
    Arity arity() const override { return {2, 64}; }

    Shape output_shape(Shapes inputs) const final {
        for (const Shape& shape : inputs) {
            if (shape != inputs[0]) throw shapes_differ(Derived::describe().id, inputs[0], shape);
        }
        return inputs[0];
    }

protected:
    /// Calls action(index) for every value of this call's samples.
    template <class T, class Action>
    static void for_each_value(const Pass<T>& pass, const Action& action) {
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i) action(i);
    }
};

}  // namespace glassnet
