// SPDX-License-Identifier: GPL-3.0-or-later
// Networks with several ends: each has a loss, a weight and a target; Keras says what comes of it. And the
// metrics of each epoch.
#include "formats/json.h"
#include "learning/catalogue.h"
#include "project/project.h"
#include "support/problems.h"
#include "support/tiny_networks.h"
#include "training/gradient_check.h"
#include "training/learner.h"

#include <QtTest>
#include <cmath>
#include <fstream>
#include <sstream>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

const Value& field(const Value& value, std::string_view name) {
    return *find(*value.get_if<Value::Map>(), name);
}

std::vector<float> numbers(const Value& list) {
    std::vector<float> result;
    for (const Value& each : *list.get_if<Value::List>()) result.push_back(static_cast<float>(each.number()));
    return result;
}

/// The network and data of outputs.json: x → hidden → classes (3 classes), copy (the input), yes (no or yes).
struct KerasCase {
    Value file;
    TrainingTask task;
    std::map<std::string, TensorValue> initial, final;

    KerasCase() {
        std::ostringstream text;
        text << std::ifstream(GOLDENS_FOLDER "/outputs.json").rdbuf();
        file = parse_json(text.str(), "outputs.json");
        auto data = std::make_shared<Dataset>();
        data->summary = {.source = "keras",
                         .title = "Keras",
                         .sample_shape = {6},
                         .class_names = {"0", "1", "2"},
                         .target_shape = {},
                         .more_targets = {{.name = "yes", .class_names = {"no", "yes"}, .shape = {}}},
                         .notes = {}};
        data->training.inputs = {numbers(field(file, "x")), 6};
        data->training.targets = numbers(field(file, "classes"));
        data->training.more_targets = {numbers(field(file, "yes"))};
        data->training.count = static_cast<std::int64_t>(data->training.targets.size());
        data->summary.training_samples = data->training.count;
        data->validation = data->training;
        data->summary.validation_samples = data->validation.count;

        Network network = tiny::chain({6}, {{"Dense", {{"units", 8}, {"activation", "tanh"}}}});
        rename_node(network, "dense_1", "hidden");
        const auto end = [&](const char* name, int units, const char* activation) {
            const std::string node =
                add_node(network, "Dense", {}, {{"units", units}, {"activation", activation}});
            connect(network, "hidden", node);
            rename_node(network, node, name);
        };
        end("classes", 3, "softmax");
        end("copy", 6, "linear");
        end("yes", 1, "sigmoid");
        task = {.network = network, .dataset = data, .augmentation = {}, .preprocessing = {}, .settings = {}};
        task.settings.outputs = {
            {.node = "copy", .loss = {"mean_squared_error", {}}, .loss_weight = 0.3, .target = "input"},
            {.node = "yes", .loss = {"binary_crossentropy", {}}, .loss_weight = 0.7, .target = "yes"}};
        task.settings.optimizer = {"SGD", {{"learning_rate", 0.1}}};
        task.settings.batch_size = 12;
        task.settings.epochs = 5;
        task.settings.shuffle = false;
        initial = weights("initial");
        final = weights("final");
    }

    [[nodiscard]] std::map<std::string, TensorValue> weights(std::string_view when) const {
        std::map<std::string, TensorValue> result;
        for (const auto& [name, shape] :
             {std::pair("hidden", Shape{6, 8}), {"classes", {8, 3}}, {"copy", {8, 6}}, {"yes", {8, 1}}}) {
            const auto& tensors = *field(field(file, when), name).get_if<Value::List>();
            result[std::string(name) + "/kernel"] = {shape, numbers(tensors[0])};
            result[std::string(name) + "/bias"] = {{shape.sides()[1]}, numbers(tensors[1])};
        }
        return result;
    }
};

double figure(const EpochRecord& epoch, std::string_view name) {
    for (const MetricValue& each : epoch.metrics)
        if (each.name == name) return each.value.value_or(NAN);
    return NAN;
}

bool near(double found, double wanted) {
    return std::abs(found - wanted) <= 2e-6 * std::max(1.0, std::abs(wanted));
}

