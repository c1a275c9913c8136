// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/beta.h"
#include "data/augmentation/mixing.h"
#include "data/pipeline.h"
#include "support/learning.h"
#include "training/feed.h"

#include <QtTest>
#include <cmath>
#include <numbers>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

/// Four samples of two classes: two numbers each.
std::shared_ptr<Dataset> four() {
    auto data = std::make_shared<Dataset>();
    data->summary.sample_shape = {2};
    data->summary.class_names = {"left", "right"};
    data->summary.training_samples = 4;
    data->training = {.inputs = {std::vector<float>{1, 2, 10, 20, 100, 200, 1000, 2000}, 2},
                      .targets = {0, 1, 0, 1},
                      .count = 4};
    data->fingerprint = "four";
    return data;
}

TrainingTask task_with(std::vector<KindSettings> augmentation, const char* loss, int units = 2) {
    TrainingTask task{.network = tiny::chain({2}, {{"Dense", {{"units", units}, {"activation", "softmax"}}}}),
                      .dataset = four(),
                      .augmentation = std::move(augmentation),
                      .preprocessing = {},
                      .settings = {}};
    task.settings.loss = {loss, {}};
    task.settings.batch_size = 4;
    task.settings.shuffle = false;
    task.settings.metrics = {};
    task.settings.epochs = 2;
    task.threads = 1;
    return task;
}

const std::vector<KindSettings> mix_up{{"MixUp", {{"alpha", 1.0}}}};

struct Batch {
    std::vector<float> inputs, shares, targets, others;
};

/// What an epoch of the task sees, in batches of this size.
Batch epoch_of(const TrainingTask& task, int size) {
    const ReadyTask ready(task);
    ThreadPool pool(2);
    const Feed feed(ready, pool);
    PlanOptions options = ready.inference(size);
    const Plan plan = compile(ready.checked, options);
    const Weights<float> weights = initial_weights<float>(plan, 1);
    Executor<float> executor(plan, weights, ready.outputs.losses(), pool, 1);
    feed.set_targets(executor);
    const std::vector<std::uint32_t> order{2, 0, 3, 1};
    Batch all;
    for (std::size_t first = 0; first < order.size(); first += static_cast<std::size_t>(size)) {
        feed.fill(executor, {.order = order, .first = first, .count = size, .epoch = 0});
        all.inputs.insert(all.inputs.end(), executor.input(), executor.input() + 2 * size);
        for (int i = 0; i < size; ++i) {
            all.shares.push_back(executor.target_shares()[static_cast<std::size_t>(i)]);
            all.targets.push_back(executor.targets()[i]);
            all.others.push_back(executor.other_targets(0)[static_cast<std::size_t>(i)]);
        }
    }
    return all;
}

}  // namespace

class TestMixing : public QObject {
    Q_OBJECT
private slots:
    /// Mean and variance of Beta(a, a) are ½ and 1 / (4 (2a + 1)).
    void shares_are_of_the_beta_distribution() {
        for (const double a : {0.2, 1.0, 3.0}) {
            Random random(1, Random::Purpose::augmentation);
            constexpr int count = 40000;
            double sum = 0, squares = 0;
            for (int i = 0; i < count; ++i) {
                const double x = symmetric_beta(a, random);
                QVERIFY(x >= 0 && x <= 1);
                sum += x;
                squares += x * x;
            }
            const double mean = sum / count, variance = squares / count - mean * mean;
            QVERIFY2(std::abs(mean - 0.5) < 0.01, qPrintable(QString::number(mean)));
            QVERIFY2(std::abs(variance - 1 / (4 * (2 * a + 1))) < 0.005,
                     qPrintable(QString::number(variance)));
        }
    }

    void each_is_mixed_with_the_next_of_its_epoch() {
        const Batch batch = epoch_of(task_with(mix_up, "sparse_categorical_crossentropy"), 4);
        const float own[] = {100, 1, 1000, 10}, next[] = {1, 1000, 10, 100};
        bool is_mixed = false;
        for (std::size_t i = 0; i < 4; ++i) {
            const float share = batch.shares[i];
            is_mixed |= share < 0.99F;
            QCOMPARE(batch.inputs[2 * i], share * own[i] + (1 - share) * next[i]);
            QCOMPARE(batch.inputs[2 * i + 1], 2 * batch.inputs[2 * i]);
        }
        QVERIFY(is_mixed);
        QCOMPARE(batch.targets, (std::vector<float>{0, 0, 1, 1}));
        QCOMPARE(batch.others, (std::vector<float>{0, 1, 1, 0}));
    }

