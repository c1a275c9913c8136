// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/background.h"

#include <QCoreApplication>

namespace glassnet::app {

namespace {

constexpr ProblemKind unexpected{"program.unexpected", Severity::error,
                                 "Something went wrong that should not: {reason}.",
                                 "Please report this; your project is unharmed."};

}  // namespace

Background::~Background() {
    threads_.clear();  // joins
    QCoreApplication::removePostedEvents(&receiver_);
}

void Background::guarded(std::vector<Problem>& problems, const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        problems = error.problems();
    } catch (const std::exception& error) {
        problems.emplace_back(unexpected, Value::Map{{"reason", Value(error.what())}});
    }
}

void Background::start(std::function<void()> work, std::function<void()> done) {
    threads_.emplace_back();
    const auto thread = std::prev(threads_.end());
    auto deliver = [this, thread, done = std::move(done)] {
        threads_.erase(thread);  // joins: the thread has nothing left to do but end
        done();
    };
    *thread = Thread([this, work = std::move(work), deliver = std::move(deliver)] {
        work();
        QMetaObject::invokeMethod(&receiver_, deliver, Qt::QueuedConnection);
    });
}

}  // namespace glassnet::app
