// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
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

/// Spins on `condition` for a while; tells whether it came true.
template <class Condition>
bool spin_until(const Condition& condition) {
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

/// What is left of a part of the current job: the next item and the end in one word, so that they are read
/// and taken at once. A worker that comes late takes an item of whatever job is current, or finds none;
/// nobody waits for one that the system has not woken yet.
class alignas(64) Tickets {
public:
    /// Makes items first … end − 1 available.
    void lay_out(int first, int end) {
        word_.store(static_cast<std::uint64_t>(end) << item_bits | static_cast<std::uint64_t>(first),
                    std::memory_order_seq_cst);
    }
    [[nodiscard]] bool has_any() const {
        const std::uint64_t word = word_.load(std::memory_order_seq_cst);
        return next(word) < end(word);
    }
    /// Returns the next item; negative where there is none left.
    int take() {
        const std::uint64_t word = word_.fetch_add(1, std::memory_order_acq_rel);
        return next(word) < end(word) ? next(word) : -1;
    }

private:
    // takes of workers that find nothing keep counting: far from the other half
    static constexpr int item_bits = 32;
    static constexpr std::uint64_t item_mask = (std::uint64_t{1} << item_bits) - 1;
    static int next(std::uint64_t word) { return static_cast<int>(word & item_mask); }
    static int end(std::uint64_t word) { return static_cast<int>(word >> item_bits & item_mask); }

    std::atomic<std::uint64_t> word_{0};
};

struct ThreadPool::State {
    // Written by the caller before the tickets are laid out; valid as long as an item of the job is not done.
    Erased work = nullptr;
    const void* context = nullptr;
    // A part for each worker, who helps with the others' when its own is done. So an item usually goes to the
    // same worker in each job, which has the item's data in its cache.
    std::vector<Tickets> parts;
    std::atomic<int> done{0};
    std::atomic<bool> ending{false};
    std::mutex mutex;
    std::condition_variable wake;
    std::atomic<int> sleepers{0};
    std::vector<std::thread> workers;

    explicit State(int threads) : parts(static_cast<std::size_t>(threads)) {}

    [[nodiscard]] bool has_work() const {
        return std::ranges::any_of(parts, [](const Tickets& part) { return part.has_any(); });
    }

    void lay_out(int items) {
        const auto count = static_cast<std::int64_t>(parts.size());
        for (std::int64_t part = 0; part < count; ++part)
            parts[static_cast<std::size_t>(part)].lay_out(static_cast<int>(items * part / count),
                                                          static_cast<int>(items * (part + 1) / count));
    }

    void take_tickets(int worker) {
        for (std::size_t other = 0; other < parts.size(); ++other) {
            Tickets& part = parts[(static_cast<std::size_t>(worker) + other) % parts.size()];
            while (part.has_any()) {
                const int item = part.take();
                if (item < 0) break;
                work(context, item, worker);
                done.fetch_add(1, std::memory_order_release);
            }
        }
    }

    void serve(int worker) {
        const auto called = [&] { return has_work() || ending.load(std::memory_order_seq_cst); };
        while (true) {
            if (!spin_until(called)) {
                std::unique_lock lock(mutex);
                sleepers.fetch_add(1, std::memory_order_seq_cst);
                wake.wait(lock, called);
                sleepers.fetch_sub(1, std::memory_order_seq_cst);
            }
            if (ending.load(std::memory_order_seq_cst)) return;
            take_tickets(worker);
        }
    }

    void wake_sleepers() {
        if (sleepers.load(std::memory_order_seq_cst) == 0) return;
        { const std::scoped_lock lock(mutex); }
        wake.notify_all();
    }
};

ThreadPool::ThreadPool(int threads)
    : state_(std::make_unique<State>(threads > 0 ? threads : hardware_threads())) {
    const int total = static_cast<int>(state_->parts.size());
    state_->workers.reserve(state_->parts.size());
    try {
        for (int worker = 1; worker < total; ++worker) {
            state_->workers.emplace_back([state = state_.get(), worker] { state->serve(worker); });
        }
    } catch (const std::exception&) {
        // The system gives no more threads: the existing ones do all the work, and the results are the same.
    }
}

ThreadPool::~ThreadPool() {
    state_->ending = true;
    state_->wake_sleepers();
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
    state_->done.store(0, std::memory_order_relaxed);
    state_->lay_out(items);
    state_->wake_sleepers();
    state_->take_tickets(0);
    for (int waited = 0; state_->done.load(std::memory_order_acquire) < items; ++waited) {
        if (waited < 4000)
            relax();
        else
            // the machine has other work: whoever holds the last item needs the core
            std::this_thread::yield();
    }
}

int hardware_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

}  // namespace glassnet
