// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "session/background.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>

namespace glassnet::app {

/// What decides how much memory a training takes. A value.
struct MemoryQuestion {
    std::shared_ptr<const Project> project;  // without errors
    std::int64_t samples = 0;                // of the training part
    int threads = 0;                         // 0: as many as the machine has
    friend bool operator==(const MemoryQuestion&, const MemoryQuestion&) = default;
};

/// As in training/footprint.
[[nodiscard]] std::int64_t trainingBytes(const MemoryQuestion& question);

/// The answer for the open project, off the UI thread: a plan is compiled for it, none is run.
class TrainingMemory : public QObject {
    Q_OBJECT
public:
    explicit TrainingMemory(QObject* parent = nullptr) : QObject(parent) {}
    /// What is asked already is not asked again.
    void want(std::optional<MemoryQuestion> question);
    /// Nothing while the project cannot be trained or the answer is on its way for the first time.
    [[nodiscard]] std::optional<std::int64_t> bytes() const { return bytes_; }

Q_SIGNALS:
    void changed();

private:
    void work();

    std::optional<MemoryQuestion> question_;  // the newest
    std::optional<std::int64_t> bytes_;
    int asked_ = 0;
    Background background_;
};

}  // namespace glassnet::app
