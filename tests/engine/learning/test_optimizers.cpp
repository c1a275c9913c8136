// SPDX-License-Identifier: GPL-3.0-or-later
// Optimizers over 100 steps against Keras 3, schedules against Keras and PyTorch
// (tests/goldens/optimizers.json).
#include "base/atomic_file.h"
#include "execution/optimization.h"
#include "formats/json.h"
#include "learning/catalogue.h"
#include "support/tiny_networks.h"
#include "training/training_kinds.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace glassnet;

namespace {

const Value& field(const Value& value, std::string_view name) {
    return *find(*value.get_if<Value::Map>(), name);
}
const Value::List& list(const Value& value) { return *value.get_if<Value::List>(); }
const Value::Map& map(const Value& value) { return *value.get_if<Value::Map>(); }
std::string text(const Value& value) { return *value.get_if<std::string>(); }

const Value& goldens() {
    static const Value all =
        parse_json(as_text(read_file(GOLDENS_FOLDER "/optimizers.json", 10'000'000)), "optimizers.json");
    return all;
}

TrainingSettings settings_of(const Value& golden) {
    TrainingSettings settings;
    settings.optimizer = {text(field(golden, "kind")), map(field(golden, "settings"))};
    settings.optimizer.settings.push_back({"learning_rate", field(goldens(), "rate")});
    return settings;
}

Checked two_dense_layers() {
    return check(tiny::chain({3}, {{"Dense", {{"units", 4}}}, {"Dense", {{"units", 2}}}}));
}

/// Weights under the optimizer for 100 steps: the largest error relative to the largest weight.
template <class T>
double error_of(const Value& golden) {
    const auto optimizer = make_optimizer(settings_of(golden));
    const Plan plan = compile(two_dense_layers(), {.batch = 1});
    ThreadPool pool(2);
    Optimization<T> optimization(*optimizer, plan, pool);
    Arena<T> weights(plan.weight_elements), gradients(plan.trainable_elements);
    const auto fill = [&](Arena<T>& arena, const PlanWeight& weight, const Value& values) {
        for (std::size_t i = 0; i < list(values).size(); ++i)
            arena.data()[weight.offset + static_cast<std::int64_t>(i)] =
                static_cast<T>(list(values)[i].number());
    };
    for (const PlanWeight& weight : plan.weights)
        fill(weights, weight, field(field(goldens(), "weights"), weight.name));
    optimization.reset(weights);
    const Value& after = field(golden, "after");
    double worst = 0, largest = 0;
    int seen = 0;
    for (int step = 0; step < 100; ++step) {
        for (const PlanWeight& weight : plan.weights)
            fill(gradients, weight,
                 list(field(field(goldens(), "gradients"), weight.name))[static_cast<std::size_t>(step)]);
        if (!optimization.step(step, {.step = step, .steps = 100, .epochs = {}}, gradients.all(), weights))
            return INFINITY;
        const Value* wanted = find(map(after), std::to_string(step + 1));
        if (!wanted) continue;
        const auto compare = [&](const std::string& name, const PlanWeight& weight, const T* values) {
            const Value::List& numbers = list(field(*wanted, name));
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                const double number = numbers[i].number();
                worst = std::max(
                    worst,
                    std::abs(static_cast<double>(values[weight.offset + static_cast<std::int64_t>(i)]) -
                             number));
                largest = std::max(largest, std::abs(number));
            }
            ++seen;
        };
        for (const PlanWeight& weight : plan.weights) {
            compare(weight.name, weight, weights.data());
            if (optimizer->use_ema)
                compare(weight.name + "/average", weight, optimization.inference_weights(weights).data());
        }
    }
    return seen < 20 ? INFINITY : worst / largest;
}

std::vector<EpochRecord> epochs_with(std::initializer_list<double> losses) {
    std::vector<EpochRecord> epochs;
    for (const double loss : losses) {
        epochs.push_back({.epoch = static_cast<int>(epochs.size()) + 1,
                          .validation_loss = loss,
                          .validation_accuracy = {}});
    }
    return epochs;
}

std::unique_ptr<Stopping> stopping_with(const Value::Map& settings) {
    TrainingSettings training;
    training.stopping = {"EarlyStopping", settings};
    return make_stopping(training);
}

}  // namespace

