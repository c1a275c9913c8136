// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "session/background.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

/// What determines how much memory a training takes. A value.
struct MemoryQuestion {
    std::shared_ptr<const Project> project;  // without errors, apart from memory
    std::int64_t samples = 0;                // of the training part
    int threads = 0;                         // 0: as many as the machine has
    friend bool operator==(const MemoryQuestion&, const MemoryQuestion&) = default;
};

/// Returns the bytes that a training takes, as in training/footprint.
[[nodiscard]] std::int64_t trainingBytes(const MemoryQuestion& question);

/// The memory of a training of the open project, found off the UI thread: a plan is compiled for it, none is
/// run.
class TrainingMemory : public QObject {
    Q_OBJECT
public:
    explicit TrainingMemory(QObject* parent = nullptr) : QObject(parent) {}
    /// Sets the question, unless it is the current one.
    void want(std::optional<MemoryQuestion> question);
    /// Drops question and answer: another project is opened.
    void forget();
    /// Tells whether the question is not answered yet.
    [[nodiscard]] bool busy() const { return question_ && !answered_; }
    /// Returns the last answer; nothing while the project cannot be trained or its first one is not there
    /// yet.
    [[nodiscard]] std::optional<std::int64_t> bytes() const { return bytes_; }
    /// Returns why the last question could not be answered; empty where it was.
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

Q_SIGNALS:
    void changed();  // there is an answer, or no question any more

private:
    void work();

    std::optional<MemoryQuestion> question_;  // the newest
    bool answered_ = false;
    std::optional<std::int64_t> bytes_;
    std::vector<Problem> problems_;
    Background background_;
};

}  // namespace glassnet::app
