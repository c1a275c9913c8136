// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads.h"
#include "files/run_folder.h"
#include "session/network_edits.h"
#include "session/session.h"
#include "training/checkpoint.h"

#include <QTemporaryDir>
#include <QTest>

using namespace glassnet;
using namespace glassnet::app;

namespace {

Watch watchAll(const Checked& checked) {
    Watch watch;
    for (const CheckedNode& node : checked.nodes) watch.outputs.insert(node.id);
    watch.weights.insert("conv2d_1");
    return watch;
}

bool sees(const Session& session, const std::string& node) {
    const auto& snapshot = session.run.snapshot();
    return snapshot && snapshot->outputs.contains(node);
}

void start(Session& session, int epochs) {
    Project project = example_project();
    project.training.epochs = epochs;
    session.document.start(project);
    session.run.watch(watchAll(session.document.checked()));
}

/// Begins a session whose network can be looked at.
bool ready(Session& session, int epochs) {
    start(session, epochs);
    return QTest::qWaitFor([&] { return session.run.snapshot() && session.run.quiet(); }, 10000);
}

/// Trains one batch, the `step`th.
bool stepped(Session& session, std::int64_t step) {
    session.run.stepBatch();
    return QTest::qWaitFor([&] { return !session.run.running() && session.run.progress()->step == step; },
                           20000);
}

template <class Change>
void edit(Session& session, const Change& change) {
    Project next = session.document.project();
    change(next.training);
    session.document.edit(QStringLiteral("training"), next);
}

}  // namespace

class TestLiveRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void maps_are_there_before_training() {
        Session session;
        start(session, 2);
        QTRY_VERIFY_WITH_TIMEOUT(sees(session, "conv2d_1"), 10000);
        QCOMPARE(session.run.snapshot()->step, 0);
        QCOMPARE(session.run.snapshot()->outputs.at("conv2d_1")->shape, (Shape{26, 26, 32}));
        QVERIFY(session.run.snapshot()->weights.contains("conv2d_1/kernel"));
    }

    void an_edit_shows_the_new_network_at_once() {
        Session session;
        start(session, 2);
        QTRY_VERIFY_WITH_TIMEOUT(sees(session, "conv2d_1"), 10000);
        NetworkEdits(session.document).set(QStringLiteral("conv2d_1"), QStringLiteral("filters"), Value(5));
        QTRY_VERIFY_WITH_TIMEOUT(
            session.run.quiet() && sees(session, "conv2d_1") &&
                session.run.snapshot()->outputs.at("conv2d_1")->shape == (Shape{26, 26, 5}),
            10000);
    }

    void training_changes_the_maps_and_lowers_the_loss() {
        Session session;
        start(session, 2);
        QTRY_VERIFY_WITH_TIMEOUT(sees(session, "conv2d_1"), 10000);
        const auto before = session.run.snapshot()->outputs.at("conv2d_1")->values;
        session.run.train();
        QVERIFY(session.run.running());
        QTRY_COMPARE_WITH_TIMEOUT(session.run.snapshot()->state, RunState::finished, 60000);
        QTRY_VERIFY(session.run.snapshot()->outputs.at("conv2d_1")->values != before);
        QTRY_COMPARE(session.run.epochs().size(), 2U);
        QVERIFY(session.run.epochs()[1].loss < session.run.epochs()[0].loss);
        QVERIFY(!session.run.running());
    }

    void the_run_of_a_saved_project_lies_beside_it() {
        QTemporaryDir folder;
        Project project = example_project();
        project.training.epochs = 1;
        Session session;
        session.document.start(project, folder.filePath(QStringLiteral("my project.glassnet")));
        QTRY_VERIFY_WITH_TIMEOUT(session.run.snapshot() && session.run.quiet(), 10000);
        const auto runs = std::filesystem::path(folder.path().toStdString()) / "my project.runs";
        QVERIFY(!std::filesystem::exists(runs));  // looking leaves no trace
        session.run.train();
        QTRY_COMPARE_WITH_TIMEOUT(session.run.snapshot()->state, RunState::finished, 60000);
        QCOMPARE(list_runs(runs).size(), 1U);
        const RunFolder run = RunFolder::open(list_runs(runs).front());
        QCOMPARE(run.stop_reason(), std::string("all epochs done"));
        QVERIFY(!run.start().instructions.empty());
        QCOMPARE(run.start().threads, trainingThreads(hardware_threads()));
        QCOMPARE(run.start().kernels.front().node, std::string("conv2d_1"));
        const auto newest = run.load_newest_checkpoint();
        QVERIFY(newest.checkpoint && newest.problems.empty());
        QCOMPARE(hash_weights(newest.checkpoint->weights), hash_weights(session.run.checkpoint()->weights));
    }

    void a_run_keeps_what_its_steps_took_from_the_training_part() {
        const QTemporaryDir folder;
        Session session;
        Project project = example_project();
        project.training.epochs = 1;
        project.preprocessing = {{"Normalization", {}}};
        session.document.start(project, folder.filePath(QStringLiteral("p.glassnet")));
        QVERIFY(QTest::qWaitFor([&] { return session.run.snapshot() && session.run.quiet(); }, 10000));
        session.run.train();
        QTRY_COMPARE_WITH_TIMEOUT(session.run.snapshot()->state, RunState::finished, 60000);
        QVERIFY(!session.run.edited());  // what is drawn leaves the numbers open
        const auto runs = folder.filePath(QStringLiteral("p.runs")).toStdString();
        QCOMPARE(list_runs(runs).size(), 1U);
        const Project frozen = RunFolder::open(list_runs(runs).front()).project();
        const Value* const mean = find(frozen.preprocessing.at(0).settings, "mean");
        QVERIFY(mean && mean->get_if<Value::List>()->size() == 1);
        QVERIFY(session.document.project().preprocessing == project.preprocessing);
    }

    void what_was_learned_outlives_the_window_even_without_a_file() {
        const QTemporaryDir folder;
        std::int64_t step = 0;
        {
            Session session;
            session.keepRunsWithoutFileIn(folder.path());
            start(session, 50);
            QTRY_VERIFY_WITH_TIMEOUT(sees(session, "conv2d_1"), 10000);
            session.run.train();
            QTRY_VERIFY_WITH_TIMEOUT(session.run.snapshot()->step > 3, 20000);
            step = session.run.snapshot()->step;
        }
        const auto runs = list_runs(folder.filePath(QStringLiteral("untitled.runs")).toStdString());
        QCOMPARE(runs.size(), std::size_t{1});
        const auto kept = RunFolder::open(runs.front()).load_newest_checkpoint();
        QVERIFY(kept.checkpoint && kept.checkpoint->step >= step);
    }

    void a_training_leaves_the_window_a_thread_where_there_are_more_than_two() {
        QCOMPARE(trainingThreads(1), 1);
        QCOMPARE(trainingThreads(2), 2);
        QCOMPARE(trainingThreads(3), 2);
        QCOMPARE(trainingThreads(8), 7);
    }

    void another_project_shows_nothing_of_the_run_before() {
        Session session;
        start(session, 1);
        QTRY_VERIFY_WITH_TIMEOUT(sees(session, "conv2d_1"), 10000);
        session.run.stepBatch();
        QTRY_VERIFY_WITH_TIMEOUT(session.run.snapshot()->step == 1 && session.run.quiet(), 20000);
        Project wrong = example_project();
        wrong.network.nodes[1].kind = "NoSuchLayer";  // cannot be trained: nothing takes the old run's place
        session.document.start(wrong);
        QVERIFY(!session.run.snapshot());
        QVERIFY(session.run.batches().empty() && session.run.epochs().empty());
        QVERIFY(!session.run.checkpoint());
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.run.snapshot() && session.run.quiet(), 10000);
        QCOMPARE(session.run.snapshot()->step, 0);
    }

    void one_step_trains_one_batch_and_pauses() {
        Session session;
        QVERIFY(ready(session, 2));
        QVERIFY(stepped(session, 1));
        QCOMPARE(session.run.snapshot()->state, RunState::paused);
    }

    void undo_of_an_edit_brings_the_trained_weights_back() {
        Session session;
        QVERIFY(ready(session, 2));
        QVERIFY(stepped(session, 1));
        NetworkEdits(session.document).set(QStringLiteral("conv2d_1"), QStringLiteral("filters"), Value(5));
        QTRY_VERIFY_WITH_TIMEOUT(
            session.run.quiet() && session.run.snapshot() && session.run.snapshot()->step == 0, 10000);
        session.document.undoStack().undo();
        QTRY_VERIFY_WITH_TIMEOUT(
            session.run.quiet() && session.run.snapshot() && session.run.snapshot()->step == 1, 10000);
    }

    void moving_a_node_does_not_touch_the_run() {
        Session session;
        QVERIFY(ready(session, 2));
        QVERIFY(stepped(session, 1));
        NetworkEdits(session.document).move({{QStringLiteral("conv2d_1"), QPointF(9, 9)}});
        QTest::qWait(200);
        QCOMPARE(session.run.snapshot()->step, 1);
    }

    void more_epochs_go_on_where_the_run_ended() {
        Session session;
        QVERIFY(ready(session, 1));
        session.run.train();
        QTRY_COMPARE_WITH_TIMEOUT(session.run.snapshot()->state, RunState::finished, 60000);
        const auto steps = session.run.snapshot()->step;
        Project longer = session.document.project();
        longer.training.epochs = 2;
        session.document.edit(QStringLiteral("epochs"), longer);
        QTRY_VERIFY_WITH_TIMEOUT(session.run.quiet() && session.run.goesLonger(), 10000);
        QCOMPARE(session.run.snapshot()->step, steps);
        session.run.train();
        QTRY_VERIFY_WITH_TIMEOUT(
            session.run.snapshot()->state == RunState::finished && session.run.snapshot()->step == 2 * steps,
            60000);
    }

    void undoing_an_edit_of_the_data_shows_the_run_again() {
        Session session;
        QVERIFY(ready(session, 2));
        QVERIFY(stepped(session, 1));
        Project other = session.document.project();
        other.data.validation_split = 0.3;
        session.document.edit(QStringLiteral("split"), other);
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet() && session.run.edited(), 10000);
        session.document.undoStack().undo();  // the same data, read once more
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet() && session.data.dataset(), 10000);
        QVERIFY(!session.run.edited());
        QCOMPARE(session.run.snapshot()->step, 1);
    }

    void more_epochs_of_a_stopped_run_go_on_where_it_stopped() {
        Session session;
        QVERIFY(ready(session, 2));
        QVERIFY(stepped(session, 1));
        session.run.stop();
        QTRY_COMPARE_WITH_TIMEOUT(session.run.progress()->state, RunState::stopped, 10000);
        edit(session, [](TrainingSettings& training) { training.epochs = 3; });
        QTRY_VERIFY_WITH_TIMEOUT(session.run.quiet() && session.run.goesLonger(), 10000);
        QVERIFY(stepped(session, 2));
        QCOMPARE(session.run.progress()->epochs, 3);
        QVERIFY(!session.run.edited());
    }

    void settings_that_a_run_can_change_are_taken_over_at_the_next_batch() {
        Session session;
        QVERIFY(ready(session, 50));
        session.run.train();
        QTRY_VERIFY_WITH_TIMEOUT(session.run.progress()->step > 3, 10000);
        edit(session, [](TrainingSettings& training) {
            assign(training.optimizer.settings, "learning_rate", Value(0.25));
            training.batch_size = 7;
            training.max_seconds = 1000;
            training.stopping = {"EarlyStopping", {{"patience", Value(9)}}};
        });
        // once it is known that a batch of this size fits
        QTRY_VERIFY_WITH_TIMEOUT(session.run.running() && !session.run.edited(), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(
            !session.run.batches().empty() && session.run.batches().back().learning_rate == 0.25, 10000);
        QTRY_COMPARE_WITH_TIMEOUT(session.run.progress()->settings->batch_size, 7, 10000);
        const auto steps = session.run.progress()->step;
        edit(session, [](TrainingSettings& training) { training.epochs = 1; });
        QTRY_COMPARE_WITH_TIMEOUT(session.run.progress()->state, RunState::finished, 60000);
        QVERIFY(session.run.progress()->step >= steps);
        QCOMPARE(session.run.checkpoint()->changes.back().settings.epochs, 1);
        QVERIFY(session.run.checkpoint()->changes.size() >= 2);
    }

    void a_paused_run_takes_settings_over_and_undo_takes_them_back() {
        Session session;
        QVERIFY(ready(session, 3));
        QVERIFY(stepped(session, 1));
        edit(session, [](TrainingSettings& training) {
            assign(training.optimizer.settings, "learning_rate", Value(0.25));
        });
        QVERIFY(!session.run.edited());
        session.document.undoStack().undo();
        QVERIFY(!session.run.edited());
        QVERIFY(stepped(session, 2));
        QCOMPARE(session.run.batches().back().learning_rate, 0.001);
        QCOMPARE(session.run.progress()->settings->epochs, 3);
    }

    void an_order_that_has_no_effect_does_not_hang() {
        Session session;
        QVERIFY(ready(session, 3));
        session.run.stepEpoch();
        QTRY_VERIFY_WITH_TIMEOUT(!session.run.running() && session.run.progress()->epoch == 1, 60000);
        session.run.stepEpoch();
        QTRY_VERIFY_WITH_TIMEOUT(!session.run.running() && session.run.progress()->epoch == 2, 60000);
        edit(session, [](TrainingSettings& training) { training.epochs = 1; });
        QTRY_COMPARE_WITH_TIMEOUT(session.run.progress()->state, RunState::finished, 20000);
        edit(session, [](TrainingSettings& training) { training.epochs = 2; });  // no more than are done
        QVERIFY(!session.run.goesLonger());
        session.run.train();  // another run
        QTRY_VERIFY_WITH_TIMEOUT(session.run.progress() &&
                                     session.run.progress()->state == RunState::finished &&
                                     session.run.progress()->epochs == 2,
                                 60000);
        session.run.train();
        QTRY_VERIFY_WITH_TIMEOUT(!session.run.running() && session.run.quiet(), 60000);
    }

    void training_again_is_another_run_whatever_is_edited_meanwhile() {
        Session session;
        QVERIFY(ready(session, 1));
        session.run.train();
        QTRY_COMPARE_WITH_TIMEOUT(session.run.progress()->state, RunState::finished, 60000);
        const auto steps = session.run.progress()->step;
        session.run.train();  // again: another trainer is being built
        edit(session, [](TrainingSettings& training) { training.epochs = 2; });
        QTRY_VERIFY_WITH_TIMEOUT(session.run.quiet() && session.run.progress()->state == RunState::finished,
                                 60000);
        QCOMPARE(session.run.progress()->step, 2 * steps);
        QCOMPARE(session.run.batches().front().step, 1);
        QVERIFY(session.run.checkpoint()->changes.empty());
    }

    void training_again_waits_for_a_late_answer_of_the_memory() {
        Session session;
        QVERIFY(ready(session, 1));
        QVERIFY(!session.memory.busy());
        session.run.train();
        QTRY_COMPARE_WITH_TIMEOUT(session.run.progress()->state, RunState::finished, 60000);
        const auto steps = session.run.progress()->step;
        session.run.train();  // again: another trainer is being built, of what is edited at once
        TrainingTask longer = *session.run.task();
        longer.settings.epochs = 2;
        session.run.prepare(longer, {});
        QTest::qWait(0);
        while (session.run.building()) QTest::qWait(1);
        session.run.prepare(longer, session.memory.bytes());
        QTRY_VERIFY_WITH_TIMEOUT(session.run.quiet() && session.run.progress()->step == 2 * steps, 60000);
        QCOMPARE(session.run.batches().front().step, 1);
    }

    void what_a_run_cannot_change_waits_for_the_next() {
        Session session;
        QVERIFY(ready(session, 3));
        QVERIFY(stepped(session, 1));
        edit(session, [](TrainingSettings& training) { training.optimizer = {"SGD", {}}; });
        QVERIFY(session.run.edited());
        QCOMPARE(session.run.progress()->step, 1);
        QVERIFY(session.run.underWay());
    }

    void an_order_that_waits_is_forgotten_with_its_reason() {
        Session session;
        QVERIFY(ready(session, 2));
        NetworkEdits edits(session.document);
        edits.set(QStringLiteral("conv2d_1"), QStringLiteral("filters"), Value(5));
        session.run.train();  // of a network that is still to be built
        edits.remove({}, {Wire{"conv2d_1", "max_pooling2d_1"}}, Bridge::no);
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet(), 10000);
        session.document.undoStack().undo();
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet() && session.run.ready() && session.run.progress(), 10000);
        QVERIFY(!session.run.running());
        QCOMPARE(session.run.progress()->step, 0);
    }

    void open_views_do_not_change_the_result() {
        std::string hashes[2];
        for (int looking = 0; looking < 2; ++looking) {
            Session session;
            start(session, 1);
            session.run.watch(looking ? watchAll(session.document.checked()) : Watch{});
            QTRY_VERIFY_WITH_TIMEOUT(session.run.ready() && session.run.quiet() && session.run.snapshot(),
                                     10000);
            session.run.train();
            QTRY_COMPARE_WITH_TIMEOUT(session.run.snapshot()->state, RunState::finished, 60000);
            QTRY_VERIFY(session.run.checkpoint() &&
                        session.run.checkpoint()->step == session.run.snapshot()->step);
            hashes[looking] = hash_weights(session.run.checkpoint()->weights);
        }
        QCOMPARE(hashes[0], hashes[1]);
    }
};

QTEST_GUILESS_MAIN(TestLiveRun)
#include "test_live_run.moc"
