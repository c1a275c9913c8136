// SPDX-License-Identifier: GPL-3.0-or-later
//
// One Run says which states are kept, when a training stops and why; the window's thread and the terminal
// drive it.
#include "support/calling_store.h"
#include "support/inputs.h"
#include "support/learning.h"
#include "training/run.h"
#include "training/trainer.h"

#include <QTest>

#include <cmath>
#include <future>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

constexpr ProblemKind disk_full{"test.full", Severity::error, "no room", "Make some."};

/// Remembers the step and the reason of each state; refuses what it is told to.
class Notebook final : public RunStore {
public:
    bool refuses = false;
    bool wants_every_batch = false;
    std::vector<std::int64_t> offered, kept;
    std::string reason;

    [[nodiscard]] bool wants_state(Now now) const override {
        return wants_every_batch || now == Now::epoch_ended;
    }
    void offer(const std::shared_ptr<const Checkpoint>& state) override { note(*state, offered); }
    void keep(const std::shared_ptr<const Checkpoint>& state) override { note(*state, kept); }
    void finish(const std::string& stop_reason) override { reason = stop_reason; }

private:
    void note(const Checkpoint& state, std::vector<std::int64_t>& list) {
        if (refuses) throw Error(disk_full, {});
        list.push_back(state.step);
        reason = state.stop_reason;
    }
};

struct Trained {
    explicit Trained(TrainingTask chosen) : task(std::move(chosen)) { run.begin(Run::Begin::anew); }
    TrainingTask task;
    History history;
    Learner learner{task, history};
    Notebook store;
    Run::Time now{};  // stands still until a test moves it
    Run run{learner, store, [this] { return now; }};
};

/// The batches of an epoch.
std::int64_t epoch_of(const Trained& trained) { return trained.learner.steps_per_epoch(); }

}  // namespace

class TestRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_epoch_is_offered_and_the_end_is_kept() {
        Trained trained(task_named("dense"));
        Run::After after = Run::After::batch;
        while (after == Run::After::batch) after = trained.run.advance();
        QCOMPARE(after, Run::After::finished);
        std::vector<std::int64_t> expected;
        for (int epoch = 1; epoch < trained.task.settings.epochs; ++epoch)
            expected.push_back(epoch * epoch_of(trained));
        QCOMPARE(trained.store.offered, expected);
        QCOMPARE(trained.store.kept,
                 (std::vector<std::int64_t>{trained.task.settings.epochs * epoch_of(trained)}));
        QCOMPARE(trained.store.reason, std::string("all epochs done"));
        QVERIFY(trained.run.is_kept());
    }

    void a_store_that_wants_each_batch_gets_it() {
        Trained trained(task_named("dense"));
        trained.store.wants_every_batch = true;
        for (int batch = 0; batch < 3; ++batch) QCOMPARE(trained.run.advance(), Run::After::batch);
        QCOMPARE(trained.store.offered, (std::vector<std::int64_t>{1, 2, 3}));
    }

    void it_goes_as_far_as_wanted() {
        Trained trained(task_named("dense"));
        QCOMPARE(trained.run.advance(Run::Until::batch), Run::After::wanted);
        QCOMPARE(trained.store.kept, (std::vector<std::int64_t>{1}));
        trained.run.begin(Run::Begin::after_pause);
        Run::After after = Run::After::batch;
        while (after == Run::After::batch) after = trained.run.advance(Run::Until::epoch);
        QCOMPARE(after, Run::After::wanted);
        QCOMPARE(trained.store.kept, (std::vector<std::int64_t>{1, epoch_of(trained)}));
        QVERIFY(trained.run.stop_reason().empty());
    }

    void time_ends_it_and_a_pause_does_not_count() {
        Trained trained(task_named("dense"));
        trained.run.limit_seconds(10);
        trained.now += std::chrono::seconds(6);
        QCOMPARE(trained.run.advance(Run::Until::batch), Run::After::wanted);
        trained.now += std::chrono::seconds(1000);
        trained.run.begin(Run::Begin::after_pause);
        QCOMPARE(trained.run.advance(), Run::After::batch);
        trained.now += std::chrono::seconds(4);
        QCOMPARE(trained.run.advance(), Run::After::time_is_up);
        QCOMPARE(trained.run.stop_reason(), std::string("the time limit of 10 s is up"));
        trained.run.begin(Run::Begin::anew);
        QCOMPARE(trained.run.advance(), Run::After::batch);
    }

    void what_the_store_refuses_is_told_and_nothing_is_lost() {
        Trained trained(task_named("dense"));
        trained.store.refuses = true;
        Run::After after = Run::After::batch;
        while (after == Run::After::batch) after = trained.run.advance();
        QCOMPARE(after, Run::After::not_kept);
        QCOMPARE(trained.run.problems().front().code(), "test.full");
        trained.store.refuses = false;
        trained.run.rest();
        QCOMPARE(trained.store.kept, (std::vector<std::int64_t>{epoch_of(trained)}));
    }

    void a_batch_that_fails_ends_it_with_the_state_before() {
        TrainingTask task = task_named("dense");
        auto data = std::make_shared<Dataset>(*task.dataset);
        set_input(data->training, 64 * 25, NAN);
        task.dataset = data;
        task.settings.shuffle = false;  // batches of 10: the third has it
        Trained trained(task);
        Run::After after = Run::After::batch;
        while (after == Run::After::batch) after = trained.run.advance();
        QCOMPARE(after, Run::After::failed);
        QCOMPARE(trained.store.kept, (std::vector<std::int64_t>{2}));
        QVERIFY(trained.store.reason.find("not finite") != std::string::npos);
    }

    void the_trainers_thread_keeps_the_same_states() {
        Trained trained(task_named("residual"));
        Run::After after = Run::After::batch;
        while (after == Run::After::batch) after = trained.run.advance();
        std::vector<std::int64_t> expected = trained.store.offered;
        expected.insert(expected.end(), trained.store.kept.begin(), trained.store.kept.end());

        std::vector<std::int64_t> seen;
        std::promise<std::string> ended;
        {
            Trainer::Options options;
            options.store =
                std::make_shared<CallingStore>([&](const std::shared_ptr<const Checkpoint>& state) {
                    seen.push_back(state->step);
                    if (!state->stop_reason.empty()) ended.set_value(hash_of(*state));
                });
            Trainer trainer(trained.task, options);
            trainer.send(Continue{});
            QCOMPARE(ended.get_future().get(), hash_of(trained.learner));
        }
        QCOMPARE(seen, expected);
    }
};

QTEST_APPLESS_MAIN(TestRun)
#include "test_run.moc"
