// SPDX-License-Identifier: GPL-3.0-or-later
//
// The numbers that a run tells and the places it goes to, on networks so small that they can be worked out by
// hand.
#include "support/problems.h"
#include "support/tiny_networks.h"
#include "training/learner.h"

#include <QtTest>
#include <cmath>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

/// y = w · x / 2 + b with values as targets: sample i has x = 2i, so the network sees i; its target is 0.
TrainingTask line_task(int training, int validation) {
    auto data = std::make_shared<Dataset>();
    data->summary = {.source = "line",
                     .title = "Line",
                     .sample_shape = {1},
                     .class_names = {},
                     .target_shape = {1},
                     .notes = {}};
    const auto fill = [](DataPart& part, int count) {
        std::vector<float> inputs;
        for (int i = 0; i < count; ++i) inputs.push_back(static_cast<float>(2 * i));
        part.inputs = {std::move(inputs), 1};
        part.targets.assign(static_cast<std::size_t>(count), 0.0F);
        part.count = count;
    };
    fill(data->training, training);
    fill(data->validation, validation);
    data->summary.training_samples = training;
    data->summary.validation_samples = validation;
    TrainingTask task{.network = tiny::chain({1}, {{"Dense", {{"units", 1}}}}),
                      .dataset = data,
                      .augmentation = {},
                      .preprocessing = {{"Rescale", {{"scale", 0.5}}}},
                      .settings = {}};
    task.settings.loss = {"mean_squared_error", {}};
    task.settings.metrics = {};
    task.settings.batch_size = 3;
    task.settings.epochs = 1;
    task.settings.shuffle = false;
    task.settings.optimizer = {"SGD", {{"learning_rate", 1e-30}}};  // too little to move a weight
    return task;
}

/// Two inputs, two classes; with the kernel 1 0, 0 1 the larger input names the class. Every third target is
/// wrong.
TrainingTask class_task(int training, int validation) {
    auto data = std::make_shared<Dataset>();
    data->summary = {.source = "two",
                     .title = "Two",
                     .sample_shape = {2},
                     .class_names = {"left", "right"},
                     .target_shape = {},
                     .notes = {}};
    const auto fill = [](DataPart& part, int count) {
        std::vector<float> inputs;
        for (int i = 0; i < count; ++i) {
            const bool right = i % 2 == 1;
            inputs.insert(inputs.end(), {right ? 0.0F : 1.0F, right ? 1.0F : 0.0F});
            part.targets.push_back(right != (i % 3 == 0) ? 1.0F : 0.0F);
        }
        part.inputs = {std::move(inputs), 2};
        part.count = count;
    };
    fill(data->training, training);
    fill(data->validation, validation);
    data->summary.training_samples = training;
    data->summary.validation_samples = validation;
    TrainingTask task{.network = tiny::chain({2}, {{"Dense", {{"units", 2}, {"activation", "softmax"}}}}),
                      .dataset = data,
                      .augmentation = {},
                      .preprocessing = {},
                      .settings = {}};
    task.settings.batch_size = 3;
    task.settings.epochs = 1;
    task.settings.shuffle = false;
    task.settings.optimizer = {"SGD", {{"learning_rate", 1e-30}}};
    return task;
}

double square(double number) { return number * number; }

/// The mean of (2i + 1)² over the samples from `first` to before `end`.
double mean_loss(int first, int end) {
    double sum = 0;
    for (int i = first; i < end; ++i) sum += square(2 * i + 1);
    return sum / (end - first);
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-5 * std::abs(b); }

}  // namespace

class TestFigures : public QObject {
    Q_OBJECT
private slots:
    void losses_are_means_over_their_samples() {
        // 70: more than one batch of an evaluation, the last one not full
        const TrainingTask task = line_task(7, 70);
        History history;
        Learner learner(task, history);
        learner.set_weights({{"dense_1/kernel", {{1, 1}, {2}}}, {"dense_1/bias", {{1}, {1}}}});
        while (!learner.done()) learner.step();
        const auto batches = history.batches_from(0);
        QCOMPARE(batches.size(), std::size_t{3});
        QVERIFY(near(batches[0].loss, mean_loss(0, 3)));
        QVERIFY(near(batches[1].loss, mean_loss(3, 6)));
        QVERIFY(near(batches[2].loss, mean_loss(6, 7)));
        const EpochRecord epoch = history.epochs_from(0).at(0);
        QCOMPARE(epoch.epoch, 1);
        QCOMPARE(epoch.step, std::int64_t{3});
        QVERIFY(near(epoch.loss, mean_loss(0, 7)));
        QVERIFY(near(*epoch.validation_loss, mean_loss(0, 70)));
        QVERIFY(!epoch.accuracy);
        QVERIFY(!epoch.validation_accuracy);
        QCOMPARE(learner.predict(std::vector<float>{10})[0], 11.0F);  // preprocessed as in training
    }

