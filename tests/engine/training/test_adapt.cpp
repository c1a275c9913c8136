// SPDX-License-Identifier: GPL-3.0-or-later
// Normalization takes mean and variance from the training data.
#include "support/problems.h"
#include "support/tiny_networks.h"
#include "training/learner.h"

#include <QTest>

#include <cmath>

using namespace glassnet;

namespace {

/// 150 pictures of 2 × 3 pixels with two channels of very different kinds.
std::shared_ptr<Dataset> pictures() {
    auto data = std::make_shared<Dataset>(*tiny::pictures(150, 20, 8, 4));
    data->summary.sample_shape = {2, 3, 2};
    Random random(9, Random::Purpose::generated_data);
    for (DataPart* part : {&data->training, &data->validation}) {
        std::vector<float> inputs;
        for (std::int64_t i = 0; i < part->count * 6; ++i) {
            inputs.push_back(1e4F + random.uniform());
            inputs.push_back(-3 + 50 * random.uniform());
        }
        part->inputs = {std::move(inputs), 12};
    }
    return data;
}

TrainingTask task_with(std::vector<KindSettings> preprocessing = {}) {
    TrainingTask task{
        .network = tiny::chain(
            {2, 3, 2},
            {{"Normalization"}, {"Flatten"}, {"Dense", {{"units", 4}, {"activation", "softmax"}}}}),
        .dataset = pictures(),
        .augmentation = {},
        .preprocessing = std::move(preprocessing),
        .settings = {}};
    task.settings.epochs = 1;
    return task;
}

std::map<std::string, TensorValue> weights_of(const TrainingTask& task) {
    History history;
    return Learner(task, history).checkpoint().weights;
}

}  // namespace

class TestAdapt : public QObject {
    Q_OBJECT
private slots:
    void mean_and_variance_are_those_of_the_training_data() {
        const TrainingTask task = task_with();
        const auto weights = weights_of(task);
        const auto inputs = task.dataset->training.inputs.all<float>();
        for (std::size_t c = 0; c < 2; ++c) {
            double mean = 0, variance = 0;
            for (std::size_t i = c; i < inputs.size(); i += 2) mean += static_cast<double>(inputs[i]) / 900;
            for (std::size_t i = c; i < inputs.size(); i += 2)
                variance += std::pow(static_cast<double>(inputs[i]) - mean, 2) / 900;
            QVERIFY(std::abs(static_cast<double>(weights.at("normalization_1/mean").values[c]) / mean - 1) <
                    1e-7);
            QVERIFY(
                std::abs(static_cast<double>(weights.at("normalization_1/variance").values[c]) / variance -
                         1) < 1e-6);
        }
    }

    void preprocessing_comes_first() {
        const auto plain = weights_of(task_with()),
                   scaled = weights_of(task_with({{"Rescale", {{"scale", 0.5}}}}));
        QCOMPARE(scaled.at("normalization_1/mean").values[1], plain.at("normalization_1/mean").values[1] / 2);
        QCOMPARE(scaled.at("normalization_1/variance").values[1],
                 plain.at("normalization_1/variance").values[1] / 4);
    }

    void threads_do_not_change_a_bit() {
        TrainingTask task = task_with();
        task.threads = 1;
        const std::string one = hash_weights(weights_of(task));
        for (task.threads = 2; task.threads <= 4; ++task.threads)
            QCOMPARE(hash_weights(weights_of(task)), one);
    }

    void training_leaves_it_alone_and_a_checkpoint_brings_it_back() {
        const TrainingTask task = task_with();
        History history;
        Learner learner(task, history);
        const auto before = learner.checkpoint().weights;
        while (!learner.done()) learner.step();
        const Checkpoint after = learner.checkpoint();
        QVERIFY(after.weights.at("normalization_1/mean").values == before.at("normalization_1/mean").values);
        QVERIFY(after.weights.at("dense_1/kernel").values != before.at("dense_1/kernel").values);
        Learner again(task, history);
        again.restore(after);
        QCOMPARE(hash_weights(again.checkpoint().weights), hash_weights(after.weights));
    }

    void elsewhere_it_is_told() {
        TrainingTask task = task_with();
        task.network = tiny::chain(
            {2, 3, 2},
            {{"Flatten"}, {"Normalization"}, {"Dense", {{"units", 4}, {"activation", "softmax"}}}});
        History history;
        try {
            const Learner learner(task, history);
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QCOMPARE(error.problems().front().code(), std::string_view("network.adapts_late"));
            QCOMPARE(error.problems().front().where.node, std::string("normalization_1"));
        }
    }
};

QTEST_APPLESS_MAIN(TestAdapt)
#include "test_adapt.moc"
