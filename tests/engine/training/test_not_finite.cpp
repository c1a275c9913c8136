// SPDX-License-Identifier: GPL-3.0-or-later
// NaN and infinity, put in at every place where they can arise: found in the same step, the first tensor
// named, the weights of the step before kept.
#include "support/inputs.h"
#include "support/tiny_networks.h"
#include "training/learner.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace glassnet;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

/// Rows of numbers with values to be met.
std::shared_ptr<Dataset> rows() {
    auto data = std::make_shared<Dataset>();
    data->summary = {.source = "rows",
                     .title = "Rows",
                     .sample_shape = {3},
                     .class_names = {},
                     .target_shape = {2},
                     .notes = {}};
    Random random(3, Random::Purpose::generated_data);
    std::vector<float> inputs;
    for (int i = 0; i < 20 * 3; ++i) inputs.push_back(random.uniform());
    for (int i = 0; i < 20 * 2; ++i) data->training.targets.push_back(random.uniform());
    data->training.inputs = {inputs, 3};
    data->training.count = 20;
    data->summary.training_samples = 20;
    return data;
}

using Layers = std::vector<tiny::LayerChoice>;
const Layers two_dense = {{"Dense", {{"units", 4}, {"activation", "relu"}}}, {"Dense", {{"units", 2}}}};

struct Injection {
    const char* name;
    std::string node, tensor;  // what must be named
    Layers layers;
    std::function<void(TrainingTask&, Dataset&)> into_task = [](TrainingTask&, Dataset&) {};
    std::function<void(std::map<std::string, TensorValue>&)> into_weights = {};
    bool by_update = false;  // found only after the weights were moved
    Value::Map optimizer = {{"learning_rate", 0.01}};
};

/// Every value of a tensor, and nothing to hide it behind a relu.
auto filled(const char* tensor, float value) {
    return [tensor, value](std::map<std::string, TensorValue>& weights) {
        std::ranges::fill(weights.at(tensor).values, value);
    };
}

std::vector<Injection> injections() {
    const auto linear = [](Value::Map more = {}) {
        Value::Map settings{{"units", 2}};
        settings.insert(settings.end(), more.begin(), more.end());
        return settings;
    };
    std::vector<Injection> all;
    all.push_back({"input NaN", "input_1", "input", two_dense,
                   [](TrainingTask&, Dataset& data) { testing::set_input(data.training, 7, not_a_number); }});
    all.push_back({"input infinity", "input_1", "input", two_dense,
                   [](TrainingTask&, Dataset& data) { testing::set_input(data.training, 0, -infinity); }});
    all.push_back({"target NaN", "dense_2", "target", two_dense,
                   [](TrainingTask&, Dataset& data) { data.training.targets[5] = not_a_number; }});
    all.push_back({"target infinity", "dense_2", "target", two_dense,
                   [](TrainingTask&, Dataset& data) { data.training.targets[39] = infinity; }});
    all.push_back(
        {"sample weight NaN", "dense_2", "sample weight", two_dense, [](TrainingTask&, Dataset& data) {
             data.training.sample_weights.assign(20, 1.0F);
             data.training.sample_weights[3] = not_a_number;
         }});
    all.push_back({"activation overflows",
                   "dense_1",
                   "output",
                   {{"Dense", linear({{"activation", "exponential"}})}, {"Dense", linear()}},
                   [](TrainingTask&, Dataset&) {},
                   filled("dense_1/bias", 500)});
    all.push_back({"product overflows",
                   "dense_2",
                   "output",
                   {{"Dense", linear()}, {"Dense", linear()}},
                   [](TrainingTask&, Dataset&) {},
                   [](auto& weights) {
                       filled("dense_1/bias", 1e20F)(weights);
                       filled("dense_2/kernel", 1e20F)(weights);
                   }});
    all.push_back({"difference of infinities",
                   "add_1",
                   "output",
                   {},
                   [](TrainingTask& task, Dataset&) {
                       Network network = tiny::chain({3}, {{"Dense", {{"units", 2}}}});
                       connect(network, "input_1", add_node(network, "Dense", {}, {{"units", 2}}));
                       const std::string sum = add_node(network, "Add");
                       connect(network, "dense_1", sum);
                       connect(network, "dense_2", sum);
                       task.network = network;
                   },
                   [](auto& weights) {
                       filled("dense_1/bias", 3e38F)(weights);
                       filled("dense_2/bias", 3e38F)(weights);
                   }});
    all.push_back({"loss overflows",
                   "dense_1",
                   "loss",
                   {{"Dense", linear()}},
                   [](TrainingTask&, Dataset&) {},
                   filled("dense_1/bias", 1e25F)});
    all.push_back({"gradient overflows",
                   "dense_1",
                   "kernel gradient",
                   {{"Dense", linear()}},
                   [](TrainingTask&, Dataset& data) {
                       for (std::size_t i = 0; i < 60; ++i) testing::set_input(data.training, i, 1e25F);
                   },
                   [](auto& weights) {
                       filled("dense_1/kernel", 0)(weights);
                       filled("dense_1/bias", 1e15F)(weights);
                   }});
    all.push_back({"variance overflows",
                   "batch_normalization_1",
                   "moving_variance",
                   {{"BatchNormalization"}, {"Dense", linear()}},
                   [](TrainingTask&, Dataset& data) {
                       for (std::size_t i = 0; i < 60; i += 2) testing::set_input(data.training, i, 1e25F);
                   }});
    all.push_back({"penalty overflows",
                   "dense_1",
                   "kernel penalty",
                   {{"Dense", linear({{"kernel_regularizer", Value::Map{{"kind", "L2"}, {"l2", 1e300}}}})}},
                   [](TrainingTask&, Dataset&) {},
                   filled("dense_1/kernel", 1e10F)});
    all.push_back({"step overflows",
                   "dense_1",
                   "kernel",
                   {{"Dense", linear()}},
                   [](TrainingTask&, Dataset&) {},
                   {},
                   true,
                   {{"learning_rate", 1e39}}});
    all.push_back({"memory overflows",
                   "dense_1",
                   "kernel/velocity",
                   {{"Dense", linear()}},
                   [](TrainingTask& task, Dataset&) { task.settings.optimizer.kind = "Adam"; },
                   filled("dense_1/bias", 1e16F),
                   true});
    all.back().into_task = [](TrainingTask& task, Dataset& data) {
        task.settings.optimizer.kind = "Adam";
        for (std::size_t i = 0; i < 60; ++i) testing::set_input(data.training, i, 1e8F);
    };
    return all;
}

}  // namespace

