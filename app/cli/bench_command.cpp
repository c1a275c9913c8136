// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"
#include "base/platform/memory.h"
#include "cli/commands.h"
#include "cli/nonzero_share.h"
#include "cli/synthetic_steps.h"
#include "formats/safetensors.h"
#include "math/instruction_sets.h"
#include "network/summary.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <optional>

namespace glassnet::cli {

namespace {

constexpr ProblemKind file_taken{"bench.save_over", Severity::error,
                                 "“{file}” would be overwritten while it is read",
                                 "Give --save another name."};

struct BenchChoices {
    std::string file, save;
    int batch = 0, threads = 0, steps = 20, warm_up = 5;
    double raise_biases = 0;
    bool inference = false, still = false;
};

/// The steps of one benchmark: each call does one, and returns its loss where there is one.
using Steps = std::function<std::optional<double>()>;

/// Weights, inputs and targets under the names by which `trace` reads them.
class Saved {
public:
    explicit Saved(SyntheticTraining& synthetic) : plan_(synthetic.plan), outputs_(synthetic.outputs) {
        for (const PlanWeight& weight : plan_.weights)
            keep(weight.name, weight.spec.shape, {}, synthetic.weights.data() + weight.offset);
        for (std::size_t i = 0; i < plan_.input_steps.size(); ++i) {
            const PlanStep& step = step_at(plan_.input_steps[i]);
            keep(step.node, step.output_shape, plan_.batch, synthetic.executor.input(i));
        }
        for (std::size_t i = 0; i < plan_.output_steps.size(); ++i) {
            const PlanStep& step = step_at(plan_.output_steps[i]);
            const bool values = synthetic.outputs.all[i].loss->target_kind() == TargetKind::values;
            keep(outputs_.all[i].node, values ? step.output_shape : Shape{}, plan_.batch,
                 synthetic.executor.targets(i));
        }
    }

    void loss(double value) {
        const auto narrow = static_cast<float>(value);
        keep("loss", Shape{}, {}, &narrow);
    }
    void outputs(const Executor<float>& executor) {
        for (std::size_t i = 0; i < plan_.output_steps.size(); ++i) {
            const int end = plan_.output_steps[i];
            keep(outputs_.all[i].node + "/output", step_at(end).output_shape, plan_.batch,
                 executor.output(static_cast<std::size_t>(end)));
        }
    }
    void write(const std::string& file) const { save_safetensors(stored_, file); }

private:
    [[nodiscard]] const PlanStep& step_at(int position) const { return plan_.step(position); }

    void keep(const std::string& name, const Shape& shape, std::optional<int> batch, const float* values) {
        std::vector<std::int64_t> sides(shape.sides().begin(), shape.sides().end());
        if (batch) sides.insert(sides.begin(), *batch);
        stored_.tensors[name] = {std::move(sides),
                                 std::vector<float>(values, values + shape.elements() * batch.value_or(1))};
    }

