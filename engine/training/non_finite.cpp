// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/non_finite.h"

#include "execution/executor.h"
#include "math/elementwise/finite.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace glassnet {

namespace {

class Search {
public:
    explicit Search(const Executor<float>& executor) : executor_(executor), plan_(executor.plan()) {}

    std::optional<NonFinite> run() const {
        if (auto found = forward()) return found;
        if (auto found = in_loss()) return found;
        return backward();
    }

private:
    std::optional<NonFinite> forward() const {
        for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
            const PlanStep& step = plan_.steps[i];
            for (const int position : step.weights) {
                const PlanWeight& weight = plan_.weight(position);
                if (!all_finite(executor_.weights().data() + weight.offset, weight.spec.shape.elements()))
                    return in_weight(weight, "");
            }
            if (stands(i) &&
                !all_finite(executor_.output(i), executor_.samples() * step.output_shape.elements()))
                return NonFinite{step.node, step.inputs.empty() ? "input" : "output"};
        }
        return std::nullopt;
    }

    /// Tells whether the step's output is still in memory.
    bool stands(std::size_t step) const {
        return !plan_.reuses_memory || plan_.steps[step].inputs.empty() ||
               std::ranges::find(plan_.output_steps, static_cast<int>(step)) != plan_.output_steps.end();
    }

    std::optional<NonFinite> in_loss() const {
        const BatchLoss<float>& loss = executor_.loss();
        const int samples = executor_.samples();
        for (const auto& end : loss.outputs()) {
            if (!all_finite(end.targets.data(), samples * end.target_elements))
                return NonFinite{end.step->node, "target"};
            if (!all_finite(loss.sample_weights().data(), samples))
                return NonFinite{end.step->node, "sample weight"};
            if (!all_finite(end.losses.data(), samples)) return NonFinite{end.step->node, "loss"};
        }
        for (const PlanStep& step : plan_.steps) {
            for (int sample = 0; !plan_.reuses_memory && sample < samples; ++sample) {
                if (!std::isfinite(loss.penalty(step, sample)))
                    return NonFinite{step.node, "activity penalty"};
            }
        }
        for (std::size_t i = 0; i < plan_.weights.size(); ++i) {
            if (!std::isfinite(loss.weight_penalties()[i])) return in_weight(plan_.weights[i], " penalty");
        }
        return std::nullopt;
    }

    std::optional<NonFinite> backward() const {
        for (std::size_t i = plan_.steps.size(); plan_.gradients && i-- > 0;) {
            for (const int position : plan_.steps[i].weights) {
                const PlanWeight& weight = plan_.weight(position);
                if (!weight.spec.trainable || weight.deferred) continue;
                if (!all_finite(executor_.gradient(weight).data(), weight.spec.shape.elements()))
                    return in_weight(weight, " gradient");
            }
        }
        return std::nullopt;
    }

    NonFinite in_weight(const PlanWeight& weight, const char* what) const {
        return {plan_.step(weight.step).node, std::string(weight.spec.name) + what};
    }

    const Executor<float>& executor_;
    const Plan& plan_;
};

}  // namespace

std::optional<NonFinite> find_non_finite(const Executor<float>& executor) { return Search(executor).run(); }

NonFinite find_non_finite(const Executor<float>& done,
                          const std::function<std::optional<NonFinite>()>& again) {
    NonFinite standing = find_non_finite(done).value_or(NonFinite{"the loss", "loss"});
    try {
        return again().value_or(standing);
    } catch (const std::bad_alloc&) {
        return standing;
    }
}

}  // namespace glassnet
