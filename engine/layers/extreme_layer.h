// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/merge_layer.h"
#include "math/elementwise/arithmetic.h"

namespace glassnet {

/// The largest or smallest of the inputs' values at each place; NaN wins. Of equal ones the first input gets
/// the gradient, as in TensorFlow (PyTorch shares it).
template <class Derived, Extremum which>
class ExtremeLayer : public MergeLayer<Derived> {
public:
    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const typename MergeLayer<Derived>::Range range(pass);
        T* const output = pass.output + range.offset;
        const T* best = pass.inputs[0] + range.offset;
        for (std::size_t i = 1; i < pass.inputs.size(); ++i, best = output)
            extremum(which, best, pass.inputs[i] + range.offset, range.count, output);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const typename MergeLayer<Derived>::Range range(pass);
        for (std::size_t i = 0; i < pass.inputs.size(); ++i) {
            T* const to = pass.input_gradients[i];
            extremum_backward(pass.inputs[i] + range.offset, pass.output + range.offset, range.count,
                              pass.output_gradient + range.offset, to ? to + range.offset : nullptr);
        }
    }
};

}  // namespace glassnet
