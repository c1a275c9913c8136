// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/data_overview.h"
#include "data/report/data_report.h"

#include <QWidget>

#include <memory>

class QLabel;
class QScrollArea;

namespace glassnet::app {

class ClassColumns;
class Histogram;
class SectionTitle;
class SizeScatter;

/// The data set at a glance: its classes with their counts and mean pictures or the distribution of its
/// targets, and the sizes of its pictures where they differ.
class OverviewBand : public QWidget {
    Q_OBJECT
public:
    explicit OverviewBand(QWidget* parent = nullptr);
    /// `overview` and `report` are nullptr until they are known.
    void show(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataOverview> overview,
              std::shared_ptr<const DataReport> report);
    /// Marks a class as chosen; −1: none.
    void choose(int number);

Q_SIGNALS:
    void classChosen(int number);  // −1: none

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showClasses();
    void showTargets();
    void showWarning();
    void fitHeight();
    [[nodiscard]] QString legend() const;

    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const DataOverview> overview_;
    std::shared_ptr<const DataReport> report_;
    SectionTitle* title_;
    QLabel* legend_;
    QWidget* warning_;
    QLabel* warningSign_;
    QLabel* warningText_;
    ClassColumns* classes_;
    QScrollArea* classesArea_;
    Histogram* targets_;
    QLabel* targetsNote_;
    QWidget* values_;
    SizeScatter* sizes_;
};

}  // namespace glassnet::app
