// SPDX-License-Identifier: GPL-3.0-or-later
// Regularizers, constraints and frozen layers: loss and gradient by their formulas, weights after training.
#include "execution/executor.h"
#include "layers/catalogue.h"
#include "support/tiny_networks.h"
#include "training/learner.h"
#include "training/training_kinds.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <span>

using namespace glassnet;

namespace {

Value::Map kind(const char* id, const char* setting, double value) {
    return {{"kind", id}, {setting, value}};
}

/// One batch of four random samples through a network with mean squared error, in double precision.
class Batch {
public:
    explicit Batch(const Network& network)
        : checked_(check(network)),
          loss_(make_loss(settings())),
          pool_(2),
          plan_(compile(
              checked_,
              {.batch = samples, .fused_activations = {loss_->fused_activation()}, .input_gradients = true})),
          weights_(initial_weights<double>(plan_, 3)),
          executor_(plan_, weights_, loss_.get(), pool_, 9) {
        executor_.set_target_elements(3);
        Random random(1, Random::Purpose::generated_data);
        for (std::int64_t i = 0; i < plan_.steps[0].output.elements; ++i)
            executor_.input()[i] = static_cast<double>(random.normal());
        for (std::int64_t i = 0; i < samples * 3; ++i)
            executor_.targets()[i] = static_cast<double>(random.normal());
        for_each_weight(plan_, [&](const PlanWeight& each) {  // in an order that penalties do not change
            for (double& value : weight(each.name)) value += 0.1 * static_cast<double>(random.normal());
        });
        std::iota(executor_.sample_numbers().begin(), executor_.sample_numbers().end(), 0U);
    }

    double loss() {
        executor_.prepare();
        executor_.forward(samples, 0);
        return executor_.compute_loss(Executor<double>::Compare::with_targets).loss_sum / samples;
    }
    std::vector<double> gradient() {
        (void)loss();
        executor_.backward();
        return {executor_.gradients().begin(), executor_.gradients().end()};
    }
    std::span<double> weight(std::string_view name) {
        const auto found = std::ranges::find(plan_.weights, name, &PlanWeight::name);
        return weights_.all().subspan(static_cast<std::size_t>(found->offset),
                                      static_cast<std::size_t>(found->spec.shape.elements()));
    }
    std::span<double> weights() { return weights_.all(); }
    std::span<const double> output(std::string_view node) {
        for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
            if (plan_.steps[i].node == node)
                return {executor_.output(i),
                        static_cast<std::size_t>(samples * plan_.steps[i].output_shape.elements())};
        }
        return {};
    }
    [[nodiscard]] std::int64_t trainable() const { return plan_.trainable_elements; }

    static constexpr int samples = 4;

private:
    static TrainingSettings settings() {
        TrainingSettings settings;
        settings.loss = {"mean_squared_error", {}};
        return settings;
    }
    Checked checked_;
    std::unique_ptr<Loss> loss_;
    ThreadPool pool_;
    Plan plan_;
    Weights<double> weights_;
    Executor<double> executor_;
};

double sizes(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [](double sum, double value) { return sum + std::abs(value); });
}
double squares(std::span<const double> values) {
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

Network penalized(bool on) {
    const auto set = [&](Value::Map own, Value::Map penalties) {
        if (on) own.insert(own.end(), penalties.begin(), penalties.end());
        return own;
    };
    return tiny::chain(
        {5, 5, 2},
        {{"Conv2D",
          set({{"filters", 3}, {"activation", "tanh"}}, {{"kernel_regularizer", kind("L2", "l2", 0.3)},
                                                         {"bias_regularizer", "L1"},
                                                         {"activity_regularizer", kind("L2", "l2", 0.02)}})},
         {"BatchNormalization", set({}, {{"gamma_regularizer", kind("L1L2", "l1", 0.7)}})},
         {"Flatten"},
         {"Dense",
          set({{"units", 3}}, {{"kernel_regularizer", Value::Map{{"kind", "L1L2"}, {"l1", 0.1}, {"l2", 0.2}}},
                               {"activity_regularizer", kind("L1", "l1", 0.05)}})}});
}

TrainingTask task_of(Network network) {
    TrainingTask task{.network = std::move(network),
                      .dataset = tiny::pictures(40, 8),
                      .augmentation = {},
                      .preprocessing = {},
                      .settings = {}};
    task.settings.epochs = 2;
    task.settings.batch_size = 10;
    task.settings.optimizer = {"Adam", {{"learning_rate", 0.05}}};
    return task;
}

std::map<std::string, TensorValue> trained(const TrainingTask& task) {
    History history;
    Learner learner(task, history);
    while (!learner.done()) learner.step();
    return learner.checkpoint().weights;
}

}  // namespace