    const Plan& plan_;
    const TrainedOutputs& outputs_;  // steps may bear the name of an earlier node
    StoredTensors stored_;
};

struct Times {
    double median = 0, least = 0, most = 0;  // milliseconds
    std::optional<double> first_loss, last_loss;
};

Times measure(const BenchChoices& choices, const Steps& step,
              const std::function<void(std::optional<double>)>& after_first) {
    using Clock = std::chrono::steady_clock;
    Times result;
    std::vector<double> times;
    for (int number = -choices.warm_up; number < choices.steps; ++number) {
        const auto start = Clock::now();
        const std::optional<double> loss = step();
        if (number >= 0)
            times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        result.last_loss = loss;
        if (number > -choices.warm_up) continue;
        result.first_loss = loss;
        after_first(loss);
    }
    result.median = median_of(times);
    result.least = std::ranges::min(times);
    result.most = std::ranges::max(times);
    return result;
}

void raise_biases(SyntheticTraining& synthetic, double by) {
    for (const PlanWeight& weight : synthetic.plan.weights) {
        float* const values = synthetic.weights.data() + weight.offset;
        if (weight.spec.name != "bias") continue;
        std::for_each_n(values, weight.spec.shape.elements(),
                        [by](float& value) { value += static_cast<float>(by); });
    }
}

/// Checks a number for CLI11, whose Range lets NaN through.
std::string within_a_thousand(const std::string& text) {
    const auto number = number_in(text);
    const bool good = number && std::abs(*number) <= 1000;
    return good ? "" : "“" + text + "” is no number between -1000 and 1000";
}

void run(const Context& context, const BenchChoices& choices) {
    std::error_code different;
    if (!choices.save.empty() && std::filesystem::equivalent(choices.file, choices.save, different))
        throw Error(file_taken, {{"file", choices.save}}, {.file = choices.save});
    const auto work =
        choices.inference ? SyntheticTraining::Work::inference : SyntheticTraining::Work::training;
    SyntheticTraining synthetic(choices.file, choices.batch, choices.threads, work);
    raise_biases(synthetic, choices.raise_biases);
    std::optional<Saved> saved;
    if (!choices.save.empty()) saved.emplace(synthetic);

    std::optional<SyntheticSteps> training;
    Steps step;
    if (choices.inference) {
        synthetic.executor.prepare();  // once: the weights stay
        step = [&]() -> std::optional<double> {
            synthetic.executor.forward(synthetic.plan.batch, 0);
            (void)synthetic.executor.compute_loss(Executor<float>::Compare::nothing);
            return std::nullopt;
        };
    } else {
        training.emplace(synthetic,
                         choices.still ? SyntheticSteps::Weights::stay : SyntheticSteps::Weights::move);
        step = [&] { return std::optional(training->step()); };
    }
    const Times times = measure(choices, step, [&](std::optional<double> loss) {
        if (!saved) return;
        if (loss) saved->loss(*loss);
        if (choices.inference) saved->outputs(synthetic.executor);
        saved->write(choices.save);
        saved.reset();
    });
    const auto peak = platform::peak_memory();
    const auto share = choices.inference ? std::nullopt : nonzero_share(synthetic);

    std::array<char, 256> line{};
    const auto say = [&](auto... parts) {
        std::snprintf(line.data(), line.size(), parts...);
        context.report.say(line.data());
    };
    const char* const name = choices.inference ? "inference" : "training";
    say("%s, batch %d, %d threads, kernels %s: median %.3f ms, least %.3f, most %.3f of %d steps", name,
        synthetic.plan.batch, synthetic.pool.threads(), instruction_set(), times.median, times.least,
        times.most, choices.steps);
    if (times.first_loss)
        say("loss of the first step %.7g, of the last %.7g", *times.first_loss, *times.last_loss);
    if (share) say("gradients that pass the rectifiers %.1f %%", *share * 100);
    if (peak) say("peak memory %s", bytes_text(*peak).c_str());
    if (!choices.save.empty()) context.report.say("saved " + choices.save);
    const auto optional = [](const auto& value) { return value ? Value(*value) : Value(); };
    context.report.result({{"work", name},
                           {"batch", synthetic.plan.batch},
                           {"threads", synthetic.pool.threads()},
                           {"instructions", instruction_set()},
                           {"steps", choices.steps},
                           {"median_ms", times.median},
                           {"min_ms", times.least},
                           {"max_ms", times.most},
                           {"loss", optional(times.first_loss)},
                           {"last_loss", optional(times.last_loss)},
                           {"nonzero_share", optional(share)},
                           {"peak_bytes", optional(peak)}});
}

}  // namespace

void add_bench(Command program, Context& context) {
    Command command = program.add_command(
        "bench",
        "Times whole training steps of a project on random data: forward, loss, backward, "
        "optimizer. Nothing is kept.\n"
        "nonzero_share: of the gradient that reaches ReLUs (behind a max-pooling that "
        "reads one alone, there), the "
        "share that passes, after\n"
        "the last step. Passes that skip zeros are faster the smaller it is.\n"
        "Example: glassnet bench fashion.glassnet --batch 32");
    auto choices = std::make_shared<BenchChoices>();
    command.add_option("file", choices->file, "The project file").required();
    command.add_option("--batch", choices->batch, "Batch size instead of the project's")
        .within(1, limits::batch_size);
    command.add_threads(choices->threads);
    command.add_option("--steps", choices->steps, "Steps to measure (20)").within(1, 1'000'000);
    command.add_option("--warm-up", choices->warm_up, "Steps before those (5)").within(0, 100'000);
    const Option inference =
        command.add_flag("--inference", choices->inference, "Time inference instead of training");
    command
        .add_flag("--still", choices->still,
                  "The optimizer does all its work with a rate of 0: the weights stay as they begin")
        .excludes(inference);
    command
        .add_option("--raise-biases", choices->raise_biases,
                    "Add this to every bias at the start: few ReLUs are then shut")
        .check(within_a_thousand);
    command.add_option("--save", choices->save,
                       "Write first weights, inputs, targets and the first step's loss (with --inference: "
                       "outputs) to this .safetensors "
                       "file, for `glassnet trace` and for other programs");
    command.callback([&context, choices] {
        context.report.file = choices->file;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