Project two_ends() {
    Project project;
    project.network = tiny::chain({8, 8, 1}, {{"Flatten"},
                                              {"Dense", {{"units", 9}, {"activation", "relu"}}},
                                              {"Dense", {{"units", 4}, {"activation", "softmax"}}}});
    const std::string copy = add_node(project.network, "Dense", {}, {{"units", 64}});
    connect(project.network, "dense_1", copy);
    rename_node(project.network, copy, "copy");
    return project;
}

/// Two ends, one of which draws the picture again; images as output, so that it stays 8 × 8 × 1.
TrainingTask picture_task() {
    Project project = two_ends();
    const std::string shaped =
        add_node(project.network, "Reshape", {}, {{"target_shape", Value::List{8, 8, 1}}});
    connect(project.network, "copy", shaped);
    rename_node(project.network, shaped, "picture");
    project.training.outputs = {
        {.node = "picture", .loss = {"mean_squared_error", {}}, .loss_weight = 2, .target = "input"}};
    project.training.batch_size = 10;
    project.training.epochs = 3;
    return training_task(project, tiny::pictures(45, 12));
}

struct Trained {
    std::string hash;
    std::vector<EpochRecord> epochs;
};
Trained train(const TrainingTask& task, std::int64_t stop_at = -1) {
    History history;
    auto learner = std::make_unique<Learner>(task, history);
    while (!learner->done()) {
        if (learner->step_number() == stop_at) {
            const Checkpoint checkpoint = learner->checkpoint();
            learner = std::make_unique<Learner>(task, history);
            learner->restore(checkpoint);
        }
        learner->step();
    }
    return {hash_weights(learner->checkpoint().weights), learner->checkpoint().epochs};
}

const Problem* with_code(const std::vector<Problem>& problems, std::string_view code) {
    const auto found = std::ranges::find(problems, code, &Problem::code);
    return found == problems.end() ? nullptr : &*found;
}

}  // namespace

class TestTrainedOutputs : public QObject {
    Q_OBJECT
private slots:
    void losses_and_weights_are_those_of_keras() {
        const KerasCase keras;
        History history;
        Learner learner(keras.task, history);
        learner.set_weights(keras.initial);
        for (const Value& step : *field(keras.file, "steps").get_if<Value::List>()) {
            learner.step();
            const EpochRecord epoch = learner.checkpoint().epochs.back();
            QVERIFY(near(epoch.loss, field(step, "loss").number()));
            for (const char* name : {"classes_loss", "copy_loss", "yes_loss", "classes_accuracy"})
                QVERIFY2(near(figure(epoch, name), field(step, name).number()), name);
            // the main end is the one that nothing names
            QCOMPARE(*epoch.accuracy, figure(epoch, "classes_accuracy"));
        }
        const Checkpoint last = learner.checkpoint();
        for (const auto& [name, wanted] : keras.final) {
            const auto& found = last.weights.at(name).values;
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY2(near(static_cast<double>(found[i]), static_cast<double>(wanted.values[i])),
                         name.c_str());
        }
        // The validation part is the training part: after the last step it tells what Keras would compute
        // next.
        const EpochRecord& end = last.epochs.back();
        QVERIFY(near(*end.validation_loss, figure(end, "val_classes_loss") +
                                               0.3 * figure(end, "val_copy_loss") +
                                               0.7 * figure(end, "val_yes_loss")));
        QVERIFY(*end.validation_loss < end.loss);
    }

    void the_gradients_of_all_ends_meet() {
        const KerasCase keras;
        const Checked checked = check(keras.task.network);
        const TrainedOutputs outputs =
            make_outputs(checked, keras.task.settings, &keras.task.dataset->summary);
        QCOMPARE(outputs.all.size(), std::size_t{3});
        for (const TensorGradientCheck& tensor : check_gradients(checked, outputs, {.directions = 60}))
            QVERIFY2(tensor.good() && tensor.directions == 60, tensor.tensor.c_str());
    }