class TestWeightSettings : public QObject {
    Q_OBJECT
private slots:
    void penalties_stand_in_the_loss_by_their_formulas() {
        Batch with(penalized(true)), without(penalized(false));
        const double plain = without.loss();
        QVERIFY(plain > 0);
        const double expected =
            plain + 0.3 * squares(with.weight("conv2d_1/kernel")) +
            0.01 * sizes(with.weight("conv2d_1/bias")) +
            0.7 * sizes(with.weight("batch_normalization_1/gamma")) +
            0.1 * sizes(with.weight("dense_1/kernel")) + 0.2 * squares(with.weight("dense_1/kernel")) +
            (0.02 * squares(without.output("conv2d_1")) + 0.05 * sizes(without.output("dense_1"))) /
                Batch::samples;
        QVERIFY(std::abs(with.loss() - expected) < 1e-9 * expected);
    }

    void penalties_stand_in_the_gradient() {
        Batch batch(penalized(true));
        const std::vector<double> gradient = batch.gradient();
        double worst = 0;
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            double& weight = batch.weights()[i];
            const double kept = weight, step = 1e-6;
            weight = kept + step;
            const double above = batch.loss();
            weight = kept - step;
            const double below = batch.loss();
            weight = kept;
            worst = std::max(worst, std::abs((above - below) / (2 * step) - gradient[i]) /
                                        std::max(1.0, std::abs(gradient[i])));
        }
        QVERIFY2(worst < 1e-7, qPrintable(QString::number(worst)));
    }

    void a_softmax_with_a_penalty_on_it_is_not_left_to_the_loss() {
        const Network network = tiny::chain(
            {8, 8, 1},
            {{"Flatten"},
             {"Dense", {{"units", 4}, {"activation", "softmax"}, {"activity_regularizer", "L2"}}}});
        const Plan plan =
            compile(check(network), {.batch = 2, .fused_activations = {ActivationFunction::softmax}});
        QVERIFY(!plan.steps.back().activation_in_loss);
    }

    void constraints_hold_after_every_step() {
        const auto weights = trained(task_of(tiny::chain(
            {8, 8, 1},
            {{"Conv2D",
              {{"filters", 6},
               {"kernel_constraint", Value::Map{{"kind", "unit_norm"}, {"axis", Value::List{0, 1, 2}}}},
               {"bias_constraint", "non_neg"}}},
             {"Flatten"},
             {"Dense",
              {{"units", 4},
               {"activation", "softmax"},
               {"kernel_constraint", kind("max_norm", "max_value", 0.5)}}}})));
        const TensorValue& filters = weights.at("conv2d_1/kernel");
        for (std::size_t filter = 0; filter < 6; ++filter) {
            double norm = 0;
            for (std::size_t i = filter; i < filters.values.size(); i += 6)
                norm += static_cast<double>(filters.values[i] * filters.values[i]);
            QVERIFY(std::abs(std::sqrt(norm) - 1) < 1e-5);
        }
        int zeros = 0;
        for (const float bias : weights.at("conv2d_1/bias").values) {
            QVERIFY(bias >= 0);
            zeros += bias == 0;
        }
        QVERIFY(zeros > 0);
        const TensorValue& kernel = weights.at("dense_1/kernel");
        double largest = 0;
        for (std::size_t unit = 0; unit < 4; ++unit) {
            double norm = 0;
            for (std::size_t i = unit; i < kernel.values.size(); i += 4)
                norm += static_cast<double>(kernel.values[i] * kernel.values[i]);
            largest = std::max(largest, std::sqrt(norm));
        }
        QVERIFY(largest < 0.5 + 1e-5 && largest > 0.49);  // so high a rate wants more
    }

    void a_frozen_layer_keeps_its_weights_and_its_statistics() {
        const Network network =
            tiny::chain({8, 8, 1}, {{"Conv2D", {{"filters", 5}, {"trainable", false}}},
                                    {"BatchNormalization", {{"trainable", false}}},
                                    {"Flatten"},
                                    {"Dense", {{"units", 4}, {"activation", "softmax"}}}});
        const TrainingTask task = task_of(network);
        History history;
        Learner learner(task, history);
        const auto before = learner.checkpoint().weights;
        const auto after = trained(task);
        for (const auto& [name, tensor] : before)
            QCOMPARE(after.at(name).values == tensor.values, !name.starts_with("dense_1/"));
        for (const auto& [name, tensor] : learner.checkpoint().optimizer)
            QVERIFY2(name.starts_with("dense_1/"), name.c_str());
        const Checked checked = check(network);
        QCOMPARE(checked.trainable_parameters(), std::int64_t{6 * 6 * 5 * 4 + 4});
    }

    void gradients_pass_through_frozen_layers() {
        for (const auto& kind : kinds<Layer>()) {
            if (!find_setting(*kind, "trainable")) continue;
            const auto network = [&](bool trainable) {
                Network result =
                    tiny::chain({6, 6, 3}, {{"Conv2D", {{"filters", 32}, {"activation", "tanh"}}}});
                std::string last = "conv2d_1";
                const auto append = [&](std::string_view layer, Value::Map settings) {
                    const std::string next = add_node(result, layer, {}, std::move(settings));
                    glassnet::connect(result, last, next);
                    last = next;
                };
                if (kind->id() == "Dense") append("Flatten", {});
                append(kind->id(), {{"trainable", trainable}});
                if (kind->id() != "Dense") append("Flatten", {});
                append("Dense", {{"units", 3}});
                return result;
            };
            Batch frozen(network(false)), moving(network(true));
            const std::vector<double> gradient = frozen.gradient(), all = moving.gradient();
            QVERIFY2(gradient.size() < all.size() && gradient.size() >= 32 * 28 + 3,
                     std::string(kind->id()).c_str());
            QVERIFY(std::ranges::all_of(gradient, [](double value) { return std::isfinite(value); }));
            QVERIFY(std::ranges::any_of(std::span(gradient).first(27 * 32),
                                        [](double value) { return value != 0; }));
        }
    }

    void nothing_to_train_is_told() {
        const TrainingTask task = task_of(tiny::chain(
            {8, 8, 1},
            {{"Flatten"}, {"Dense", {{"units", 4}, {"activation", "softmax"}, {"trainable", false}}}}));
        History history;
        try {
            const Learner learner(task, history);
            QFAIL("a network without anything to train was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.problems().front().code(), std::string_view("network.all_frozen"));
        }
    }

    void what_cannot_be_made_is_told_on_its_node() {
        const auto codes = [](Value::Map settings) {
            settings.push_back({"filters", 4});
            std::string all;
            for (const Problem& problem : check(tiny::chain({8, 8, 1}, {{"Conv2D", settings}})).problems)
                all += std::string(problem.code()) + "@" + problem.where.node + " ";
            return all;
        };
        QCOMPARE(codes({{"kernel_initializer", "identity"}}), std::string("setting.initializer@conv2d_1 "));
        QCOMPARE(codes({{"bias_initializer", "orthogonal"}}), std::string("setting.initializer@conv2d_1 "));
        QCOMPARE(codes({{"kernel_constraint", Value::Map{{"kind", "max_norm"}, {"axis", Value::List{4}}}}}),
                 std::string("setting.constraint@conv2d_1 "));
        QCOMPARE(codes({{"kernel_initializer", Value::Map{{"kind", "constant"}, {"value", "high"}}}}),
                 std::string("setting.type@conv2d_1 "));
        QCOMPARE(codes({{"kernel_initializer", Value::Map{{"value", 1}}}}),
                 std::string("setting.type@conv2d_1 "));
        QCOMPARE(codes({{"kernel_initializer", Value::Map{{"kind", "orthogonal"}, {"gain", 2}}}}),
                 std::string());
    }
};

QTEST_APPLESS_MAIN(TestWeightSettings)
#include "test_weight_settings.moc"
