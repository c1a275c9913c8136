// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "files/project_file.h"
#include "math/matmul.h"
#include "network/summary.h"
#include "training/check_training.h"
#include "training/executor.h"
#include "training/footprint.h"
#include "training/heads.h"

#include <array>
#include <cstdio>
#include <numeric>

namespace glassnet::cli {

namespace {

struct Choices {
    std::string file;
    int batch = 0, threads = 0, steps = 10;
};

std::string phases_text(const std::vector<Phase>& phases) {
    std::string text;
    for (const Phase& phase : phases) {
        text += (text.empty() ? "" : " + ") +
                (phase.split == Phase::Split::samples ? std::string("shards") : std::to_string(phase.items) + " blocks");
    }
    return text.empty() ? "-" : text;
}

/// Random data, class numbers in turn: times do not need real samples, only real shapes.
void fill(Executor<float>& executor, const Plan& plan, const Heads& heads) {
    for (std::size_t input = 0; input < plan.input_steps.size(); ++input) {
        const Slot& slot = plan.steps[static_cast<std::size_t>(plan.input_steps[input])].output;
        Random random(1, Random::Purpose::generated_data);
        for (std::int64_t i = 0; i < slot.elements; ++i) executor.input(input)[i] = random.uniform();
    }
    for (std::size_t end = 0; end < heads.all.size(); ++end) {
        const std::int64_t outputs = plan.steps[static_cast<std::size_t>(plan.output_steps[end])].output_shape.elements();
        const bool values = heads.all[end].loss->target_kind() == TargetKind::values;
        executor.set_target_elements(values ? outputs : 1, end);
        for (int sample = 0; !values && sample < plan.batch; ++sample) executor.targets(end)[sample] = static_cast<float>(sample % outputs);
    }
}

void run(const Context& context, const Choices& choices) {
    const Project project = load_project(choices.file);
    const Checked checked = check(project, nullptr);
    if (!checked.ready()) throw Error(checked.problems);
    const Heads heads = make_heads(checked, project.training);
    const int batch = choices.batch > 0 ? choices.batch : project.training.batch_size;
    const Plan plan = compile(checked, {.batch = batch, .fused_activations = heads.fused_activations(), .fuse = true});
    ThreadPool pool(choices.threads);
    if (auto problem = memory_problem(executor_bytes(plan, pool.threads()) + 4.0 * static_cast<double>(plan.weight_elements)))
        throw Error({std::move(*problem)});
    const Weights<float> weights = initial_weights<float>(plan, project.training.seed);
    Executor<float> executor(plan, weights, heads.objectives(), pool, project.training.seed);
    fill(executor, plan, heads);

    Executor<float>::StepTimes times{std::vector<double>(plan.steps.size()), std::vector<double>(plan.steps.size())};
    Executor<float>::StepTimes ignored = times;
    for (int step = -2; step < choices.steps; ++step) {  // two to warm up
        executor.measure(step < 0 ? &ignored : &times);
        executor.prepare();
        executor.forward(batch, 0);
        (void)executor.finish(Executor<float>::Compare::with_targets);
        executor.backward();
    }
    const double total = std::accumulate(times.forward.begin(), times.forward.end(), 0.0) +
                         std::accumulate(times.backward.begin(), times.backward.end(), 0.0);

    std::array<char, 256> line{};
    const auto say = [&](auto... parts) {
        std::snprintf(line.data(), line.size(), parts...);
        context.report.say(line.data());
    };
    context.report.say("batch " + std::to_string(batch) + " in " + std::to_string(plan.shards) + " shards of " +
                       std::to_string(plan.shard_samples) + ", " + std::to_string(pool.threads()) + " threads, kernels " +
                       instruction_set() + ", arena " + bytes_text(plan.arena_elements * 4) + ", weights " +
                       bytes_text(plan.weight_elements * 4));
    say("%-24s %-24s %-14s %-32s %9s %9s %6s %7s", "node", "kind", "output", "work (forward / backward)", "fwd ms", "bwd ms", "share",
        "GF/s");
    Value::List steps;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const PlanStep& step = plan.steps[i];
        const double forward = times.forward[i] / choices.steps;
        const double backward = times.backward[i] / choices.steps;
        const double share = total > 0 ? (times.forward[i] + times.backward[i]) / total : 0;
        const double products = (step.input_gradients.empty() || step.input_gradients[0].exists() ? 3.0 : 2.0);
        const double multiply_and_add = 2.0 * products * batch * static_cast<double>(checked.find(step.node)->multiply_adds);
        const double rate = forward + backward > 0 ? multiply_and_add / (forward + backward) * 1e-9 : 0;
        std::string elsewhere = step.activation_elsewhere ? " (activation in the loss)" : "";
        for (const std::string& node : step.fused) elsewhere += " + " + node;
        say("%-24s %-24s %-14s %-32s %9.3f %9.3f %5.1f%% %7.1f%s", step.node.c_str(), std::string(step.layer->id()).c_str(),
            to_text(step.output_shape).c_str(), (phases_text(step.forward) + " / " + phases_text(step.backward)).c_str(), forward * 1e3,
            backward * 1e3, share * 100, rate, elsewhere.c_str());
        steps.emplace_back(Value::Map{{"node", step.node},
                                      {"kind", step.layer->id()},
                                      {"fused", Value::List(step.fused.begin(), step.fused.end())},
                                      {"forward_ms", forward * 1e3},
                                      {"backward_ms", backward * 1e3},
                                      {"share", share},
                                      {"gflops", rate},
                                      {"bytes", step.output.elements * 4}});
    }
    say("one step, layers only: %.3f ms", total / choices.steps * 1e3);
    context.report.result({{"batch", batch},
                           {"shards", plan.shards},
                           {"threads", pool.threads()},
                           {"instructions", instruction_set()},
                           {"arena_bytes", plan.arena_elements * 4},
                           {"weight_bytes", plan.weight_elements * 4},
                           {"steps", steps},
                           {"step_ms", total / choices.steps * 1e3}});
}

}  // namespace

void add_plan(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("plan",
                                           "Shows the compiled steps of a project, their memory and their times on this machine.\nExample: "
                                           "glassnet plan fashion.glassnet --batch 32");
    auto choices = std::make_shared<Choices>();
    command->add_option("file", choices->file, "The project file")->required();
    command->add_option("--batch", choices->batch, "Batch size instead of the project's")->check(CLI::Range(1, 65536));
    command->add_option("--threads", choices->threads, "Threads; as many as the machine has if left out")->check(CLI::Range(1, 1024));
    command->add_option("--steps", choices->steps, "Steps to measure")->check(CLI::Range(1, 100000));
    command->callback([&context, choices] {
        context.report.file = choices->file;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
