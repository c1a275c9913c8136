// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "math/elementwise/dropout.h"

#include <algorithm>

namespace glassnet {

/// Base of a layer that disturbs its samples while training and hands them through otherwise. Derived has
/// `disturb` and `carry_back`, of which each does one part of a sample: `from` and `to` are the part's first
/// values, `sample` the number in the batch.
template <class Derived>
class NoiseLayer : public LayerOf<Derived> {
public:
    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    bool goes_by_value() const override { return true; }
    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }
    KernelNames kernel_names(Shapes, int) const override { return {"vectors", "vectors"}; }
    std::optional<Tail> as_tail(Shapes, bool answers) const override {
        return answers ? std::optional(Tail{.work = Tail::Work::reshape}) : std::nullopt;
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const T* const from = pass.inputs[0];
        if (!pass.training) return copy(pass, from, pass.output);
        for_each_sample(pass, [&](std::int64_t sample, const RandomRange& part, std::int64_t place) {
            this->self().disturb(pass, sample, part, from + place, pass.output + place);
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        if (!pass.training) return copy(pass, pass.output_gradient, to);
        for_each_sample(pass, [&](std::int64_t sample, const RandomRange& part, std::int64_t place) {
            this->self().carry_back(pass, sample, part, pass.output_gradient + place, to + place);
        });
    }

private:
    template <class T>
    static void copy(const Pass<T>& pass, const T* from, T* to) {
        const std::int64_t elements = pass.output_shape.elements();
        std::copy_n(from + pass.first * elements, pass.count * elements, to + pass.first * elements);
    }

    /// action(sample, its values or the stretch of them, place of the first)
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
