// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace glassnet {

/// Workers that process independent items of one job together with the caller, who waits for the last.
/// Between the regions of a training step they spin (about 1 ms), then they sleep. One owner; `run` is called
/// from one thread at a time.
class ThreadPool {
public:
    /// `threads` includes the caller; 0 means as many as the machine has.
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    [[nodiscard]] int threads() const;

    /// Calls work(item, worker) once for each 0 ≤ item < items; 0 ≤ worker < threads(). Which worker does
    /// which item is undefined: results must not depend on it. `work` must not throw: that ends the program.
    template <class Work>
    void run(int items, const Work& work) {
        run_erased(
            items,
            [](const void* context, int item, int worker) noexcept {
                (*static_cast<const Work*>(context))(item, worker);
            },
            &work);
    }

    /// Does the same with work that may throw: all items are done, then what the first of them threw goes on.
    template <class Work>
    void run_to_error(int items, const Work& work) {
        FirstError first;
        run(items, [&](int item, int worker) {
            try {
                work(item, worker);
            } catch (...) {
                first.note(item, std::current_exception());
            }
        });
        first.rethrow();
    }

private:
    /// What the item of the lowest number threw: the same whichever worker was the fastest.
    class FirstError {
    public:
        void note(int item, std::exception_ptr error) {
            const std::scoped_lock lock(mutex_);
            if (error_ && item_ < item) return;
            item_ = item;
            error_ = std::move(error);
        }
        void rethrow() const {
            if (error_) std::rethrow_exception(error_);
        }

    private:
        std::mutex mutex_;
        int item_ = 0;
        std::exception_ptr error_;
    };

    using Erased = void (*)(const void*, int, int) noexcept;
    void run_erased(int items, Erased work, const void* context);
    struct State;
    std::unique_ptr<State> state_;
};

/// A thread that is joined when it goes out of scope. The only way to make one outside this file's pool.
class Thread {
public:
    Thread() = default;
    explicit Thread(std::function<void()> work) : thread_(std::move(work)) {}
    ~Thread() { join(); }
    Thread(Thread&&) = default;
    Thread& operator=(Thread&&) = default;

    void join() {
        if (thread_.joinable()) thread_.join();
    }

private:
    std::thread thread_;
};

/// Returns how many threads the machine can run at once; at least 1.
[[nodiscard]] int hardware_threads();

}  // namespace glassnet
