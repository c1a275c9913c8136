// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever asks what the network sees of a sample gets the same bits: training, evaluation, single
// predictions, live values.
#include "support/tiny_networks.h"
#include "training/feed.h"
#include "training/learner.h"

#include <QTest>

using namespace glassnet;

namespace {

using Values = std::vector<float>;

/// Pictures of 8 × 8 of which the network sees the middle, 4 × 6, rescaled.
TrainingTask task_with_steps() {
    TrainingTask task{.network = tiny::chain(
                          {4, 6, 1}, {{"Flatten"}, {"Dense", {{"units", 4}, {"activation", "softmax"}}}}),
                      .dataset = tiny::pictures(45, 12),
                      .augmentation = {},
                      .preprocessing = {{"Rescale", {{"scale", 0.3}, {"offset", 0.7}}},
                                        {"CenterCrop", {{"height", 4}, {"width", 6}}}},
                      .settings = {}};
    task.settings.batch_size = 10;
    task.settings.epochs = 1;
    return task;
}

/// The middle of a sample of the tiny pictures, worked out by hand.
Values expected_of(const Dataset& data, const DataPart& part, std::int64_t sample) {
    Values raw(64), result;
    data.read_input(part, sample, raw.data());
    for (std::size_t row = 2; row < 6; ++row)
        for (std::size_t column = 1; column < 7; ++column)
            result.push_back(raw[row * 8 + column] * 0.3F + 0.7F);
    return result;
}

/// An executor with room for ten samples, filled by a feed.
struct Fed {
    Fed() { feed.set_targets(executor); }
    [[nodiscard]] Values input(std::int64_t place) {
        const float* const first = executor.input() + place * 24;
        return {first, first + 24};
    }

    ReadyTask ready{task_with_steps()};
    Plan plan = compile(ready.checked, ready.learning());
    ThreadPool pool{2};
    Weights<float> weights = initial_weights<float>(plan, 1);
    Executor<float> executor{plan, weights, ready.outputs.losses(), pool, 1};
    Feed feed{ready, pool};
};

}  // namespace

class TestEntrances : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void training_sees_what_the_steps_make_of_a_sample() {
        Fed fed;
        const std::vector<std::uint32_t> numbers{7, 0, 44, 3};
        fed.feed.fill(fed.executor, {.order = numbers, .first = 0, .count = 4, .epoch = 1});
        const Dataset& data = fed.ready.data();
        for (std::size_t i = 0; i < numbers.size(); ++i)
            QCOMPARE(fed.input(static_cast<std::int64_t>(i)), expected_of(data, data.training, numbers[i]));
    }

    void evaluation_sees_the_same() {
        Fed fed;
        const Dataset& data = fed.ready.data();
        fed.feed.fill(fed.executor, data.validation, 2, 10);
        for (std::int64_t i = 0; i < 10; ++i)
            QCOMPARE(fed.input(i), expected_of(data, data.validation, 2 + i));
    }

    void live_values_are_those_of_a_single_prediction() {
        const TrainingTask task = task_with_steps();
        const Dataset& data = *task.dataset;
        History history;
        Learner learner(task, history);
        learner.step();
        Snapshot snapshot;
        learner.capture({.outputs = {"input_1", "dense_1"}, .weights = {}, .pinned_sample = 5}, snapshot);
        QCOMPARE(snapshot.outputs.at("input_1")->values, expected_of(data, data.validation, 5));
        Values raw(64);
        data.read_input(data.validation, 5, raw.data());
        QCOMPARE(learner.predict(raw), snapshot.outputs.at("dense_1")->values);
    }

    void an_autoencoder_learns_what_it_sees() {
        TrainingTask task = task_with_steps();
        task.network = tiny::chain({4, 6, 1}, {{"Conv2D", {{"filters", 1}, {"padding", "same"}}}});
        task.settings.outputs = {{.node = "conv2d_1", .loss = {"mean_squared_error", {}}, .target = "input"}};
        const ReadyTask ready(task);
        QCOMPARE(ready.targets.at(0).shape, (Shape{4, 6, 1}));
        History history;
        Learner learner(task, history);
        while (!learner.done()) learner.step();
        QVERIFY(learner.evaluate(task.dataset->validation).loss > 0);
    }

    void evaluation_with_many_samples_equals_single_predictions() {
        const TrainingTask task = task_with_steps();
        History history;
        Learner learner(task, history);
        const Evaluation evaluation = learner.evaluate(task.dataset->validation);
        for (std::int64_t sample = 0; sample < 12; ++sample) {
            Values raw(64);
            task.dataset->read_input(task.dataset->validation, sample, raw.data());
            const Values scores = learner.predict(raw);
            const auto best = std::ranges::max_element(scores) - scores.begin();
            QCOMPARE(evaluation.predicted.at(static_cast<std::size_t>(sample)), static_cast<int>(best));
        }
    }
};

QTEST_APPLESS_MAIN(TestEntrances)
#include "test_entrances.moc"
