// SPDX-License-Identifier: GPL-3.0-or-later
// Times training steps of a project on resident random data: train_step FILE BATCH THREADS STEPS, prints the median in milliseconds.
#include "files/project_file.h"
#include "training/check_training.h"
#include "training/executor.h"
#include "training/optimization.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace glassnet;

int main(int count, char** words) {
    if (count < 5) {
        std::fputs("usage: train_step FILE BATCH THREADS STEPS\n", stderr);
        return 2;
    }
    try {
        const Project project = load_project(words[1]);
        const Checked checked = check(project.network);
        const auto loss = make_loss(project.training);
        const auto optimizer = make_optimizer(project.training);
        const int batch = std::atoi(words[2]);
        const Plan plan = compile(checked, {.batch = batch, .fused_activations = {loss->fused_activation()}, .fuse = true});
        ThreadPool pool(std::atoi(words[3]));
        Weights<float> weights = initial_weights<float>(plan, 1);
        Executor<float> executor(plan, weights, loss.get(), pool, 1);
        Random random(1, Random::Purpose::generated_data);
        const PlanStep& input = plan.steps[static_cast<std::size_t>(plan.input_steps.front())];
        for (std::int64_t i = 0; i < input.output.elements; ++i) executor.input()[i] = random.uniform();
        for (int sample = 0; sample < batch; ++sample) executor.targets()[sample] = static_cast<float>(sample % 10);
        Optimization<float> optimization(*optimizer, plan, pool);
        optimization.begin(weights);
        std::vector<double> times;
        for (int step = 0; step < std::atoi(words[4]) + 5; ++step) {
            const auto start = std::chrono::steady_clock::now();
            executor.prepare();
            executor.forward(batch, 0);
            (void)executor.finish(Executor<float>::Compare::with_targets);
            executor.backward();
            (void)executor.gradients_finite();
            (void)optimization.take(step, {.step = step, .steps = 1'000, .epochs = {}}, executor.gradients(), weights);
            if (step >= 5) times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        }
        std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
        std::printf("median %.3f min %.3f\n", times[times.size() / 2], *std::ranges::min_element(times));
        return 0;
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
}
