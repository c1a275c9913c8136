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

/// The samples that weights are judged by. The test part is only looked at when asked for.
enum class JudgedPart { validation, test };

/// What one state of the weights answers on one part of the data. A value.
struct Evaluated {
    TrainingTask task;
    JudgedPart part = JudgedPart::validation;
    std::int64_t step = 0;  // of the weights; 0: untrained
    Evaluation answers;
    ConfusionCounts counts;  // empty where there are no classes
    std::vector<ClassScore> scores;

    [[nodiscard]] const DataPart& samples() const;
    /// Samples with this true class and this answer, most confident first.
    [[nodiscard]] std::vector<int> samplesOf(int truth, int answer) const;
    /// Samples with a wrong answer, most confident first.
    [[nodiscard]] std::vector<int> mistakes() const;
};

/// Evaluates what the live run has to show (its newest weights, once it is over its best), off the UI thread,
/// with a learner of its own: the run is never touched.
class LiveEvaluation : public QObject {
    Q_OBJECT
public:
    explicit LiveEvaluation(const LiveRun& run, QObject* parent = nullptr) : QObject(parent), run_(run) {}

    void choose(JudgedPart part);
    /// Evaluates the present weights, trained or not.
    void evaluate();
    /// Evaluates if there are trained weights that the result does not belong to.
    void refresh();

    [[nodiscard]] bool busy() const { return busy_; }
    /// There is a network whose weights can be evaluated, and samples to judge them by.
    [[nodiscard]] bool possible() const;
    [[nodiscard]] bool trained() const { return newestStep() > 0; }
    /// The step of the weights that can be evaluated.
    [[nodiscard]] std::int64_t newestStep() const;
    /// The part that is judged: the chosen one, or the other where that is empty.
    [[nodiscard]] JudgedPart part() const;
    /// The project has been edited since the run began whose weights are evaluated.
    [[nodiscard]] bool edited() const;
    /// The last result, unless it belongs to another run.
    [[nodiscard]] const Evaluated* result() const;
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

Q_SIGNALS:
    void changed();  // begun, done or failed

private:
    [[nodiscard]] bool fresh() const;

    const LiveRun& run_;
    JudgedPart chosen_ = JudgedPart::validation;
    std::optional<Evaluated> result_;
    std::vector<Problem> problems_;
    bool busy_ = false;
    bool again_ = false;  // asked for while busy
    Background background_;
};

}  // namespace glassnet::app
