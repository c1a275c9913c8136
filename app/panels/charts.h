// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;

namespace glassnet::app {

class LineChart;

/// Names of the curves with their last values; digits do not jump.
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

/// One thing that the second chart can show: accuracy, the learning rate, or one of the figures that a run
/// was asked for.
struct ChartChoice {
    enum class Source { accuracy, learning_rate, figure };
    Source source = Source::accuracy;
    std::string figure{};  // its name without "val_"
    friend bool operator==(const ChartChoice&, const ChartChoice&) = default;
};

/// What there is to choose from in these records.
[[nodiscard]] std::vector<ChartChoice> chartChoices(const std::vector<EpochRecord>& epochs);

/// Loss, and beside it accuracy or what else is chosen, over the epochs of a run.
class Charts : public QWidget {
    Q_OBJECT
public:
    explicit Charts(QWidget* parent = nullptr);
    void show(const std::vector<BatchRecord>& batches, const std::vector<EpochRecord>& epochs, int wanted);

Q_SIGNALS:
    /// Something else is to be shown: please call show again.
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
