// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads.h"

#include <QtTest>
#include <array>
#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

using namespace glassnet;

class TestThreads : public QObject {
    Q_OBJECT
private slots:
    void every_item_is_done_exactly_once_data() {
        QTest::addColumn<int>("threads");
        for (int threads = 1; threads <= 8; ++threads) QTest::addRow("%d threads", threads) << threads;
    }

    void every_item_is_done_exactly_once() {
        QFETCH(int, threads);
        ThreadPool pool(threads);
        QCOMPARE(pool.threads(), threads);
        for (const int items : {0, 1, 2, 3, 7, 8, 9, 64, 1000, 100'000}) {
            std::vector<std::atomic<int>> done(static_cast<std::size_t>(items));
            std::atomic<bool> strange_worker{false};
            pool.run(items, [&](int item, int worker) {
                done[static_cast<std::size_t>(item)].fetch_add(1);
                if (worker < 0 || worker >= threads) strange_worker = true;
            });
            QVERIFY(!strange_worker);
            for (const auto& times : done) QCOMPARE(times.load(), 1);
        }
    }

    /// Plain numbers, no atomics: what a region wrote must be there for the next one and for the caller.
    void results_of_ten_thousand_small_regions_are_seen_by_the_next() {
        for (const int threads : {2, 4}) {
            ThreadPool pool(threads);
            std::vector<std::int64_t> values(5, 0), before(5, 0);
            for (int region = 1; region <= 10'000; ++region) {
                pool.run(5, [&](int item, int) {
                    const auto next = static_cast<std::size_t>(item + 1) % 5;
                    values[static_cast<std::size_t>(item)] = before[next] + 1;
                });
                for (const std::int64_t value : values) QCOMPARE(value, std::int64_t{region});
                before = values;
            }
        }
    }

    void no_worker_number_is_used_by_two_at_once() {
        ThreadPool pool(4);
        std::vector<std::atomic<int>> busy(4);
        std::atomic<bool> shared{false};
        for (int region = 0; region < 200; ++region) {
            pool.run(64, [&](int, int worker) {
                auto& mine = busy[static_cast<std::size_t>(worker)];
                if (mine.fetch_add(1) != 0) shared = true;
                mine.fetch_sub(1);
            });
        }
        QVERIFY(!shared);
    }

    /// Two items that wait for each other run on two threads whatever the machine does meanwhile; the one on
    /// the pool's thread dawdles.
    void two_items_at_once_have_two_workers_and_the_caller_waits_for_both() {
        ThreadPool pool(2);
        for (int round = 0; round < 5; ++round) {
            const auto caller = std::this_thread::get_id();
            std::atomic<int> begun{0};
            std::atomic<bool> other_is_done{false};
            std::array<int, 2> workers{-1, -1};
            pool.run(2, [&](int item, int worker) {
                workers[static_cast<std::size_t>(item)] = worker;
                ++begun;
                QElapsedTimer time;
                time.start();
                while (begun < 2 && time.elapsed() < 30'000) std::this_thread::yield();
                if (std::this_thread::get_id() == caller) return;
                time.restart();
                while (time.elapsed() < 10) std::this_thread::yield();
                other_is_done = true;
            });
            QVERIFY2(other_is_done, "the caller went on before all items were done");
            QCOMPARE(workers[0] + workers[1], 1);  // 0 is the caller
        }
    }

    void workers_that_went_to_sleep_take_part_again() {
        ThreadPool pool(3);
        for (int round = 0; round < 20; ++round) {
            QElapsedTimer idle;  // longer than workers spin
            idle.start();
            while (idle.nsecsElapsed() < 3'000'000) QCoreApplication::processEvents();
            std::atomic<int> done{0};
            pool.run(100, [&](int, int) { ++done; });
            QCOMPARE(done.load(), 100);
        }
    }

    void a_pool_may_go_while_its_workers_sleep_spin_or_have_hardly_begun() {
        for (int i = 0; i < 200; ++i) ThreadPool pool(4);
        for (int i = 0; i < 200; ++i) {
            ThreadPool pool(4);
            pool.run(10, [](int, int) {});
        }
        auto pool = std::make_unique<ThreadPool>(4);
        QElapsedTimer idle;
        idle.start();
        while (idle.nsecsElapsed() < 5'000'000) QCoreApplication::processEvents();
        pool.reset();
    }

    void zero_threads_means_as_many_as_the_machine_has() {
        QVERIFY(hardware_threads() >= 1);
        QCOMPARE(ThreadPool(0).threads(), hardware_threads());
    }

    void a_thread_is_joined_when_it_goes_out_of_scope() {
        int result = 0;
        {
            const Thread thread([&] { result = 7; });
        }
        QCOMPARE(result, 7);
    }
};

QTEST_GUILESS_MAIN(TestThreads)
#include "test_threads.moc"