class TestNotFinite : public QObject {
    Q_OBJECT
private slots:
    void every_injection_is_found_in_its_step_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Injection& injection : injections()) QTest::newRow(injection.name) << index++;
    }
    void every_injection_is_found_in_its_step() {
        QFETCH(int, index);
        const Injection injection = injections()[static_cast<std::size_t>(index)];
        const auto data = rows();
        TrainingTask task{.network = tiny::chain({3}, injection.layers),
                          .dataset = data,
                          .augmentation = {},
                          .preprocessing = {},
                          .settings = {}};
        task.settings.loss = {"mean_squared_error", {}};
        task.settings.optimizer = {"SGD", injection.optimizer};
        task.settings.batch_size = 20;
        injection.into_task(task, *data);
        History history;
        Learner learner(task, history);
        auto weights = learner.checkpoint().weights;
        if (injection.into_weights) injection.into_weights(weights);
        learner.set_weights(weights);
        std::string code, node, tensor;
        try {
            learner.step();
        } catch (const Error& error) {
            const Problem& problem = error.problems().front();
            code = problem.code();
            node = problem.where.node;
            tensor = problem.where.tensor;
        }
        QCOMPARE(code,
                 std::string(injection.by_update ? "training.update_not_finite" : "training.not_finite"));
        QVERIFY2(node == injection.node && tensor == injection.tensor, (node + " " + tensor).c_str());
        QCOMPARE(learner.step_number(), std::int64_t{0});
        QVERIFY(history.batches_from(0).empty());
        QCOMPARE(learner.weights_are_good(), !injection.by_update);
        if (!injection.by_update) QCOMPARE(hash_weights(learner.checkpoint().weights), hash_weights(weights));
    }

    void validation_is_watched_too() {
        const auto data = rows();
        data->validation = data->training;
        testing::set_input(data->validation, 0, not_a_number);
        TrainingTask task{.network = tiny::chain({3}, two_dense),
                          .dataset = data,
                          .augmentation = {},
                          .preprocessing = {},
                          .settings = {}};
        task.settings.loss = {"mean_squared_error", {}};
        task.settings.batch_size = 20;
        History history;
        Learner learner(task, history);
        try {
            learner.step();
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QCOMPARE(error.problems().front().code(), std::string_view("training.not_finite_evaluation"));
            QCOMPARE(error.problems().front().where.node, std::string("input_1"));
        }
        QCOMPARE(learner.step_number(), std::int64_t{1});
        QVERIFY(learner.weights_are_good());
    }
};

QTEST_APPLESS_MAIN(TestNotFinite)
#include "test_not_finite.moc"
