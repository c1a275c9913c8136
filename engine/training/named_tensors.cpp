// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/named_tensors.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind mismatch{
    "checkpoint.mismatch", Severity::error,
    "The network expects {tensor} as {expected}, the file has {found}",
    "Use weights that were saved from this network; train --skip-mismatch takes those that fit."};
constexpr ProblemKind weights_not_finite{"checkpoint.not_finite", Severity::error,
                                         "{tensor} holds {count} values that are not finite",
                                         "Use other weights."};

/// Names what an optimizer keeps of a weight, as in files.
std::string name_of(const PlanWeight& weight, const Optimization<float>::Memory& memory) {
    return weight.name + "/" + std::string(memory.name);
}

TensorValue copied(const Shape& shape, const float* values) {
    return {shape, {values, values + shape.elements()}};
}

/// Copies one tensor of a file to its place, or adds to the problems why it cannot.
void place(const std::map<std::string, TensorValue>& from, const std::string& name, const Shape& shape,
           float* to, std::vector<Problem>& problems) {
    const auto found = from.find(name);
    const bool fits = found != from.end() && found->second.shape == shape &&
                      static_cast<std::int64_t>(found->second.values.size()) == shape.elements();
    if (!fits) {
        problems.emplace_back(
            mismatch,
            Value::Map{{"tensor", name},
                       {"expected", to_text(shape)},
                       {"found", found == from.end() ? "nothing" : to_text(found->second.shape)}},
            Where{.tensor = name});
    } else if (const auto bad = std::ranges::count_if(found->second.values,
                                                      [](float value) { return !std::isfinite(value); });
               bad > 0) {
        problems.emplace_back(weights_not_finite,
                              Value::Map{{"tensor", name}, {"count", static_cast<std::int64_t>(bad)}},
                              Where{.tensor = name});
    } else {
        std::ranges::copy(found->second.values, to);
    }
}

}  // namespace

std::map<std::string, TensorValue> tensors_of(const Plan& plan, const Weights<float>& weights) {
    std::map<std::string, TensorValue> tensors;
    for (const PlanWeight& weight : plan.weights)
        tensors[weight.name] = copied(weight.spec.shape, weights.data() + weight.offset);
    return tensors;
}

std::map<std::string, TensorValue> tensors_of(const Plan& plan,
                                              const std::vector<Optimization<float>::Memory>& memory) {
    std::map<std::string, TensorValue> tensors;
    for (const auto& each : memory) {
        for (const PlanWeight& weight : plan.weights) {
            if (weight.spec.trainable)
                tensors[name_of(weight, each)] =
                    copied(weight.spec.shape, each.values.data() + weight.offset);
        }
    }
    return tensors;
}

Weights<float> placed_weights(const Plan& plan, const std::map<std::string, TensorValue>& tensors) {
    std::vector<Problem> problems;
    Weights<float> weights(plan.weight_elements);
    for_each_weight(plan, [&](const PlanWeight& weight) {
        place(tensors, weight.name, weight.spec.shape, weights.data() + weight.offset, problems);
    });
    if (!problems.empty()) throw Error(std::move(problems));
    return weights;
}

std::vector<Arena<float>> placed_memory(const Plan& plan, const std::map<std::string, TensorValue>& tensors,
                                        const std::vector<Optimization<float>::Memory>& memory) {
    std::vector<Problem> problems;
    std::vector<Arena<float>> rows;
    for (const auto& each : memory) {
        float* const to = rows.emplace_back(plan.trainable_elements).data();
        for (const PlanWeight& weight : plan.weights) {
            if (weight.spec.trainable)
                place(tensors, name_of(weight, each), weight.spec.shape, to + weight.offset, problems);
        }
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return rows;
}

}  // namespace glassnet
