// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/autosave.h"
#include "session/data_source.h"
#include "session/document.h"
#include "session/live_evaluation.h"
#include "session/live_run.h"
#include "session/training_memory.h"

#include <QObject>

namespace glassnet::app {

/// How many of the machine's threads a training beside the window gets: it leaves one to the window where
/// that costs it less than half.
[[nodiscard]] constexpr int trainingThreads(int machine) { return machine > 2 ? machine - 1 : machine; }

/// What one window works on: the document, its data, its run and what the run has learnt, kept in step with
/// each other. Knows no widget.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);

    Document document;
    Autosave autosave{document};
    DataSource data;
    LiveRun run;
    LiveEvaluation evaluation{run};
    TrainingMemory memory;

    /// Runs of projects that were never saved go to untitled.runs in this folder; until it is named they stay
    /// in memory.
    void keepRunsWithoutFileIn(const QString& folder) { homeless_ = folder; }

    /// Nothing is loading, building, training, evaluating or saving.
    [[nodiscard]] bool quiet() const {
        return !data.loading() && run.quiet() && !evaluation.busy() && !document.saving();
    }

private:
    void follow();
    [[nodiscard]] std::optional<RunPlace> runPlace() const;
    void learnData();

    QString homeless_;
};

}  // namespace glassnet::app
