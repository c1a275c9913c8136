// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "layers/layer_problems.h"

#include <cstdint>

namespace glassnet {

/// A layer that combines inputs of one shape into one output of that shape, value by value.
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

    [[nodiscard]] Contract contract(const Binding&) const { return merge_contract({}); }

protected:
    [[nodiscard]] static Contract merge_contract(BackwardNeeds needs,
                                                 KernelNames kernels = {"vectors", "vectors"}) {
        return {.backward_needs = needs, .kernels = std::move(kernels), .elementwise = true};
    }

    /// The values of this call's samples.
    struct Range {
        std::int64_t offset, count;
        template <class T>
        explicit Range(const Pass<T>& pass)
            : offset(pass.first * pass.output_shape.elements()),
              count(pass.count * pass.output_shape.elements()) {}
    };
};

}  // namespace glassnet
