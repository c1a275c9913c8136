// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts, pauses, watches, edits and stops trainings from two threads in random order. Worth most under the
// preset "tsan":
//   stress_trainer              three seconds, for every test run
//   stress_trainer SECONDS      as long as it takes
#include "base/threads.h"
#include "support/calling_store.h"
#include "support/tiny_networks.h"
#include "training/trainer.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace {

using namespace glassnet;
using Clock = std::chrono::steady_clock;

/// An edit: the next project's task, as an undo or a changed setting would make it.
TrainingTask edited(std::uint32_t number) {
    auto tasks = tiny::reproducible_tasks();
    TrainingTask task = std::move(tasks[number % tasks.size()].task);
    task.threads = 1 + static_cast<int>(number / 4 % 4);
    task.settings.epochs = 1 + static_cast<int>(number / 16 % 30);
    task.settings.batch_size = 1 + static_cast<int>(number / 512 % 50);
    task.settings.seed = number;
    return task;
}

Order random_order(Random& random, const Network& network) {
    switch (random.below(8)) {
        case 0:
            return Pause{};
        case 1:
            return StepBatch{};
        case 2:
            return StepEpoch{};
        case 3:
            return random.below(8) == 0 ? Order(Stop{"enough"}) : Order(Continue{});
        case 4:
        case 5: {
            Watch watch{.outputs = {}, .weights = {}, .pinned_sample = static_cast<int>(random.below(20))};
            for (const Node& node : network.nodes) {
                if (random.below(2) == 0) watch.outputs.insert(node.id);
                if (random.below(2) == 0) watch.weights.insert(node.id);
            }
            return SetWatch{watch};
        }
        default:
            return Continue{};
    }
}

struct Counts {
    std::atomic<std::int64_t> trainers{0}, orders{0}, snapshots{0}, records{0}, checkpoints{0};
};

void one_training(std::uint32_t number, Counts& counts) {
    std::mutex mutex;
    std::shared_ptr<const Checkpoint> newest;
    const TrainingTask task = edited(number);
    Random random(number, Random::Purpose::generated_data);
    const auto options = [&](std::shared_ptr<const Checkpoint> start) {
        return Trainer::Options{.store = std::make_shared<testing::CallingStore>(
                                    [&](const std::shared_ptr<const Checkpoint>& checkpoint) {
                                        const std::scoped_lock lock(mutex);
                                        newest = checkpoint;
                                        ++counts.checkpoints;
                                    }),
                                .published = [&] { ++counts.snapshots; },
                                .start = std::move(start)};
    };
    for (int round = 0; round < 2; ++round) {  // the second goes on from the first's checkpoint
        std::shared_ptr<const Checkpoint> start;
        {
            const std::scoped_lock lock(mutex);
            start = newest;
        }
        Trainer trainer(task, options(std::move(start)));
        ++counts.trainers;
        for (std::uint32_t order = 0, last = 3 + random.below(40); order < last; ++order) {
            trainer.send(random_order(random, task.network));
            ++counts.orders;
            if (const auto snapshot = trainer.fetch())
                counts.records += static_cast<std::int64_t>(snapshot->outputs.size());
            counts.records +=
                static_cast<std::int64_t>(trainer.history().batches_from(random.below(50)).size());
            counts.records += static_cast<std::int64_t>(trainer.history().epochs_from(0).size());
            if (random.below(4) == 0)
                std::this_thread::sleep_for(std::chrono::microseconds(random.below(2000)));
        }
    }
}

}  // namespace

int main(int count, char** words) {
    const double seconds = count > 1 ? std::atof(words[1]) : 3;
    const auto end =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    Counts counts;
    std::atomic<std::uint32_t> next{1};
    std::atomic<bool> failed{false};
    const auto work = [&] {
        try {
            while (Clock::now() < end) one_training(next++ * 2'654'435'761U, counts);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            failed = true;
        }
    };
    {
        Thread other(work);
        work();
        other.join();
    }
    std::printf("%lld trainings, %lld orders, %lld snapshots, %lld checkpoints\n",
                static_cast<long long>(counts.trainers.load()), static_cast<long long>(counts.orders.load()),
                static_cast<long long>(counts.snapshots.load()),
                static_cast<long long>(counts.checkpoints.load()));
    const bool good = !failed && counts.snapshots > 0 && counts.checkpoints > 0;
    std::printf("Totals: %d passed, %d failed\n", good ? 1 : 0, good ? 0 : 1);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
