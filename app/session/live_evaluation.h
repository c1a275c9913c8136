// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/confusion.h"
#include "session/background.h"
#include "training/learner.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

class LiveRun;

/// The samples that weights are evaluated on. The test part is used only on request.
enum class EvaluatedPart { validation, test };

/// The evaluation of one state of the weights on one part of the data. A value.
struct Evaluated {
    TrainingTask task;
    EvaluatedPart part = EvaluatedPart::validation;
    std::int64_t step = 0;  // of the weights; 0: untrained
    Evaluation evaluation;
    ConfusionCounts counts;  // empty where there are no classes
    std::vector<ClassScore> scores;

    [[nodiscard]] const DataPart& samples() const;
    /// Returns the samples with this true and this predicted class, most confident first.
    [[nodiscard]] std::vector<int> samplesOf(int truth, int predicted) const;
    /// Returns the samples with a wrong prediction, most confident first.
    [[nodiscard]] std::vector<int> mistakes() const;
};

/// Evaluates what the live run has to show (its newest weights; once it is over, its best), off the UI
/// thread, with a learner of its own: the run is never affected.
class LiveEvaluation : public QObject {
    Q_OBJECT
public:
    explicit LiveEvaluation(const LiveRun& run, QObject* parent = nullptr) : QObject(parent), run_(run) {}

    void choose(EvaluatedPart part);
    /// Evaluates the current weights, trained or not.
    void evaluate();
    /// Evaluates if there are trained weights newer than the result.
    void refresh();

    [[nodiscard]] bool busy() const { return busy_; }
    /// Tells whether there is a network whose weights can be evaluated, and samples to evaluate them on.
    [[nodiscard]] bool possible() const;
    [[nodiscard]] bool trained() const { return newestStep() > 0; }
    /// Returns the step of the weights that can be evaluated.
    [[nodiscard]] std::int64_t newestStep() const;
    /// Returns the part that is evaluated: the chosen one, or the other where that is empty.
    [[nodiscard]] EvaluatedPart part() const;
    /// Tells whether the project has been edited since the run began whose weights are evaluated.
    [[nodiscard]] bool edited() const;
    /// Returns the last result, unless it belongs to another run.
    [[nodiscard]] const Evaluated* result() const;
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

Q_SIGNALS:
    void changed();  // begun, done or failed

private:
    [[nodiscard]] bool fresh() const;

    const LiveRun& run_;
    EvaluatedPart chosen_ = EvaluatedPart::validation;
    std::optional<Evaluated> result_;
    std::vector<Problem> problems_;
    bool busy_ = false;
    bool again_ = false;  // requested while busy
    Background background_;
};

}  // namespace glassnet::app
