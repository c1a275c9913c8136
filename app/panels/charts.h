// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;

namespace glassnet::app {

class LineChart;

/// The names of the curves with their last values; digits do not jump.
class Legend : public QWidget {
    Q_OBJECT
public:
    explicit Legend(QWidget* parent = nullptr);
    void show(const QString& training, const QString& validation);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString training_, validation_;
};

/// One choice for the second chart: accuracy, the learning rate, or one of the metrics that the run computes.
struct ChartChoice {
    enum class Source { accuracy, learning_rate, metric };
    Source source = Source::accuracy;
    std::string metric{};  // its name without "val_"
    friend bool operator==(const ChartChoice&, const ChartChoice&) = default;
};

/// Returns the choices that these records offer.
[[nodiscard]] std::vector<ChartChoice> chartChoices(const std::vector<EpochRecord>& epochs);

/// The loss and, beside it, the accuracy or another choice, over the epochs of a run.
class Charts : public QWidget {
    Q_OBJECT
public:
    explicit Charts(QWidget* parent = nullptr);
    void show(const std::vector<BatchRecord>& batches, const std::vector<EpochRecord>& epochs, int wanted);

Q_SIGNALS:
    /// Emitted when something else is to be shown: please call show again.
    void chosen();

private:
    void showChoices(const std::vector<EpochRecord>& epochs);
    void showMeaning();
    [[nodiscard]] ChartChoice choice() const;

    LineChart* loss_;
    LineChart* other_;
    QComboBox* choice_;
    Legend* lossLegend_;
    Legend* otherLegend_;
    std::vector<ChartChoice> choices_;
};

}  // namespace glassnet::app
