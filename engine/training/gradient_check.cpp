// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/gradient_check.h"

#include "execution/executor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace glassnet {

namespace {

/// The mean loss of one batch as a function of everything that can be varied.
class Loop {
public:
    Loop(const Checked& checked, const TrainedOutputs& outputs, const GradientCheckOptions& options)
        : pool_(1),
          plan_(compile(checked, {.batch = options.batch,
                                  .training = options.training,
                                  .fused_activations = outputs.fused_activations(),
                                  .input_gradients = true})),
          weights_(initial_weights<double>(plan_, options.seed)),
          executor_(plan_, weights_, outputs.losses(), pool_, options.seed) {
        Random random(options.seed, Random::Purpose::generated_data);
        // Away from special points such as zero biases and unit gammas.
        for (double& weight : weights_.all()) weight += 0.1 * static_cast<double>(random.uniform());
        for (std::size_t i = 0; i < plan_.input_steps.size(); ++i) {
            for (double& value : input(i)) value = static_cast<double>(random.normal());
        }
        for (std::size_t i = 0; i < outputs.all.size(); ++i) fill_targets(i, *outputs.all[i].loss, random);
        std::iota(executor_.sample_numbers().begin(), executor_.sample_numbers().end(), 0U);
        kept_.assign(weights_.data() + plan_.trainable_elements, weights_.data() + plan_.weight_elements);
    }

    double loss() {
        // moving means change in training
        std::ranges::copy(kept_, weights_.data() + plan_.trainable_elements);
        executor_.prepare();
        executor_.forward(plan_.batch, 0);
        return executor_.compute_loss(Executor<double>::Compare::with_targets).loss_sum / plan_.batch;
    }

    /// The tensors that can be varied, with their gradients at this point.
    struct Tensor {
        std::string name;
        std::span<double> values;
        std::vector<double> gradient;
    };
    std::vector<Tensor> tensors() {
        (void)loss();
        executor_.backward();
        std::vector<Tensor> result;
        for_each_weight(plan_, [&](const PlanWeight& weight) {
            if (!weight.spec.trainable) return;
            const auto gradient = executor_.gradient(weight);
            result.push_back(
                {weight.name,
                 weights_.all().subspan(static_cast<std::size_t>(weight.offset), gradient.size()),
                 {gradient.begin(), gradient.end()}});
        });
        for (std::size_t i = 0; i < plan_.input_steps.size(); ++i) {
            const auto step = static_cast<std::size_t>(plan_.input_steps[i]);
            if (const double* const gradient = executor_.output_gradient(step))
                result.push_back(
                    {plan_.steps[step].node + "/output", input(i), {gradient, gradient + input(i).size()}});
        }
        return result;
    }

private:
    std::span<double> input(std::size_t index) {
        const PlanStep& step = plan_.step(plan_.input_steps[index]);
        return {executor_.input(index), static_cast<std::size_t>(step.output.elements)};
    }

    void fill_targets(std::size_t end, const Loss& loss, Random& random) {
        const std::int64_t outputs = plan_.step(plan_.output_steps[end]).output_shape.elements();
        const bool classes = loss.target_kind() == TargetKind::class_number;
        const std::int64_t each = classes ? 1 : outputs;
        executor_.set_target_elements(each, end);
        for (std::int64_t i = 0; i < plan_.batch * each; ++i)
            executor_.targets(end)[i] =
                classes ? static_cast<double>(random.below(static_cast<std::uint32_t>(outputs)))
                        // within what every loss compares with
                        : static_cast<double>(random.uniform());
    }

    ThreadPool pool_;
    Plan plan_;
    Weights<double> weights_;
    Executor<double> executor_;
    std::vector<double> kept_;
};

class Comparison {
public:
    Comparison(Loop& loop, Loop::Tensor& tensor, Random random)
        : loop_(loop), tensor_(tensor), random_(random) {
        result_.tensor = tensor.name;
    }