    void accuracies_are_shares_of_their_samples() {
        const TrainingTask task = class_task(7, 70);
        History history;
        Learner learner(task, history);
        learner.set_weights({{"dense_1/kernel", {{2, 2}, {1, 0, 0, 1}}}, {"dense_1/bias", {{2}, {0, 0}}}});
        while (!learner.done()) learner.step();
        QCOMPARE(*history.batches_from(0).at(0).accuracy,
                 2.0 / 3);  // samples 0, 3, 6 … have the wrong target
        const EpochRecord epoch = history.epochs_from(0).at(0);
        QCOMPARE(*epoch.accuracy, 4.0 / 7);
        QCOMPARE(*epoch.validation_accuracy, 46.0 / 70);
        const double right = std::log1p(std::exp(-1.0)), wrong = std::log1p(std::exp(1.0));
        QVERIFY(near(epoch.loss, (4 * right + 3 * wrong) / 7));
        QVERIFY(near(*epoch.validation_loss, (46 * right + 24 * wrong) / 70));
        const Evaluation evaluation = learner.evaluate(task.dataset->validation);
        QCOMPARE(evaluation.predicted.size(), std::size_t{70});
        for (int i = 0; i < 70; ++i) {
            QCOMPARE(evaluation.predicted[static_cast<std::size_t>(i)], i % 2);
            QVERIFY(near(static_cast<double>(evaluation.confidence[static_cast<std::size_t>(i)]),
                         1 / (1 + std::exp(-1.0))));
        }
    }

    /// 40,000 weights are moved in several blocks. From 0 and with one sample, SGD moves weight j by rate · 2
    /// · target j / 20,000.
    void each_weight_follows_its_own_gradient() {
        constexpr int units = 20'000;
        TrainingTask task = line_task(1, 0);
        auto data = std::make_shared<Dataset>(*task.dataset);
        data->summary.target_shape = {units};
        data->training.inputs = {std::vector<float>{2}, 1};  // the network sees 1
        data->training.targets.resize(units);
        for (int i = 0; i < units; ++i)
            data->training.targets[static_cast<std::size_t>(i)] = static_cast<float>(i);
        task.dataset = data;
        task.network = tiny::chain({1}, {{"Dense", {{"units", units}}}});
        task.settings.optimizer = {"SGD", {{"learning_rate", units / 2.0}}};
        History history;
        Learner learner(task, history);
        const std::vector<float> zeros(units, 0.0F);
        learner.set_weights({{"dense_1/kernel", {{1, units}, zeros}}, {"dense_1/bias", {{units}, zeros}}});
        learner.step();
        const Checkpoint checkpoint = learner.checkpoint();
        for (const char* name : {"dense_1/kernel", "dense_1/bias"}) {
            const auto& values = checkpoint.weights.at(name).values;
            for (int i = 0; i < units; ++i) {
                const auto moved = static_cast<double>(values[static_cast<std::size_t>(i)]);
                QVERIFY2(std::abs(moved - i) <= 1e-2,
                         qPrintable(QStringLiteral("%1 %2: %3").arg(QLatin1String(name)).arg(i).arg(moved)));
            }
        }
    }

    /// Loss and gradient are numbers, but the rate times the gradient is none.
    void an_update_beyond_all_numbers_is_named() {
        TrainingTask task = line_task(1, 0);
        auto data = std::make_shared<Dataset>(*task.dataset);
        data->training.inputs = {std::vector<float>{2}, 1};
        data->training.targets = {1e10F};
        task.dataset = data;
        task.settings.optimizer = {"SGD", {{"learning_rate", 1e30}}};
        History history;
        Learner learner(task, history);
        const auto problems = problems_of([&] { learner.step(); });
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].code(), std::string_view("training.update_not_finite"));
        QCOMPARE(problems[0].where.node, std::string("dense_1"));
    }

    void an_epoch_has_no_batch_behind_its_last() {
        const TrainingTask task = line_task(7, 0);
        History history;
        Learner learner(task, history);
        Checkpoint checkpoint = learner.checkpoint();
        checkpoint.step = checkpoint.batch_in_epoch = learner.steps_per_epoch();
        QCOMPARE(code_of([&] { learner.restore(checkpoint); }), std::string("checkpoint.cursor"));
    }
};

QTEST_APPLESS_MAIN(TestFigures)
#include "test_figures.moc"