    void batches_of_other_sizes_hold_the_same_samples() {
        const TrainingTask task = task_with(mix_up, "sparse_categorical_crossentropy");
        const Batch whole = epoch_of(task, 4), halves = epoch_of(task, 2), single = epoch_of(task, 1);
        QCOMPARE(halves.inputs, whole.inputs);
        QCOMPARE(single.inputs, whole.inputs);
        QCOMPARE(halves.shares, whole.shares);
        QCOMPARE(single.others, whole.others);
    }

    /// Classes are mixed in the loss, rows of numbers as numbers: cross-entropy makes no difference.
    void classes_and_rows_learn_the_same() {
        const auto hash = [](const TrainingTask& task) {
            History history;
            Learner learner(task, history);
            while (!learner.done()) learner.step();
            return learner.checkpoint().weights.at("dense_1/kernel").values;
        };
        const auto sparse = hash(task_with(mix_up, "sparse_categorical_crossentropy"));
        const auto rows = hash(task_with(mix_up, "categorical_crossentropy"));
        const auto unmixed = hash(task_with({}, "sparse_categorical_crossentropy"));
        QCOMPARE(sparse.size(), rows.size());
        for (std::size_t i = 0; i < sparse.size(); ++i) QVERIFY(std::abs(sparse[i] - rows[i]) < 1e-6F);
        QVERIFY(sparse != unmixed);
    }

    void a_box_of_the_next_picture_is_put_in() {
        ThreadPool pool(3);
        const Shape shape{3, 4, 1};
        std::vector<float> values(36);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i / 12);
        const std::vector<Mixture> mixtures{
            {.share = 10.0 / 12, .box = Mixture::Box{.top = 1, .left = 2, .height = 1, .width = 2}}, {}};
        mix_neighbours(values, shape, mixtures, pool);
        const std::vector<float> first(values.begin(), values.begin() + 12),
            second(values.begin() + 12, values.begin() + 24);
        QCOMPARE(first, (std::vector<float>{0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0}));
        QCOMPARE(second, std::vector<float>(12, 1));
    }

    void boxes_have_the_area_of_their_share() {
        std::vector<Problem> problems;
        const Pipeline pipeline({{"CutMix", {}}}, {}, problems);
        QVERIFY(problems.empty() && pipeline.mixes());
        const Shape shape{20, 30, 3};
        double sum = 0;
        for (std::uint32_t sample = 0; sample < 2000; ++sample) {
            const Mixture mixture = pipeline.mixture({.seed = 4, .epoch = 1, .sample = sample}, shape, shape);
            if (!mixture.box) continue;
            const auto [top, left, height, width] = *mixture.box;
            QVERIFY(top >= 0 && left >= 0 && top + height <= 20 && left + width <= 30);
            QVERIFY(std::abs(mixture.share - (1 - static_cast<double>(height * width) / 600)) < 1e-12);
            sum += 1 - mixture.share;
        }
        QVERIFY(sum / 2000 > 0.2 && sum / 2000 < 0.5);  // half without what is cut off at borders
    }

    void threads_and_pauses_change_nothing() {
        const auto trained = [](int threads, bool pauses) {
            TrainingTask task = task_named("dense");
            task.augmentation = {{"CutMix", {}}, {"MixUp", {{"probability", 0.5}}}};
            task.threads = threads;
            History history;
            Learner learner(task, history);
            while (!learner.done()) {
                learner.step();
                if (pauses && learner.step_number() == 3) {
                    const Checkpoint state = learner.checkpoint();
                    learner.restore(state);
                }
            }
            return hash_of(learner);
        };
        const std::string expected = trained(1, false);
        QCOMPARE(trained(2, false), expected);
        QCOMPARE(trained(3, true), expected);
    }
};

QTEST_GUILESS_MAIN(TestMixing)
#include "test_mixing.moc"
