// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/run_saver.h"
#include "files/weights_file.h"
#include "support/files.h"
#include "support/problems.h"
#include "training/training_kinds.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

RunFolder newRun(const Folder& folder) {
    Project project;
    project.training.keep_checkpoints = 100;
    return RunFolder::create(folder.path("runs"), project, {.data_fingerprint = "f"});
}

/// At the end of an epoch of two steps.
std::shared_ptr<Checkpoint> state(int epoch, double loss, std::size_t size = 2) {
    auto result = std::make_shared<Checkpoint>();
    result->step = 2 * epoch;
    result->epoch = epoch;
    for (int i = 1; i < epoch; ++i) result->epochs.push_back({i, 2 * i, 5, 0.5, 5.0, std::nullopt, 0.001, 1});
    result->epochs.push_back({epoch, 2 * epoch, loss, 0.5, loss, std::nullopt, 0.001, 1});
    result->best_epoch = make_stopping({})->best_epoch(result->epochs);
    result->weights = {
        {"dense_1/kernel",
         {{static_cast<std::int64_t>(size)}, std::vector<float>(size, static_cast<float>(epoch))}}};
    return result;
}

std::size_t checkpoints_in(const RunFolder& run) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(run.path() / "checkpoints"), {}));
}

float value_in(const fs::path& file) { return load_weights(file).weights.at("dense_1/kernel").values[0]; }

}  // namespace

class TestRunSaver : public QObject {
    Q_OBJECT
private slots:
    void a_short_run_keeps_every_epoch() {
        const Folder folder;
        RunSaver saver(newRun(folder));
        for (int epoch = 1; epoch <= 10; ++epoch) {
            QVERIFY(saver.wants_state(RunSaver::Now::epoch_ended));
            saver.offer(state(epoch, 10.0 - epoch));
        }
        saver.keep(state(11, 0));
        QCOMPARE(checkpoints_in(saver.folder()), std::size_t{11});
    }

    void what_was_offered_is_written_before_the_end() {
        const Folder folder;
        fs::path path;
        {
            RunSaver saver(newRun(folder));
            path = saver.folder().path();
            saver.offer(state(1, 1));
        }
        QCOMPARE(RunFolder::open(path).load_newest_checkpoint().checkpoint->step, 2);
    }

    void writing_takes_a_second_and_a_twentieth_of_the_time_at_most() {
        const Folder folder;
        RunSaver saver(newRun(folder));
        std::size_t taken = 0;
        for (int epoch = 1; epoch <= 500; ++epoch) {
            if (!saver.wants_state(RunSaver::Now::epoch_ended)) continue;
            saver.offer(state(epoch, 1000.0 - epoch, 1'000'000));
            ++taken;
        }
        QVERIFY2(taken > 1 && taken < 500, qPrintable(QString::number(taken)));
        QVERIFY(!saver.wants_state(RunSaver::Now::within_epoch));
    }

    void the_best_epoch_is_written_with_the_next_state_though_it_was_not_its_turn() {
        const Folder folder;
        RunSaver saver(newRun(folder));
        int epoch = 0;
        while (saver.wants_state(RunSaver::Now::epoch_ended)) {
            ++epoch;
            saver.offer(state(epoch, 100, 2'000'000));
        }
        const auto best = state(++epoch, 0.5);
        saver.offer(best);
        saver.keep(state(++epoch, 7));
        QCOMPARE(value_in(saver.folder().path() / "best.safetensors"),
                 best->weights.begin()->second.values[0]);
        QCOMPARE(value_in(saver.folder().path() / "last.safetensors"), static_cast<float>(epoch));
    }

    void a_newer_best_epoch_wins_over_the_state_that_is_written() {
        const Folder folder;
        RunFolder run = newRun(folder);
        // the second ended while the first waited for its write
        const auto first = state(1, 3), second = state(2, 1);
        run.keep(*first, second.get(), RunFolder::Rest::no);
        QCOMPARE(value_in(run.path() / "best.safetensors"), 2.0F);
    }

    void where_the_last_is_the_best_its_bytes_are_written_once() {
        const Folder folder;
        RunSaver saver(newRun(folder));
        const fs::path best = saver.folder().path() / "best.safetensors",
                       last = saver.folder().path() / "last.safetensors";
        saver.keep(state(1, 3));
        QVERIFY(fs::equivalent(best, last));
        saver.keep(state(2, 2));
        QVERIFY(fs::equivalent(best, last));
        QCOMPARE(value_in(last), 2.0F);
        saver.keep(state(3, 9));
        QVERIFY(!fs::equivalent(best, last));
        QCOMPARE(value_in(best), 2.0F);
        QCOMPARE(value_in(last), 3.0F);
    }

    void a_write_that_failed_is_told_with_the_next_state() {
        const Folder folder;
        RunSaver saver(newRun(folder));
        fs::create_directory(saver.folder().path() / "best.safetensors");  // cannot be written
        saver.offer(state(1, 1));
        const auto offer_until_told = [&] {
            while (!saver.wants_state(RunSaver::Now::within_epoch)) std::this_thread::yield();
            return code_of([&] { saver.offer(state(2, 0.5)); });
        };
        QCOMPARE(offer_until_told(), std::string("file.not_regular"));
        fs::remove(saver.folder().path() / "best.safetensors");
        saver.keep(state(2, 0.5));
        QCOMPARE(value_in(saver.folder().path() / "best.safetensors"), 2.0F);
    }
};

QTEST_GUILESS_MAIN(TestRunSaver)
#include "test_run_saver.moc"
