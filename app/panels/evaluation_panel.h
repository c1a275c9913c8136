// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/live_evaluation.h"

#include <QWidget>

#include <optional>
#include <utility>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace glassnet::app {

class ConfusionMatrix;
class PictureGrid;
class ScoreTable;
class SectionTitle;

/// How good the current weights are: loss and accuracy, which classes are taken for which, scores of the
/// classes, worst mistakes.
class EvaluationPanel : public QWidget {
    Q_OBJECT
public:
    explicit EvaluationPanel(QWidget* parent = nullptr);
    void show(const LiveEvaluation& evaluation, int pinned);
    /// Sets the runs of this project that are on the disk, mentioned while nothing was trained here.
    void setKeptRuns(int count, const QString& folder);

Q_SIGNALS:
    void evaluateWanted();
    void partChosen(glassnet::app::EvaluatedPart part);
    /// Emitted with the number of a sample of the validation part.
    void sampleWanted(int sample);

private:
    struct Fact {
        QWidget* all;
        QLabel* value;
    };
    void buildHead(QVBoxLayout* column);
    [[nodiscard]] QWidget* buildResult();
    [[nodiscard]] QWidget* buildMistakes();
    [[nodiscard]] Fact addFact(QHBoxLayout* row, const QString& name, const QString& objectName);
    void showHead(const LiveEvaluation& evaluation);
    void showValues(const Evaluated& result);
    void showResult(const Evaluated& result);
    void showSamples();
    [[nodiscard]] QString emptyText(const LiveEvaluation& evaluation) const;
    [[nodiscard]] QString noteOf(const Evaluated& result, const LiveEvaluation& evaluation) const;

    Fact loss_, accuracy_, f1_, samplesCount_;
    QComboBox* part_;
    QPushButton* evaluate_;
    QLabel* note_;
    QStackedWidget* body_;
    QLabel* empty_;
    QLabel* values_;  // the metrics of targets that are values
    QWidget* result_;
    QWidget* classes_ = nullptr;
    ConfusionMatrix* matrix_;
    ScoreTable* scores_;
    SectionTitle* samplesTitle_;
    QPushButton* all_;
    QLabel* samplesNote_;
    PictureGrid* samples_;
    int keptRuns_ = 0;
    QString runsFolder_;
    std::optional<Evaluated> shown_;
    // true and predicted class whose samples are shown; none: the worst mistakes
    std::optional<std::pair<int, int>> cell_;
};

}  // namespace glassnet::app
