// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace glassnet {

namespace {

void relax() {
#if defined(__x86_64__) || defined(_M_X64)
    _mm_pause();
#else
    std::this_thread::yield();
#endif
}

using Clock = std::chrono::steady_clock;
constexpr auto spin_time = std::chrono::milliseconds(1);

/// Spins on `condition` for a while; says whether it came true.
template <class Condition> bool spin_until(const Condition& condition) {
    for (int i = 0; i < 200; ++i) {
        if (condition()) return true;
        relax();
    }
    const auto end = Clock::now() + spin_time;
    do {
        for (int i = 0; i < 50; ++i) {
            if (condition()) return true;
            relax();
        }
    } while (Clock::now() < end);
    return condition();
}

}  // namespace

struct ThreadPool::State {
    // A job is announced by raising `generation`; each worker then takes tickets until they run out and reports itself done.
    Erased work = nullptr;
    const void* context = nullptr;
    int items = 0;
    std::atomic<int> ticket{0};
    std::atomic<int> busy{0};
    std::atomic<unsigned> generation{0};
    std::atomic<bool> ending{false};

    std::mutex mutex;
    std::condition_variable wake;
    std::atomic<int> sleepers{0};
    std::vector<std::thread> workers;

    void take_tickets(int worker) {
        for (int item = ticket.fetch_add(1, std::memory_order_relaxed); item < items; item = ticket.fetch_add(1, std::memory_order_relaxed)) {
            work(context, item, worker);
        }
    }

    void serve(int worker) {
        unsigned seen = 0;
        const auto called = [&] { return generation.load(std::memory_order_seq_cst) != seen; };
        while (true) {
            if (!spin_until(called)) {
                std::unique_lock lock(mutex);
                sleepers.fetch_add(1, std::memory_order_seq_cst);
                wake.wait(lock, called);
                sleepers.fetch_sub(1, std::memory_order_seq_cst);
            }
            seen = generation.load(std::memory_order_acquire);
            if (ending.load(std::memory_order_relaxed)) return;
            take_tickets(worker);
            busy.fetch_sub(1, std::memory_order_release);
        }
    }

    void announce() {
        generation.fetch_add(1, std::memory_order_seq_cst);
        if (sleepers.load(std::memory_order_seq_cst) > 0) {
            { const std::scoped_lock lock(mutex); }
            wake.notify_all();
        }
    }
};

ThreadPool::ThreadPool(int threads) : state_(std::make_unique<State>()) {
    const int total = threads > 0 ? threads : hardware_threads();
    for (int worker = 1; worker < total; ++worker) {
        state_->workers.emplace_back([state = state_.get(), worker] { state->serve(worker); });
    }
}

ThreadPool::~ThreadPool() {
    state_->ending = true;
    state_->announce();
    for (std::thread& worker : state_->workers) worker.join();
}

int ThreadPool::threads() const { return static_cast<int>(state_->workers.size()) + 1; }

void ThreadPool::run_erased(int items, Erased work, const void* context) {
    if (items <= 1 || state_->workers.empty()) {
        for (int item = 0; item < items; ++item) work(context, item, 0);
        return;
    }
    state_->work = work;
    state_->context = context;
    state_->items = items;
    state_->ticket.store(0, std::memory_order_relaxed);
    state_->busy.store(static_cast<int>(state_->workers.size()), std::memory_order_relaxed);
    state_->announce();
    state_->take_tickets(0);
    while (state_->busy.load(std::memory_order_acquire) > 0) relax();
}

int hardware_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

}  // namespace glassnet
