// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/weights.h"

#include <algorithm>
#include <vector>

namespace glassnet {

template <class T>
Weights<T> initial_weights(const Plan& plan, std::uint64_t seed) {
    Weights<T> weights(plan.weight_elements);
    std::vector<float> values;
    for (const PlanWeight& weight : plan.weights) {
        values.resize(static_cast<std::size_t>(weight.spec.shape.elements()));
        weight.spec.initializer->fill(values, {weight.spec.shape, weight.spec.fan_in, weight.spec.fan_out},
                                      Random(seed, Random::Purpose::weights, 0, stream_of(weight.name)));
        std::ranges::copy(values, weights.data() + weight.offset);
    }
    return weights;
}

template Weights<float> initial_weights(const Plan&, std::uint64_t);
template Weights<double> initial_weights(const Plan&, std::uint64_t);

}  // namespace glassnet
