// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/sample_order.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace glassnet::app {

/// The row of fields that says which samples are shown, and in which order.
class SampleFilter : public QWidget {
    Q_OBJECT
public:
    explicit SampleFilter(QWidget* parent = nullptr);
    /// Offers what this data set has; choices that are not known yet are told without a count. Goes back to
    /// all samples for another data set.
    void show(const Dataset* dataset, const DataReport* report, bool correctable);
    void setClass(int number);  // −1: all
    void setChoice(SampleChoice choice);
    [[nodiscard]] const SampleQuery& query() const { return query_; }

Q_SIGNALS:
    void edited();

private:
    QComboBox* addBox(const QString& name, const QString& accessibleName, int width);
    void fill(const Dataset& dataset);
    void read();

    const Dataset* dataset_ = nullptr;  // only compared
    SampleQuery query_;
    QLineEdit* search_;
    QComboBox* class_;
    QComboBox* part_;
    QComboBox* choice_;
    QComboBox* sorting_;
};

}  // namespace glassnet::app
