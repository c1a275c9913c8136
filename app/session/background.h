// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "base/threads.h"

#include <QObject>

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace glassnet::app {

/// The result of work in the background: a value, or the problems that prevented it.
template <class T>
struct Outcome {
    std::optional<T> value;
    std::vector<Problem> problems;
};

/// Work off the UI thread. Results are delivered on the thread that made this object; its destructor waits
/// for running work and drops results that were not delivered yet.
class Background {
public:
    Background() = default;
    ~Background();
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    /// Runs `work` on a thread of its own, then `done(Outcome)` here. Errors thrown by `work` become
    /// problems.
    template <class Work, class Done>
    void run(Work work, Done done) {
        using Result = std::invoke_result_t<Work>;
        auto outcome = std::make_shared<Outcome<Result>>();
        start(
            [outcome, work = std::move(work)]() mutable {
                guarded(outcome->problems, [&] { outcome->value.emplace(work()); });
            },
            [outcome, done = std::move(done)]() mutable { done(std::move(*outcome)); });
    }

    [[nodiscard]] bool busy() const { return !threads_.empty(); }

private:
    static void guarded(std::vector<Problem>& problems, const std::function<void()>& work);
    void start(std::function<void()> work, std::function<void()> done);

    QObject receiver_;
    std::list<Thread> threads_;
};

}  // namespace glassnet::app
