// SPDX-License-Identifier: GPL-3.0-or-later
// A run takes other settings over between two batches, and everything that follows is exact: equal to a run
// that a schedule tells the same, to longer runs, to itself interrupted and resumed.
#include "files/checkpoint_file.h"
#include "files/run_folder.h"
#include "support/files.h"
#include "support/learning.h"
#include "support/problems.h"
#include "training/learner.h"

#include <QTest>

#include <functional>

using namespace glassnet;
using testing::each_network;
using testing::Folder;
using testing::hash_of;
using testing::task_named;

namespace {

struct Run {
    History history;
    Learner learner;
    explicit Run(const TrainingTask& task) : learner(task, history) {}
    void steps(std::int64_t count) {
        for (std::int64_t i = 0; i < count && !learner.done(); ++i) learner.step();
    }
    void to_the_end() {
        while (!learner.done()) learner.step();
    }
    void change(const std::function<void(TrainingSettings&)>& how) {
        TrainingSettings next = learner.settings();
        how(next);
        learner.change(next);
    }
};

TrainingTask without_stopping(TrainingTask task) {
    task.settings.stopping = {"AllEpochs", {}};
    return task;
}

void set_rate(TrainingSettings& settings, double rate) {
    assign(settings.optimizer.settings, "learning_rate", Value(rate));
}

}  // namespace

class TestSettingsChange : public QObject {
    Q_OBJECT
private slots:
    void a_changed_rate_equals_a_schedule_of_the_same_rates() {
        TrainingTask task = without_stopping(task_named("residual"));
        task.settings.optimizer = {"Adam", {{"learning_rate", Value(0.01)}}};
        const std::int64_t at = 3;
        Run changed(task);
        changed.steps(at);
        changed.change([](TrainingSettings& settings) { set_rate(settings, 0.002); });
        changed.to_the_end();
        task.settings.optimizer = {
            "Adam",
            {{"learning_rate", Value(0.01)},
             {"schedule", Value(Value::Map{{"kind", Value("PiecewiseConstantDecay")},
                                           {"boundaries", Value(Value::List{Value(at - 1)})},
                                           {"values", Value(Value::List{Value(0.01), Value(0.002)})}})}}};
        Run scheduled(task);
        scheduled.to_the_end();
        QCOMPARE(changed.history.batches_from(0)[2].learning_rate, 0.01);
        QCOMPARE(changed.history.batches_from(0)[3].learning_rate, 0.002);
        QCOMPARE(changed.history.batches_from(0)[3].learning_rate,
                 scheduled.history.batches_from(0)[3].learning_rate);
        QCOMPARE(hash_of(changed.learner), hash_of(scheduled.learner));
    }

    void more_epochs_equal_a_longer_run_data() { each_network(); }
    void more_epochs_equal_a_longer_run() {
        QFETCH(QString, name);
        TrainingTask task = without_stopping(task_named(name.toStdString()));
        // its own follows the run's length
        if (name == "dense") assign(task.settings.optimizer.settings, "schedule", Value("Constant"));
        task.settings.epochs = 3;
        Run whole(task);
        whole.to_the_end();
        task.settings.epochs = 2;
        Run longer(task);
        longer.steps(longer.learner.steps_per_epoch() + 1);
        longer.change([](TrainingSettings& settings) { settings.epochs = 3; });
        longer.to_the_end();
        QCOMPARE(hash_of(longer.learner), hash_of(whole.learner));
        // After the end as well.
        Run after(task);
        after.to_the_end();
        after.change([](TrainingSettings& settings) { settings.epochs = 3; });
        QVERIFY(!after.learner.done());
        after.to_the_end();
        QCOMPARE(hash_of(after.learner), hash_of(whole.learner));
    }

    void interrupted_anywhere_it_is_the_same_run_data() { each_network(); }
    void interrupted_anywhere_it_is_the_same_run() {
        QFETCH(QString, name);
        const TrainingTask task = without_stopping(task_named(name.toStdString()));
        const auto trained = [&](int interruptions) {
            auto run = std::make_unique<Run>(task);
            for (int step = 0; !run->learner.done(); ++step) {
                if (step == 2) {
                    run->change([](TrainingSettings& settings) {
                        settings.batch_size = 3;
                        set_rate(settings, 0.003);
                    });
                }
                if (step == 7) {
                    run->change([](TrainingSettings& settings) {
                        for (const char* other : {"clipvalue", "global_clipnorm"})
                            assign(settings.optimizer.settings, other, Value(0.0));
                        assign(settings.optimizer.settings, "clipnorm", Value(0.5));
                    });
                }
                if (interruptions > 0 && step % 3 == interruptions % 3) {
                    const Folder folder;
                    save_checkpoint(run->learner.checkpoint(), folder.path("state.safetensors"));
                    auto next = std::make_unique<Run>(task);
                    next->learner.restore(load_checkpoint(folder.path("state.safetensors")));
                    run = std::move(next);
                }
                run->learner.step();
            }
            return std::pair(hash_of(run->learner), run->learner.checkpoint().changes);
        };
        const auto whole = trained(0);
        QCOMPARE(whole.second.size(), 2U);
        for (const int interruptions : {1, 2, 3}) {
            const auto resumed = trained(interruptions);
            QCOMPARE(resumed.first, whole.first);
            QVERIFY(resumed.second == whole.second);
        }
    }

