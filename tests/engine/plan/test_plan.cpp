// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads.h"
#include "execution/executor.h"
#include "plan/plan.h"
#include "support/problems.h"
#include "support/tiny_networks.h"

#include <QtTest>
#include <algorithm>

using namespace glassnet;

namespace {

std::vector<std::pair<std::string, Network>> networks() {
    std::vector<std::pair<std::string, Network>> all;
    for (const Template& each : templates()) all.emplace_back(each.id, each.make().network);
    for (auto& [name, task] : tiny::reproducible_tasks()) all.emplace_back(name, task.network);
    return all;
}

Plan residual_plan() {
    return compile(check(tiny::reproducible_tasks().back().task.network),
                   {.batch = 10, .fused_activations = {ActivationFunction::softmax}});
}

/// What verify says of a residual plan after this change.
std::string fault_after(const std::function<void(Plan&)>& change) {
    Plan plan = residual_plan();
    change(plan);
    std::string text;
    for (const std::string& fault : verify(plan)) text += fault + "; ";
    return text;
}

}  // namespace

class TestPlan : public QObject {
    Q_OBJECT
private slots:
    void every_plan_that_compile_makes_is_sound() {
        for (const auto& [name, network] : networks()) {
            const Checked checked = check(network);
            for (const int batch : {1, 3, 32, 100}) {
                if (batch > 3 && checked.parameters() > 10'000'000) continue;
                for (const PlanOptions& options :
                     {PlanOptions{.batch = batch, .fused_activations = {ActivationFunction::softmax}},
                      PlanOptions{.batch = batch, .training = false, .gradients = false},
                      PlanOptions{.batch = batch,
                      .training = false,
                      .keep_activation_with_layer = true,
                      .fused_activations = {ActivationFunction::softmax},
                      .input_gradients = true}}) {
                    const auto faults = verify(compile(checked, options));
                    QVERIFY2(faults.empty(), faults.empty() ? "" : (name + ": " + faults.front()).c_str());
                }
            }
        }
    }

    void the_shards_of_a_batch_cover_it() {
        const Checked checked = check(networks().front().second);
        for (int batch = 1; batch <= 200; ++batch) {
            const Plan plan = compile(checked, {.batch = batch});
            QVERIFY(plan.shards >= 1 && plan.shards <= 16);
            QVERIFY(plan.shards * plan.shard_samples >= batch &&
                    (plan.shards - 1) * plan.shard_samples < batch);
        }
    }

    /// Small samples come four at a time, so that a shard is worth a thread's while; large ones alone, so
    /// that memory stays small.
    void large_samples_have_shards_of_their_own() {
        const auto shard_samples = [](int side) {
            return compile(check(tiny::chain({side, side, 1}, {{"Flatten"}})),
                           {.batch = 8, .gradients = false})
                .shard_samples;
        };
        QCOMPARE(shard_samples(256), 4);  // 65,536 numbers: the largest small one
        QCOMPARE(shard_samples(257), 1);
    }

    void every_step_has_the_memory_that_its_operation_asks_for() {
        for (const auto& [name, network] : networks()) {
            const Checked checked = check(network);
            if (checked.parameters() > 10'000'000) continue;
            const Plan plan = compile(checked, {.batch = 10});
            for (const PlanStep& step : plan.steps) {
                const Memory memory = step.operation->contract().memory;
                QCOMPARE(step.per_sample.elements, plan.batch * memory.per_sample);
                QCOMPARE(step.per_shard.elements, plan.shards * memory.per_shard);
                QCOMPARE(step.per_batch.elements, memory.per_batch);
                QVERIFY2(plan.worker_elements >= memory.per_worker, (name + ": " + step.node).c_str());
            }
        }
    }

    void gradients_of_shards_lie_apart() {
        for (const auto& [name, network] : networks()) {
            const Checked checked = check(network);
            if (checked.parameters() > 10'000'000) continue;
            const Plan plan = compile(checked, {.batch = 10});
            std::vector<std::pair<std::int64_t, std::int64_t>> taken;
            for (const PlanWeight& weight : plan.weights) {
                if (weight.shard_offset >= 0)
                    taken.emplace_back(weight.shard_offset,
                                       weight.shard_offset + weight.spec.shape.elements());
            }
            std::ranges::sort(taken);
            for (std::size_t i = 0; i < taken.size(); ++i) {
                const std::int64_t border =
                    i + 1 < taken.size() ? taken[i + 1].first : plan.shard_gradient_elements;
                QVERIFY2(taken[i].second <= border, name.c_str());
            }
        }
    }

    /// The numbers a node draws hang on its name alone: two Dropouts must not drop the same places.
    void every_node_draws_random_numbers_of_its_own() {
        const Plan plan =
            compile(check(tiny::chain({8}, {{"Dropout"}, {"Dropout"}, {"Dense"}})), {.batch = 2});
        for (const PlanStep& step : plan.steps) QCOMPARE(step.random_stream, stream_of(step.node));
    }