class TestOptimizers : public QObject {
    Q_OBJECT
private slots:
    void steps_equal_those_of_keras_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Value& golden : list(field(goldens(), "cases"))) {
            QTest::newRow((text(field(golden, "kind")) + " " + to_text(field(golden, "settings"))).c_str())
                << index;
            ++index;
        }
    }
    void steps_equal_those_of_keras() {
        QFETCH(int, index);
        const Value& golden = list(field(goldens(), "cases"))[static_cast<std::size_t>(index)];
        const double in_double = error_of<double>(golden), in_float = error_of<float>(golden);
        worst_double_ = std::max(worst_double_, in_double);
        worst_float_ = std::max(worst_float_, in_float);
        QVERIFY2(in_double <= 1e-9, qPrintable(QString::number(in_double)));
        QVERIFY2(in_float <= 1e-5, qPrintable(QString::number(in_float)));
    }

    void every_optimizer_has_its_cases() {
        std::map<std::string, int> cases;
        for (const Value& golden : list(field(goldens(), "cases"))) ++cases[text(field(golden, "kind"))];
        for (const auto& kind : kinds<Optimizer>())
            QVERIFY2(cases[std::string(kind->id())] >= 3, kind->id().data());
        qInfo("worst error over 100 steps: %.1e in double, %.1e in float", worst_double_, worst_float_);
    }

    void schedules_equal_those_of_keras_and_pytorch() {
        std::set<std::string> seen{"Constant"};
        for (const Value& golden : list(field(goldens(), "schedules"))) {
            const std::string kind = text(field(golden, "kind"));
            seen.insert(kind);
            const auto schedule = kinds<Schedule>().find(kind)->clone();
            QVERIFY(configure(*schedule, map(field(golden, "settings")), {}).empty());
            QVERIFY(!schedule->problem());
            std::vector<EpochRecord> epochs;
            for (std::int64_t step = 0; step < 100; ++step) {
                if (step > 0 && step % 10 == 0) {
                    const auto epoch = static_cast<int>(step / 10);
                    epochs.push_back(
                        {.epoch = epoch,
                         .validation_loss =
                             list(field(goldens(), "losses"))[static_cast<std::size_t>(epoch - 1)].number(),
                         .validation_accuracy = {}});
                }
                const double wanted = list(field(golden, "rates"))[static_cast<std::size_t>(step)].number();
                const double found = schedule->rate(field(goldens(), "schedule_rate").number(),
                                                    {.step = step, .steps = 100, .epochs = epochs});
                const double error = std::abs(found - wanted) / 0.125;
                QVERIFY2(error <= field(golden, "tolerance").number(),
                         qPrintable(QString("%1 %2 step %3: %4 is not %5")
                                        .arg(QString::fromStdString(kind),
                                             QString::fromStdString(to_text(field(golden, "settings"))))
                                        .arg(step)
                                        .arg(found)
                                        .arg(wanted)));
            }
        }
        for (const auto& kind : Chosen<Schedule>::catalogue())
            QVERIFY2(seen.contains(std::string(kind->id())), kind->id().data());
    }

    void settings_that_contradict_each_other_are_told() {
        TrainingSettings settings;
        settings.optimizer = {"SGD", {{"clipnorm", 1.0}, {"clipvalue", 0.5}}};
        QCOMPARE(make_optimizer(settings)->problems().front().code(),
                 std::string_view("optimizer.clipped_twice"));
        settings.optimizer = {"SGD",
                              {{"schedule", Value::Map{{"kind", "PiecewiseConstantDecay"},
                                                       {"boundaries", Value::List{5, 3}},
                                                       {"values", Value::List{1, 2, 3}}}}}};
        QCOMPARE(make_optimizer(settings)->problems().front().code(), std::string_view("schedule.pieces"));
        settings.optimizer = {"SGD", {{"clipnorm", 1.0}}};
        QVERIFY(make_optimizer(settings)->problems().empty());
    }

    void early_stopping_waits_as_long_as_it_is_told() {
        const auto stopping = stopping_with({{"patience", 2}});
        QCOMPARE(stopping->reason(epochs_with({1, 0.5, 0.6})), std::string());
        QCOMPARE(stopping->reason(epochs_with({1, 0.5, 0.6, 0.5})),
                 std::string("val_loss did not improve for 2 epochs"));
        QCOMPARE(stopping->best_epoch(epochs_with({1, 0.5, 0.6, 0.5})), 2);
        QCOMPARE(stopping->reason(epochs_with({1, 0.5, 0.6, 0.4})), std::string());
        QCOMPARE(stopping->best_epoch(epochs_with({})), 0);
    }

    void early_stopping_overlooks_small_gains_and_early_epochs() {
        const auto demanding = stopping_with({{"patience", 2}, {"min_delta", 0.1}});
        QVERIFY(!demanding->reason(epochs_with({1, 0.95, 0.92})).empty());
        QCOMPARE(demanding->best_epoch(epochs_with({1, 0.95, 0.92})), 1);
        const auto late = stopping_with({{"patience", 1}, {"start_from_epoch", 2}});
        QVERIFY(late->reason(epochs_with({0.1, 0.2, 0.9})).empty());
        QCOMPARE(late->best_epoch(epochs_with({0.1, 0.2, 0.9})), 3);
    }

    void a_value_that_is_not_finite_is_the_worst() {
        QCOMPARE(stopping_with({})->best_epoch(epochs_with({NAN, 2, INFINITY, 1.5, NAN})), 4);
    }

private:
    double worst_double_ = 0, worst_float_ = 0;
};

QTEST_APPLESS_MAIN(TestOptimizers)
#include "test_optimizers.moc"
