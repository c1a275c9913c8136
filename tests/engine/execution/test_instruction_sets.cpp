// SPDX-License-Identifier: GPL-3.0-or-later
// Whole trainings on every instruction set of this machine: those with fused multiply-adds end with the same
// bits, the others near them.
#include "math/instruction_sets.h"
#include "support/tiny_networks.h"
#include "training/learner.h"

#include <QTest>
#include <cmath>

using namespace glassnet;

namespace {

TrainingTask task_of(Network network) {
    TrainingTask task{.network = std::move(network),
                      .dataset = tiny::pictures(45, 12, 20),
                      .augmentation = {},
                      .preprocessing = {},
                      .settings = {}};
    task.settings.batch_size = 10;
    task.settings.epochs = 2;
    return task;
}

/// The networks of all reproducible tasks, and every kernel that those are too small for.
std::vector<tiny::NamedTask> tasks() {
    std::vector<tiny::NamedTask> all = tiny::reproducible_tasks();
    const Value::Map wide{{"filters", 19}, {"activation", "relu"}},
        same{{"filters", 32}, {"padding", "same"}, {"use_bias", false}};
    const tiny::LayerChoice classes{"Dense", {{"units", 4}, {"activation", "softmax"}}};
    all.push_back({"pooled", task_of(tiny::chain({20, 20, 1}, {{"Conv2D", wide},
                                                               {"MaxPooling2D"},
                                                               {"Conv2D", wide},
                                                               {"MaxPooling2D"},
                                                               {"Flatten"},
                                                               classes}))});
    all.push_back({"minimal filtering", task_of(tiny::chain({20, 20, 1}, {{"Conv2D", same},
                                                                          {"BatchNormalization"},
                                                                          {"ReLU"},
                                                                          {"Conv2D", same},
                                                                          {"GlobalAveragePooling2D"},
                                                                          classes}))});
    all.push_back({"separable", task_of(tiny::chain({20, 20, 1}, {{"Conv2D", same},
                                                                  {"DepthwiseConv2D"},
                                                                  {"SeparableConv2D", wide},
                                                                  {"GlobalMaxPooling2D"},
                                                                  classes}))});
    all.push_back({"normalized and enlarged",
                   task_of(tiny::chain({20, 20, 1}, {{"Conv2D", wide},
                                                     {"LayerNormalization"},
                                                     {"UpSampling2D", {{"interpolation", "bilinear"}}},
                                                     {"AveragePooling2D", {{"pool_size", Value::List{3, 3}}}},
                                                     {"Permute", {{"dims", Value::List{2, 1, 3}}}},
                                                     {"GroupNormalization", {{"groups", 19}}},
                                                     {"UpSampling2D"},
                                                     {"GlobalAveragePooling2D"},
                                                     classes}))});
    return all;
}

struct Outcome {
    std::string hash;
    // of the validation part: weights whose gradients are 0 but for rounding may go anywhere and change
    // nothing
    double loss;
};

Outcome trained(const TrainingTask& task) {
    History history;
    Learner learner(task, history);
    while (!learner.done()) learner.step();
    return {hash_weights(learner.checkpoint().weights), learner.evaluate(task.dataset->validation).loss};
}

}  // namespace

class TestInstructionSets : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { use_all_targets(); }

    void trainings_end_alike_data() {
        QTest::addColumn<int>("number");
        const auto all = tasks();
        for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(all[i].name) << static_cast<int>(i);
    }
    void trainings_end_alike() {
        QFETCH(int, number);
        const TrainingTask task = tasks()[static_cast<std::size_t>(number)].task;
        std::optional<Outcome> first;
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            const Outcome outcome = trained(task);
            if (!first) first = outcome;
            const double apart = std::abs(outcome.loss - first->loss) / first->loss;
            qInfo("%s: loss %.7g, %.1e apart", target_name(target), outcome.loss, apart);
            if (has_fused_multiply_add(target))
                QVERIFY2(outcome.hash == first->hash, target_name(target));
            else
                QVERIFY2(apart < 1e-4, target_name(target));
        }
    }
};

QTEST_APPLESS_MAIN(TestInstructionSets)
#include "test_instruction_sets.moc"
