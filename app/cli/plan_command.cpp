// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/rehearsal.h"
#include "math/matmul.h"
#include "network/summary.h"

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

void run(const Context& context, const Choices& choices) {
    Rehearsal rehearsal(choices.file, choices.batch, choices.threads, Rehearsal::Work::training);
    const Plan& plan = rehearsal.plan;
    const int batch = plan.batch, threads = rehearsal.pool.threads();
    Executor<float>& executor = rehearsal.executor;
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
                       std::to_string(plan.shard_samples) + ", " + std::to_string(threads) + " threads, kernels " + instruction_set() +
                       ", arena " + bytes_text(plan.arena_elements * 4) + ", weights " + bytes_text(plan.weight_elements * 4));
    say("%-24s %-24s %-14s %-32s %9s %9s %6s %7s", "node", "kind", "output", "work (forward / backward)", "fwd ms", "bwd ms", "share",
        "GF/s");
    Value::List steps;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const PlanStep& step = plan.steps[i];
        const double forward = times.forward[i] / choices.steps;
        const double backward = times.backward[i] / choices.steps;
        const double share = total > 0 ? (times.forward[i] + times.backward[i]) / total : 0;
        const double products = (step.input_gradients.empty() || step.input_gradients[0].wanted ? 3.0 : 2.0);
        const double multiply_and_add = 2.0 * products * batch * static_cast<double>(rehearsal.checked.find(step.node)->multiply_adds);
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
                           {"threads", threads},
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
