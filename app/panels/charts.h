// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"

#include <QWidget>

#include <vector>

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

/// Loss and accuracy, side by side, over the epochs of a run.
class Charts : public QWidget {
    Q_OBJECT
public:
    explicit Charts(QWidget* parent = nullptr);
    void show(const std::vector<BatchRecord>& batches, const std::vector<EpochRecord>& epochs, std::int64_t stepsPerEpoch, int wanted);

private:
    LineChart* loss_;
    LineChart* accuracy_;
    Legend* lossLegend_;
    Legend* accuracyLegend_;
};

}  // namespace glassnet::app