    /// A plan is made before any pool is, and running it with more threads leaves it and its phases as they
    /// are.
    void nothing_in_a_plan_depends_on_threads() {
        const Plan plan = residual_plan();
        std::vector<float> first;
        for (const int threads : {1, 2, 5}) {
            ThreadPool pool(threads);
            const Plan again = residual_plan();
            QCOMPARE(again.shards, plan.shards);
            QCOMPARE(again.shard_samples, plan.shard_samples);
            QCOMPARE(again.arena_elements, plan.arena_elements);
            for (std::size_t i = 0; i < plan.steps.size(); ++i) {
                QCOMPARE(again.steps[i].forward.size(), plan.steps[i].forward.size());
                for (std::size_t phase = 0; phase < plan.steps[i].backward.size(); ++phase)
                    QCOMPARE(again.steps[i].backward[phase].items, plan.steps[i].backward[phase].items);
            }
            const Weights<float> weights = initial_weights<float>(again, 1);
            Executor<float> executor(again, weights, nullptr, pool, 1);
            std::fill_n(executor.input(), 10 * 64, 0.5F);
            executor.prepare();
            executor.forward(10, 0);
            const float* output = executor.output(static_cast<std::size_t>(again.output_steps.front()));
            const std::vector<float> outputs(output, output + 40);
            if (first.empty()) first = outputs;
            QCOMPARE(outputs, first);
        }
    }

    void trainable_weights_come_first() {
        const Plan plan = residual_plan();
        for (const PlanWeight& weight : plan.weights)
            QCOMPARE(weight.offset < plan.trainable_elements, weight.spec.trainable);
        QVERIFY(plan.trainable_elements < plan.weight_elements);
    }

    void a_gradient_that_arrives_twice_is_added() {
        const Plan plan = residual_plan();
        QCOMPARE(plan.sums.size(), std::size_t{1});
        QCOMPARE(plan.sums[0].from.elements, plan.step(plan.sums[0].to).output_gradient.elements);
    }

    void an_evaluation_holds_no_gradients() {
        const Plan plan =
            compile(check(networks().front().second), {.batch = 4, .training = false, .gradients = false});
        for (const PlanStep& step : plan.steps)
            QVERIFY(!step.output_gradient.exists() && step.backward.empty());
        QVERIFY(plan.arena_elements < compile(check(networks().front().second), {.batch = 4}).arena_elements);
    }

    void softmax_goes_to_the_loss_only_where_both_agree() {
        const Checked checked = check(networks().front().second);
        const auto elsewhere = [&](const PlanOptions& options) {
            const Plan plan = compile(checked, options);
            return plan.step(plan.output_steps.front()).activation_in_loss;
        };
        QVERIFY(elsewhere({.batch = 2, .fused_activations = {ActivationFunction::softmax}}));
        QVERIFY(!elsewhere({.batch = 2}));
        QVERIFY(!elsewhere({.batch = 2,
                            .keep_activation_with_layer = true,
                            .fused_activations = {ActivationFunction::softmax}}));
        // Softmax over the channels of each pixel is no distribution over classes.
        const Checked pixels = check(tiny::chain({4, 4, 1}, {{"Conv2D", {{"activation", "softmax"}}}}));
        QVERIFY(!compile(pixels, {.batch = 2, .fused_activations = {ActivationFunction::softmax}})
                     .steps.back()
                     .activation_in_loss);
    }

    void verify_finds_pieces_that_overlap() {
        QVERIFY(testing::contains(
            fault_after([](Plan& plan) { plan.steps[2].output.offset = plan.steps[1].output.offset; }),
            "overlap"));
    }
    void verify_finds_what_reaches_past_the_arena() {
        QVERIFY(
            testing::contains(fault_after([](Plan& plan) { plan.arena_elements /= 2; }), "past the arena"));
    }
    void verify_finds_steps_that_read_too_early() {
        QVERIFY(
            testing::contains(fault_after([](Plan& plan) { plan.steps[1].inputs[0] = 4; }), "has not run"));
    }
    void verify_finds_sums_of_different_sizes() {
        QVERIFY(testing::contains(fault_after([](Plan& plan) { plan.sums[0].from.elements -= 1; }),
                                  "different sizes"));
    }
    void verify_finds_sums_to_a_place_that_is_no_gradient() {
        QVERIFY(testing::contains(fault_after([](Plan& plan) { plan.sums[0].to = 0; }), "no gradient"));
    }
    void verify_finds_weights_that_do_not_follow_each_other() {
        QVERIFY(testing::contains(fault_after([](Plan& plan) { plan.weights[1].offset += 1; }), "neighbour"));
    }
    void verify_finds_weights_past_their_memory() {
        QVERIFY(testing::contains(fault_after([](Plan& plan) { plan.weight_elements -= 1; }), "weights"));
    }
    void verify_finds_gradients_that_nobody_takes() {
        QVERIFY(testing::contains(fault_after([](Plan& plan) { plan.sums.clear(); }), "nothing takes"));
    }
    void verify_finds_outputs_of_the_wrong_size() {
        QVERIFY(testing::contains(fault_after([](Plan& plan) { plan.steps[3].output.elements -= 1; }),
                                  "does not hold"));
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "test_plan.moc"