    TensorGradientCheck run(int directions) {
        middle_ = loop_.loss();
        const std::vector<double> start(tensor_.values.begin(), tensor_.values.end());
        const double length = std::sqrt(std::inner_product(tensor_.gradient.begin(), tensor_.gradient.end(),
                                                           tensor_.gradient.begin(), 0.0));
        smallest_scale_ = std::max(0.1 * length / std::sqrt(static_cast<double>(start.size())), 1e-6);
        for (int i = 0; i < directions; ++i) compare(start);
        std::ranges::copy(start, tensor_.values.begin());
        return result_;
    }

private:
    struct Slopes {
        double left, right;
        [[nodiscard]] double middle() const { return (left + right) / 2; }
    };

    Slopes slopes(const std::vector<double>& start, const std::vector<double>& direction, double step) {
        const auto at = [&](double distance) {
            for (std::size_t i = 0; i < start.size(); ++i)
                tensor_.values[i] = start[i] + distance * direction[i];
            return loop_.loss();
        };
        const double above = at(step), below = at(-step);
        return {(middle_ - below) / step, (above - middle_) / step};
    }

    void compare(const std::vector<double>& start) {
        std::vector<double> direction(start.size());
        for (double& each : direction) each = static_cast<double>(random_.normal());
        const double length =
            std::sqrt(std::inner_product(direction.begin(), direction.end(), direction.begin(), 0.0));
        for (double& each : direction) each /= length;
        const double slope =
            std::inner_product(direction.begin(), direction.end(), tensor_.gradient.begin(), 0.0);
        const auto error = [&](double difference) {
            return std::abs(difference - slope) /
                   std::max({std::abs(difference), std::abs(slope), smallest_scale_});
        };
        ++result_.directions;
        // Wide steps err where the loss is curved, narrow ones by rounding; a wrong slope is wrong at all of
        // them.
        constexpr std::array<double, 4> steps{1e-4, 1e-5, 1e-6, 1e-3};
        std::array<Slopes, steps.size()> found{};
        double smallest = INFINITY;
        for (std::size_t i = 0; i < steps.size() && smallest > TensorGradientCheck::tolerance; ++i) {
            found[i] = slopes(start, direction, steps[i]);
            smallest = std::min(smallest, error(found[i].middle()));
        }
        if (smallest <= TensorGradientCheck::tolerance) {
            result_.worst = std::max(result_.worst, smallest);
            return;
        }
        // On a curve without kinks the two sides differ by its curvature: a tenth as much over a tenth of the
        // step. Any difference beyond that is a kink between the ends, and explains an error of its own size
        // but no larger one.
        const Slopes &wide = found[0], &narrow = found[1];
        const double bend = std::abs((narrow.right - narrow.left) - 0.1 * (wide.right - wide.left));
        if (std::abs(narrow.middle() - slope) > bend) {
            result_.worst = std::max(result_.worst, smallest);
            return;
        }
        ++result_.kinks;
        // At a kink every slope between those of the two sides is correct.
        const double nearest =
            std::clamp(slope, std::min(narrow.left, narrow.right), std::max(narrow.left, narrow.right));
        result_.worst_at_kinks = std::max(result_.worst_at_kinks, std::min(smallest, error(nearest)));
    }

    Loop& loop_;
    Loop::Tensor& tensor_;
    Random random_;
    TensorGradientCheck result_;
    double middle_ = 0, smallest_scale_ = 0;
};

}  // namespace

std::vector<TensorGradientCheck> check_gradients(const Checked& checked, const TrainedOutputs& outputs,
                                                 const GradientCheckOptions& options) {
    Loop loop(checked, outputs, options);
    std::vector<TensorGradientCheck> results;
    std::uint32_t number = 0;
    for (Loop::Tensor& tensor : loop.tensors())
        results.push_back(
            Comparison(loop, tensor, Random(options.seed, Random::Purpose::generated_data, 1, number++))
                .run(options.directions));
    return results;
}

std::vector<TensorGradientCheck> check_gradients(const Checked& checked, const Loss& loss,
                                                 const GradientCheckOptions& options) {
    const std::string& node = checked.node(checked.outputs.front()).id;
    return check_gradients(checked, {.all = {{.node = node, .loss = loss.clone()}}}, options);
}

}  // namespace glassnet