    void an_end_of_weight_zero_teaches_nothing() {
        KerasCase keras;
        keras.task.settings.outputs[0].loss_weight = 0;
        History history;
        Learner learner(keras.task, history);
        learner.set_weights(keras.initial);
        learner.step();
        QCOMPARE(learner.checkpoint().weights.at("copy/kernel").values,
                 keras.initial.at("copy/kernel").values);
        QVERIFY(learner.checkpoint().weights.at("hidden/kernel").values !=
                keras.initial.at("hidden/kernel").values);
        QVERIFY(figure(learner.checkpoint().epochs.back(), "copy_loss") > 0);  // told all the same
    }

    void a_loose_end_is_told_and_can_be_trained() {
        const auto data = tiny::pictures(10, 0);
        Project project = two_ends();
        const Checked checked = check(project, &data->summary);
        const Problem* const loose = with_code(checked.problems, "network.outputs");
        QVERIFY(loose && loose->severity() == Severity::error);
        QCOMPARE(loose->where.node, std::string("copy"));
        QCOMPARE(loose->repairs.size(), std::size_t{2});
        project = apply(loose->repairs[0], project);
        QCOMPARE(project.training.outputs.size(), std::size_t{1});
        QVERIFY(!with_code(check(project, &data->summary).problems, "network.outputs"));
        // 64 numbers for 4 classes
        QVERIFY(with_code(check(project, &data->summary).problems, "data.classes"));
        project.training.outputs[0].target = "input";
        const Checked by_classes = check(project, &data->summary);
        const Problem* const needs = with_code(by_classes.problems, "loss.needs_classes");
        QVERIFY(needs);
        project = apply(needs->repairs.front(), project);
        // that of the other end stays
        QCOMPARE(project.training.loss.kind, std::string("sparse_categorical_crossentropy"));
        QCOMPARE(project.training.outputs[0].loss.kind, std::string("mean_squared_error"));
        QVERIFY(check(project, &data->summary).ready());
    }

    void a_renamed_end_keeps_its_loss_and_a_removed_one_loses_it() {
        Project project = two_ends();
        project.training.outputs = {{.node = "copy", .loss = {"mean_squared_error", {}}, .target = "input"}};
        QVERIFY(rename_node(project, "copy", "again"));
        QCOMPARE(project.training.outputs.at(0).node, std::string("again"));
        QVERIFY(!rename_node(project, "again", "dense_1"));
        QCOMPARE(project.training.outputs.at(0).node, std::string("again"));
        remove_nodes(project, {"again"});
        QVERIFY(project.training.outputs.empty());
    }

    void settings_that_fit_no_end_are_told_data() {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("mended");
        QTest::newRow("no such end") << "training.output_unknown" << true;
        QTest::newRow("named twice") << "training.output_twice" << false;
        QTest::newRow("no such target") << "training.output_target" << false;
        QTest::newRow("a negative weight") << "training.output_weight" << false;
        QTest::newRow("no such loss") << "kind.unknown" << false;
    }
    void settings_that_fit_no_end_are_told() {
        QFETCH(QString, code);
        QFETCH(bool, mended);
        const auto data = tiny::pictures(10, 0);
        Project project = two_ends();
        OutputSettings good{.node = "copy", .loss = {"mean_squared_error", {}}, .target = "input"};
        project.training.outputs = {good};
        QVERIFY(check(project, &data->summary).problems.empty() || check(project, &data->summary).ready());
        if (code == "training.output_unknown") project.training.outputs.push_back({.node = "dense_1"});
        if (code == "training.output_twice") project.training.outputs.push_back(good);
        if (code == "training.output_target") project.training.outputs[0].target = "depth";
        if (code == "training.output_weight") project.training.outputs[0].loss_weight = -1;
        if (code == "kind.unknown") project.training.outputs[0].loss.kind = "guess";
        const Checked checked = check(project, &data->summary);
        const Problem* const found = with_code(checked.problems, code.toStdString());
        QVERIFY(found);
        QCOMPARE(found->repairs.size(), std::size_t{mended});
        if (mended)
            QVERIFY(!with_code(check(apply(found->repairs[0], project), &data->summary).problems,
                               code.toStdString()));
    }

