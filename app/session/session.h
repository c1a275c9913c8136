// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/autosave.h"
#include "session/data_source.h"
#include "session/document.h"
#include "session/fitted_steps.h"
#include "session/live_evaluation.h"
#include "session/live_run.h"
#include "session/overview_source.h"
#include "session/table_source.h"
#include "session/training_memory.h"

#include <QObject>

namespace glassnet::app {

/// Returns how many of the machine's threads a training in the window gets: one is left to the window where
/// that costs the training less than half.
[[nodiscard]] constexpr int trainingThreads(int machine) { return machine > 2 ? machine - 1 : machine; }

/// What one window works on: the document, its data, its run and what the run has learned, kept in step with
/// each other. Knows no widget.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);

    Document document;
    Autosave autosave{document};
    DataSource data;
    OverviewSource overview;
    TableSource table;
    FittedSteps fitted;
    LiveRun run;
    LiveEvaluation evaluation{run};
    TrainingMemory memory;

    /// Sets the folder in which runs of projects that were never saved go to untitled.runs; until then they
    /// stay in memory.
    void keepRunsWithoutFileIn(const QString& folder) { homeless_ = folder; }

    /// Tells whether nothing is loading, building, training, evaluating or saving, and the memory is known.
    [[nodiscard]] bool quiet() const {
        return !data.loading() && run.quiet() && !evaluation.busy() && !document.saving() && !memory.busy();
    }

private:
    void follow();
    [[nodiscard]] std::vector<Problem> memoryProblems() const;
    [[nodiscard]] std::optional<RunPlace> runPlace() const;
    void learnData();

    QString homeless_;
};

}  // namespace glassnet::app