    void another_batch_size_still_sees_each_sample_once() {
        TrainingTask task = without_stopping(task_named("residual"));
        task.settings.batch_size = 4;
        task.settings.epochs = 3;
        Run run(task);
        const std::int64_t samples = run.learner.samples_per_epoch();
        run.steps(2);
        run.change([](TrainingSettings& settings) { settings.batch_size = 5; });
        QCOMPARE(run.learner.steps_of_run(), 2 + (samples - 8 + 4) / 5 + 2 * ((samples + 4) / 5));
        const std::int64_t all = run.learner.steps_of_run();
        run.to_the_end();
        QCOMPARE(run.learner.step_number(), all);
        const auto batches = run.history.batches_from(0);
        QCOMPARE(static_cast<std::int64_t>(batches.size()), all);
        QCOMPARE(batches[1].epochs, 8.0 / static_cast<double>(samples));
        QCOMPARE(batches[2].epochs,
                 static_cast<double>(std::min<std::int64_t>(13, samples)) / static_cast<double>(samples));
        QCOMPARE(batches.back().epochs, 3.0);
    }

    void what_a_run_learns_cannot_change() {
        const TrainingTask task = task_named("residual");
        Run run(task);
        run.steps(2);
        const std::string before = hash_of(run.learner);
        const std::vector<std::function<void(TrainingSettings&)>> others{
            [](TrainingSettings& settings) {
                settings.loss = {"categorical_hinge", {}};
            },
            [](TrainingSettings& settings) { settings.seed += 1; },
            [](TrainingSettings& settings) { settings.shuffle = !settings.shuffle; },
            [](TrainingSettings& settings) {
                settings.class_weight = {"balanced", {}};
            },
            [](TrainingSettings& settings) {
                settings.metrics = {{"f1_score", {}}};
            },
            [](TrainingSettings& settings) {
                settings.optimizer = {"Lion", {}};
            },
            [](TrainingSettings& settings) { assign(settings.optimizer.settings, "use_ema", Value(true)); },
            [](TrainingSettings& settings) {
                assign(settings.optimizer.settings, "gradient_accumulation_steps", Value(2));
            },
            [](TrainingSettings& settings) {
                settings.stopping = {"EarlyStopping", {{"monitor", Value("val_f1")}}};
            },
            [](TrainingSettings& settings) {
                settings.stopping = {"EarlyStopping", {{"monitor", Value("val_accuracy")}}};
            },
            [](TrainingSettings& settings) {
                settings.stopping = {"EarlyStopping", {{"min_delta", Value(0.1)}}};
            },
        };
        for (std::size_t i = 0; i < others.size(); ++i) {
            const auto problems = testing::problems_of([&] { run.change(others[i]); });
            QVERIFY2(problems.size() == 1 && problems.front().code() == "training.cannot_change",
                     std::to_string(i).c_str());
        }
        const auto wrong = testing::problems_of(
            [&] { run.change([](TrainingSettings& settings) { settings.batch_size = 0; }); });
        QVERIFY(!wrong.empty());
        QCOMPARE(hash_of(run.learner), before);
        QVERIFY(run.learner.settings() == task.settings && run.learner.checkpoint().changes.empty());
    }

    void fewer_epochs_than_are_done_leave_nothing_to_do() {
        Run run(without_stopping(task_named("dense")));
        run.steps(run.learner.steps_per_epoch() * 2 + 1);
        run.change([](TrainingSettings& settings) { settings.epochs = 1; });
        QVERIFY(run.learner.done());
        QVERIFY(run.learner.steps_of_run() >= run.learner.step_number());
    }

    void patience_counts_the_epochs_of_before() {
        TrainingTask task = task_named("dense");
        task.settings.epochs = 30;
        task.settings.stopping = {"EarlyStopping", {{"patience", Value(100)}}};
        set_rate(task.settings, 1e-30);  // nothing gets better
        Run run(task);
        run.steps(run.learner.steps_per_epoch() * 6);
        QVERIFY(!run.learner.done());
        run.change([](TrainingSettings& settings) {
            settings.stopping = {"EarlyStopping", {{"patience", Value(3)}}};
        });
        QVERIFY(run.learner.done());
        QVERIFY(run.learner.stop_reason().starts_with("early stopping"));
    }

    void a_run_folder_tells_what_changed() {
        const Folder folder;
        TrainingTask task = without_stopping(task_named("residual"));
        Run run(task);
        Project project;
        project.network = task.network;
        project.training = task.settings;
        RunFolder written = RunFolder::create(folder.path("runs"), project, {.data_fingerprint = "x"});
        run.steps(2);
        run.change([](TrainingSettings& settings) { settings.epochs = 9; });
        run.steps(1);
        written.keep(run.learner.checkpoint());
        const RunFolder read = RunFolder::open(written.path());
        QCOMPARE(read.changes().size(), 1U);
        QCOMPARE(read.changes().front().step, 2);
        QCOMPARE(read.changes().front().settings.epochs, 9);
        QVERIFY(read.project().training == task.settings);
        QVERIFY(read.load_newest_checkpoint().checkpoint->changes == read.changes());
    }
};

QTEST_GUILESS_MAIN(TestSettingsChange)
#include "test_settings_change.moc"