    void a_picture_can_be_the_target() {
        const TrainingTask task = picture_task();
        const auto [hash, epochs] = train(task);
        QVERIFY(figure(epochs.back(), "val_picture_loss") < figure(epochs.front(), "val_picture_loss"));
        QVERIFY(
            near(epochs[0].loss, figure(epochs[0], "dense_2_loss") + 2 * figure(epochs[0], "picture_loss")));
        TrainingTask alone = task;  // a plain autoencoder: one end, no classes
        remove_nodes(alone.network, {"dense_2"}, Bridge::no);
        alone.settings.metrics = {{"mean_absolute_error", {}}};
        const auto drawn = train(alone).epochs;
        QVERIFY(!drawn.back().accuracy);
        QVERIFY(drawn.back().validation_loss < drawn.front().validation_loss);
        QVERIFY(figure(drawn.back(), "val_mean_absolute_error") > 0);
    }

    void going_on_in_the_middle_of_an_epoch_changes_nothing() {
        const TrainingTask task = picture_task();
        const Trained whole = train(task);
        for (const std::int64_t stop : {1, 4, 5, 7, 12}) {
            const Trained parts = train(task, stop);
            QCOMPARE(parts.hash, whole.hash);
            QCOMPARE(parts.epochs.size(), whole.epochs.size());
            for (std::size_t i = 0; i < parts.epochs.size(); ++i)
                QVERIFY(parts.epochs[i].metrics == whole.epochs[i].metrics);
        }
        TrainingTask threaded = task;
        threaded.threads = 3;
        QCOMPARE(train(threaded).hash, whole.hash);
    }

    void metrics_of_each_epoch_are_those_of_the_evaluation() {
        TrainingTask task = tiny::reproducible_tasks().front().task;
        task.settings.metrics = {
            {"accuracy", {}}, {"f1", {{"average", "weighted"}}}, {"top_k_accuracy", {{"k", 2}}}};
        for (const KindSettings& metric : task.settings.metrics)
            QVERIFY2(kinds<Metric>().find(metric.kind), metric.kind.c_str());
        History history;
        Learner learner(task, history);
        while (!learner.done()) learner.step();
        const EpochRecord last = learner.checkpoint().epochs.back();
        QCOMPARE(last.metrics.size(), std::size_t{2});
        const auto all = learner.evaluate(task.dataset->validation, EvaluationScope::chosen_metrics).metrics;
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(last.metrics[i].name, "val_" + std::string(all[i].id));
            QCOMPARE(last.metrics[i].value, all[i].value);
        }
        QVERIFY(figure(last, "val_top_k_accuracy") > *last.validation_accuracy);
    }

    void a_metric_can_end_the_run() {
        TrainingTask task = tiny::reproducible_tasks().front().task;
        task.settings.metrics = {};  // measured because it is monitored
        task.settings.epochs = 60;
        task.settings.stopping = {"EarlyStopping", {{"monitor", "val_f1"}, {"patience", 3}}};
        History history;
        Learner learner(task, history);
        while (!learner.done()) learner.step();
        const auto epochs = learner.checkpoint().epochs;
        QVERIFY(epochs.size() < 60);
        QCOMPARE(learner.stop_reason(), std::string("early stopping: val_f1 did not improve for 3 epochs"));
        const auto best = std::ranges::max_element(
            epochs, {}, [](const EpochRecord& epoch) { return figure(epoch, "val_f1"); });
        QCOMPARE(learner.best_epoch(), best->epoch);
        QCOMPARE(static_cast<int>(epochs.size()), best->epoch + 3);
    }

    void metrics_that_cannot_be_measured_are_told() {
        const auto data = tiny::pictures(10, 0);
        Project project;
        project.network = tiny::reproducible_tasks().front().task.network;
        project.training.metrics = {{"accuracy", {}}, {"beauty", {}}, {"mean_squared_error", {}}};
        const Checked checked = check(project, &data->summary);
        QVERIFY(with_code(checked.problems, "kind.ignored"));
        QVERIFY(with_code(checked.problems, "metrics.targets"));
        QVERIFY(checked.ready());
    }
};

QTEST_GUILESS_MAIN(TestTrainedOutputs)
#include "test_trained_outputs.moc"
