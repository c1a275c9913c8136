// SPDX-License-Identifier: GPL-3.0-or-later
// Plans that use memory again, compute outputs twice or defer gradients give the same bits as those where
// everything stands apart.
#include "learning/catalogue.h"
#include "plan/call_order.h"
#include "plan/memory_planner.h"
#include "support/tiny_networks.h"
#include "training/learner.h"
#include "training/plans.h"
#include "training/training_kinds.h"
#include "training/training_step.h"

#include <QTest>
#include <algorithm>
#include <limits>
#include <map>

using namespace glassnet;

namespace {

using NamedNetwork = std::pair<std::string, Network>;

/// A deep chain of convolutions without anything that gathers over the batch.
Network deep_chain(int depth) {
    std::vector<tiny::LayerChoice> layers;
    for (int i = 0; i < depth; ++i)
        layers.push_back({"Conv2D", {{"filters", 4}, {"padding", "same"}, {"activation", "relu"}}});
    layers.push_back({"GlobalAveragePooling2D"});
    layers.push_back({"Dense", {{"units", 4}, {"activation", "softmax"}}});
    return tiny::chain({8, 8, 1}, layers);
}

/// Two Dense layers read one row, which is none of an Input; one is constrained.
Network two_readers() {
    Network network =
        tiny::chain({8, 8, 1}, {{"Conv2D", {{"filters", 3}, {"activation", "relu"}}}, {"Flatten"}});
    const std::string meet = add_node(network, "Concatenate");
    for (const char* constraint : {"none", "max_norm"}) {
        const std::string reader = add_node(
            network, "Dense", {}, {{"units", 70}, {"activation", "relu"}, {"kernel_constraint", constraint}});
        connect(network, "flatten_1", reader);
        connect(network, reader, meet);
    }
    const std::string end = add_node(network, "Dense", {}, {{"units", 4}, {"activation", "softmax"}});
    connect(network, meet, end);
    return network;
}

std::vector<NamedNetwork> networks() {
    std::vector<NamedNetwork> all;
    for (auto& [name, task] : tiny::reproducible_tasks()) all.emplace_back(name, task.network);
    all.emplace_back("deep", deep_chain(5));
    all.emplace_back("drops", tiny::chain({8, 8, 1}, {{"Conv2D", {{"filters", 4}}},
                                                      {"Dropout"},
                                                      {"Activation", {{"activation", "tanh"}}},
                                                      {"AveragePooling2D"},
                                                      {"DepthwiseConv2D"},
                                                      {"LayerNormalization"},
                                                      {"Flatten"},
                                                      {"Dense", {{"units", 9}, {"activation", "gelu"}}},
                                                      {"GaussianDropout"},
                                                      {"Dense", {{"units", 4}, {"activation", "softmax"}}}}));
    all.emplace_back(
        "penalties",
        tiny::chain({8, 8, 1},
                    {{"Flatten"},
                     {"Dense", {{"units", 9}, {"kernel_regularizer", "L2"}}},
                     {"Dense", {{"units", 9}, {"activation", "relu"}, {"activity_regularizer", "L1"}}},
                     {"Dense", {{"units", 4}, {"activation", "softmax"}}}}));
    const tiny::LayerChoice classes{"Dense", {{"units", 4}, {"activation", "softmax"}}};
    all.emplace_back("dense on input",
                     tiny::chain({12}, {{"Dense", {{"units", 300}, {"activation", "relu"}}}, classes}));
    all.emplace_back("frozen", tiny::chain({8, 8, 1}, {{"Conv2D", {{"filters", 5}, {"trainable", false}}},
                                                       {"Conv2D", {{"filters", 5}, {"activation", "relu"}}},
                                                       {"BatchNormalization", {{"trainable", false}}},
                                                       {"Flatten"},
                                                       {"Dense", {{"units", 9}, {"trainable", false}}},
                                                       classes}));
    all.emplace_back(
        "activations",
        tiny::chain({8, 8, 1}, {{"Conv2D", {{"filters", 5}, {"activation", "gelu"}, {"use_bias", false}}},
                                {"DepthwiseConv2D", {{"activation", "relu"}}},
                                {"Conv2D", {{"filters", 5}, {"activity_regularizer", "L1"}}},
                                {"Flatten"},
                                {"Dense", {{"units", 9}, {"activation", "silu"}, {"use_bias", false}}},
                                classes}));
    all.emplace_back("shared", two_readers());
    return all;
}

PlanOptions lean(bool recompute) {
    return {.batch = 10,
            .fused_activations = {ActivationFunction::softmax},
            .fuse = true,
            .reuse = true,
            .recompute = recompute,
            .deferred_gradients = true};
}

/// All that surrounds an optimizer's rule and can meet deferred gradients.
std::vector<KindSettings> optimizers() {
    return {{"Adam", {{"amsgrad", true}}},
            {"AdamW", {{"weight_decay", 0.1}, {"schedule", "CosineDecay"}}},
            {"SGD", {{"momentum", 0.9}, {"nesterov", true}}},
            {"RMSprop", {{"use_ema", true}, {"ema_momentum", 0.8}, {"ema_overwrite_frequency", 3}}},
            {"Lion", {}}};
}

std::string hash_after_training(const KindSettings& optimizer) {
    TrainingTask task{.network = two_readers(),
                      .dataset = tiny::pictures(45, 12),
                      .augmentation = {},
                      .preprocessing = {},
                      .settings = {}};
    task.settings.optimizer = optimizer;
    task.settings.batch_size = 10;
    task.settings.epochs = 2;
    History history;
    Learner learner(task, history);
    while (!learner.done()) learner.step();
    return hash_weights(learner.checkpoint().weights) + hash_weights(learner.checkpoint().optimizer);
}

constexpr int steps = 3, last_samples = 7;

/// Weights by name, and the losses, after a few steps; the last batch is not full.
std::map<std::string, std::vector<float>> trained(const Network& network, const PlanOptions& options,
                                                  int threads) {
    const Checked checked = check(network);
    const Plan plan = compile(checked, options);
    ThreadPool pool(threads);
    const TrainingSettings settings;
    const auto loss = make_loss(settings);
    Weights<float> weights = initial_weights<float>(plan, 3);
    Executor<float> executor(plan, weights, loss.get(), pool, 1);
    Optimization<float> optimization(*make_optimizer(settings), plan, pool);
    optimization.reset(weights);
    TrainingStep step(executor, optimization, weights);
    std::map<std::string, std::vector<float>> result;
    Random random(5, Random::Purpose::generated_data);
    for (int number = 0; number < steps; ++number) {
        for (std::int64_t i = 0; i < plan.steps.front().output.elements; ++i)
            executor.input()[i] = random.normal();
        for (int sample = 0; sample < plan.batch; ++sample) {
            executor.targets()[sample] = static_cast<float>(sample % 4);
            executor.sample_numbers()[static_cast<std::size_t>(sample)] =
                static_cast<std::uint32_t>(sample + 10 * number);
        }
        const auto outcome = step.run(number + 1 < steps ? plan.batch : last_samples, 0, number,
                                      {.step = number, .steps = steps, .epochs = {}});
        result["loss"].push_back(static_cast<float>(outcome.batch.loss_sum));
    }
    for (const PlanWeight& weight : plan.weights) {
        const float* const from = weights.data() + weight.offset;
        result[weight.name].assign(from, from + weight.spec.shape.elements());
    }
    return result;
}

/// A network whose kernel gradient, and only that, is infinite if these two numbers multiply to more than
/// there is.
bool deferred_gradients_are_finite(float input, float gradient, Executor<float>& executor) {
    std::fill_n(executor.input(), executor.plan().steps.front().output.elements, input);
    executor.prepare();
    executor.forward(executor.plan().batch, 0);
    const Slot& slot = executor.plan().steps.back().output_gradient;
    auto* const to = const_cast<float*>(executor.output_gradient(executor.plan().steps.size() - 1));
    std::fill_n(to, slot.elements, gradient);
    executor.backward();
    return executor.deferred_gradients().finite();
}

void add_networks() {
    QTest::addColumn<int>("number");
    const auto all = networks();
    for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(all[i].first.c_str()) << static_cast<int>(i);
}

}  // namespace

