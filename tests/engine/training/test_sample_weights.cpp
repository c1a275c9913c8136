// SPDX-License-Identifier: GPL-3.0-or-later
// Weights of classes and samples in the loss: Keras' meaning, loss = Σ wᵢ lossᵢ / samples. The learning-rate
// range test.
#include "execution/executor.h"
#include "learning/catalogue.h"
#include "support/problems.h"
#include "support/tiny_networks.h"
#include "training/find_rate.h"
#include "training/learner.h"
#include "training/training_kinds.h"

#include <QTest>

#include <cmath>

using namespace glassnet;

namespace {

const Checked& network() {
    static const Checked checked =
        check(tiny::chain({5}, {{"Dense", {{"units", 3}, {"activation", "softmax"}}}}));
    return checked;
}

struct Outcome {
    double loss_sum = 0;
    std::vector<double> gradients;
};

/// The samples [first, first + count) of three fixed ones with these weights.
Outcome outcome(int first, std::vector<double> sample_weights) {
    const int count = static_cast<int>(sample_weights.size());
    const auto loss = make_loss(TrainingSettings{});
    const Plan plan = compile(network(), {.batch = count, .fused_activations = {loss->fused_activation()}});
    ThreadPool pool(1);
    const auto weights = initial_weights<double>(plan, 3);
    Executor<double> executor(plan, weights, loss.get(), pool, 1);
    for (int i = 0; i < count * 5; ++i) executor.input()[i] = std::sin(1.0 + first * 5 + i);
    for (int i = 0; i < count; ++i) executor.targets()[i] = (first + i) % 3;
    std::ranges::copy(sample_weights, executor.sample_weights().begin());
    executor.prepare();
    executor.forward(count, 0);
    Outcome result{.loss_sum = executor.compute_loss(Executor<double>::Compare::with_targets).loss_sum,
                   .gradients = {}};
    executor.backward();
    result.gradients.assign(executor.gradients().begin(), executor.gradients().end());
    return result;
}

TrainingSettings with_class_weight(std::string kind, Value::Map settings = {}) {
    TrainingSettings training;
    training.class_weight = {std::move(kind), std::move(settings)};
    return training;
}

std::string trained(TrainingTask task) {
    History history;
    Learner learner(task, history);
    while (!learner.done()) learner.step();
    return hash_weights(learner.checkpoint().weights);
}

}  // namespace

class TestSampleWeights : public QObject {
    Q_OBJECT
private slots:
    void each_sample_counts_as_much_as_its_weight() {
        const Outcome together = outcome(0, {0.5, 0, 3});
        const Outcome first = outcome(0, {1}), last = outcome(2, {1});
        QVERIFY(std::abs(together.loss_sum - (0.5 * first.loss_sum + 3 * last.loss_sum)) < 1e-12);
        for (std::size_t i = 0; i < together.gradients.size(); ++i)
            QVERIFY(std::abs(together.gradients[i] - (0.5 * first.gradients[i] + 3 * last.gradients[i]) / 3) <
                    1e-12);
    }

    void balanced_weights_are_those_of_scikit_learn() {
        // compute_class_weight("balanced") of [0, 0, 0, 1] with a third class
        const std::vector<std::int64_t> counts{3, 1, 0};
        const auto weights = make_class_weight(with_class_weight("balanced"))->weights(counts);
        QVERIFY(weights == (std::vector<double>{4.0 / 9, 4.0 / 3, 0}));
        QVERIFY(make_class_weight(with_class_weight("none"))->weights(counts).empty());
    }

    void a_class_of_weight_0_is_as_if_it_had_no_loss() {
        TrainingTask task = tiny::reproducible_tasks().front().task;
        task.settings.class_weight = {"given", {{"weights", Value::List{1, 1, 1, 0}}}};
        auto weighted = std::make_shared<Dataset>(*task.dataset);
        for (const float number : weighted->training.targets)
            weighted->training.sample_weights.push_back(number == 3 ? 0.0F : 1.0F);
        const std::string by_class = trained(task);
        TrainingTask by_sample = task;
        by_sample.settings.class_weight = {"none", {}};
        QVERIFY(trained(by_sample) != by_class);
        by_sample.dataset = weighted;
        QCOMPARE(trained(by_sample), by_class);
    }

    void weights_that_do_not_fit_are_told() {
        const auto given = [](Value::List each) {
            return make_class_weight(with_class_weight("given", {{"weights", std::move(each)}}));
        };
        QCOMPARE(given({1, 2})->problem(3)->code(), std::string_view("class_weight.count"));
        QCOMPARE(given({0, 0})->problem(2)->code(), std::string_view("class_weight.zero"));
        QCOMPARE(given({1, 2})->problem(0)->code(), std::string_view("class_weight.values"));
        QVERIFY(!given({1, 2})->problem(2));
    }

    void the_range_test_proposes_a_rate_where_the_loss_falls() {
        TrainingTask task = tiny::reproducible_tasks().front().task;
        const RateTest test = find_rate(task, {.low = 1e-6, .high = 10, .steps = 80, .cancelled = {}});
        QVERIFY(test.points.size() > 20);
        QCOMPARE(test.points.front().rate, 1e-6);
        for (std::size_t i = 1; i < test.points.size(); ++i) {
            const double growth = test.points[i].rate / test.points[i - 1].rate;
            QVERIFY(std::abs(growth - std::pow(1e7, 1.0 / 79)) < 1e-9);
        }
        QVERIFY(test.proposal);
        QVERIFY2(*test.proposal > 1e-5 && *test.proposal < 1, qPrintable(QString::number(*test.proposal)));
        // Training with it does learn.
        assign(task.settings.optimizer.settings, "learning_rate", *test.proposal);
        task.settings.epochs = 20;
        History history;
        Learner learner(task, history);
        while (!learner.done()) learner.step();
        const auto epochs = history.epochs_from(0);
        QVERIFY(epochs.back().loss < 0.7 * epochs.front().loss);
    }

    void the_range_test_proposes_nothing_where_nothing_is_learned() {
        const TrainingTask task = tiny::reproducible_tasks().front().task;
        const RateTest test = find_rate(task, {.low = 1e-12, .high = 1e-10, .steps = 20, .cancelled = {}});
        QCOMPARE(test.points.size(), std::size_t{20});
        QVERIFY(!test.proposal && !test.diverged);
    }
};

QTEST_APPLESS_MAIN(TestSampleWeights)
#include "test_sample_weights.moc"