class TestLeanPlans : public QObject {
    Q_OBJECT
private slots:
    void they_give_the_same_bits_data() { add_networks(); }
    void they_give_the_same_bits() {
        QFETCH(int, number);
        const Network network = networks()[static_cast<std::size_t>(number)].second;
        const auto expected = trained(network, for_inspection(lean(false)), 1);
        QVERIFY(std::isfinite(expected.at("loss").back()));
        for (const bool recompute : {false, true}) {
            for (const int threads : {1, 3}) QVERIFY(trained(network, lean(recompute), threads) == expected);
        }
    }

    void they_are_sound_data() { add_networks(); }
    void they_are_sound() {
        QFETCH(int, number);
        const Checked checked = check(networks()[static_cast<std::size_t>(number)].second);
        for (const int batch : {1, 3, 32, 100}) {
            PlanOptions learning = lean(true),
                        answering = inference_plan(batch, {ActivationFunction::softmax});
            learning.batch = batch;
            for (const PlanOptions& options : {learning, answering}) {
                const auto faults = verify(compile(checked, options));
                QVERIFY2(faults.empty(), faults.empty() ? "" : faults.front().c_str());
            }
        }
    }

    /// Each output is read by the next layer alone: two at a time are enough, whatever the depth.
    void answers_of_a_chain_take_the_memory_of_two_layers() {
        const auto memory = [](int depth) {
            const Plan plan =
                compile(check(deep_chain(depth)), inference_plan(64, {ActivationFunction::softmax}));
            return std::pair(plan.local_elements, plan.arena_elements);
        };
        QCOMPARE(memory(20).first, memory(3).first);
        QCOMPARE(memory(3).first, std::int64_t{2 * 4 * 8 * 8 * 4});  // two outputs of a shard of four samples
        // What is left is packed kernels.
        QVERIFY(memory(20).second - memory(3).second < 20 * 2'000);
    }

    void recomputed_outputs_are_not_kept() {
        const Checked checked = check(deep_chain(10));
        const auto kept = [&](bool recompute) {
            const Plan plan = compile(checked, lean(recompute));
            return std::ranges::count_if(plan.steps, [](const PlanStep& step) {
                return step.node.starts_with("conv2d") && !step.output.local;
            });
        };
        QCOMPARE(kept(false), 10);
        QCOMPARE(kept(true), 0);
    }

    void gradients_of_chains_are_the_workers_own() {
        const Plan plan = compile(check(deep_chain(4)), lean(false));
        for (const PlanStep& step : plan.steps)
            QVERIFY(!step.node.starts_with("conv2d") || step.output_gradient.local);
    }

    void verify_finds_a_local_piece_that_others_want() {
        Plan plan = compile(check(deep_chain(3)), lean(false));
        plan.steps.front().output.local = true;
        const auto faults = verify(plan);
        QVERIFY(!faults.empty() && faults.front().find("accessed outside its shard") != std::string::npos);
    }

    void verify_finds_a_piece_that_is_given_away_too_early() {
        Plan plan = compile(check(deep_chain(3)), lean(false));
        plan.steps[2].output.offset = plan.steps[1].output.offset;
        const auto faults = verify(plan);
        QVERIFY(!faults.empty() && faults.front().find("overlap") != std::string::npos);
    }

    void deferred_gradients_stand_nowhere() {
        const Checked checked = check(networks().front().second);
        const Plan lean_plan = compile(checked, lean(false)),
                   whole = compile(checked, for_inspection(lean(false)));
        QCOMPARE(lean_plan.gradient_elements, 70 + 4);  // biases
        QCOMPARE(whole.gradient_elements, whole.trainable_elements);
        for (std::size_t i = 0; i < lean_plan.weights.size(); ++i) {
            QCOMPARE(lean_plan.weights[i].offset,
                     whole.weights[i].offset);  // plans of one network share weights
            QCOMPARE(lean_plan.weights[i].deferred, lean_plan.weights[i].spec.name == "kernel");
        }
    }

    void a_dense_layer_behind_the_input_has_no_empty_last_phase() {
        const Checked checked = check(tiny::chain(
            {12}, {{"Dense", {{"units", 9}}}, {"Dense", {{"units", 4}, {"activation", "softmax"}}}}));
        const Plan lean_plan = compile(checked, lean(false)),
                   whole = compile(checked, for_inspection(lean(false)));
        QCOMPARE(lean_plan.steps[1].backward.size() + 1, whole.steps[1].backward.size());
        QCOMPARE(lean_plan.steps[2].backward.size(),
                 whole.steps[2].backward.size());  // it hands a gradient back
    }

    void who_wants_all_gradients_gets_them_at_once() {
        for (const char* setting :
             {"clipnorm", "clipvalue", "global_clipnorm", "gradient_accumulation_steps"}) {
            TrainingSettings settings;
            settings.optimizer = {"Adam", {{setting, 2}}};
            QVERIFY(!learning_plan(settings, *make_optimizer(settings), 8, {}).deferred_gradients);
        }
        const TrainingSettings settings;
        QVERIFY(learning_plan(settings, *make_optimizer(settings), 8, {}).deferred_gradients);
    }

    void deferred_gradients_move_weights_as_whole_ones_do_data() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < optimizers().size(); ++i)
            QTest::addRow("%s %d", optimizers()[i].kind.c_str(), static_cast<int>(i)) << static_cast<int>(i);
    }
    void deferred_gradients_move_weights_as_whole_ones_do() {
        QFETCH(int, number);
        const KindSettings deferred = optimizers()[static_cast<std::size_t>(number)];
        KindSettings whole = deferred;
        // shortens nothing, but asks for all gradients at once
        whole.settings.push_back({"global_clipnorm", 1e30});
        QCOMPARE(hash_after_training(deferred), hash_after_training(whole));
    }

    /// The quick look at the largest numbers may not decide alone: beyond its bound every buffer is made.
    void deferred_gradients_are_looked_at_before_weights_move() {
        const Plan plan = compile(check(tiny::chain({3}, {{"Dense", {{"units", 2}}}})),
                                  {.batch = 4, .reuse = true, .deferred_gradients = true});
        const auto loss = make_loss({.loss = {"mean_squared_error", {}}});
        ThreadPool pool(2);
        const Weights<float> weights = initial_weights<float>(plan, 3);
        Executor<float> executor(plan, weights, loss.get(), pool, 1);
        QVERIFY(deferred_gradients_are_finite(1, 1, executor));
        // 4 × 6e37 is still a number, twice that would not be
        QVERIFY(deferred_gradients_are_finite(3e19F, 2e18F, executor));
        QVERIFY(!deferred_gradients_are_finite(1e20F, 1e20F, executor));
        QVERIFY(!deferred_gradients_are_finite(std::numeric_limits<float>::quiet_NaN(), 1, executor));
        QVERIFY(!deferred_gradients_are_finite(1, std::numeric_limits<float>::infinity(), executor));
    }
};

QTEST_APPLESS_MAIN(TestLeanPlans)
#include "test_lean_plans.moc"
