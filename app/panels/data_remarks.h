// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/remark_groups.h"

#include <QWidget>

class QVBoxLayout;

namespace glassnet::app {

/// What is to be said of the data set, each remark once: its reason, how many files it concerns and some of
/// them, with a way to all files or to the samples meant.
class DataRemarks : public QWidget {
    Q_OBJECT
public:
    explicit DataRemarks(QWidget* parent = nullptr);
    void show(std::vector<RemarkGroup> groups);
    [[nodiscard]] const std::vector<RemarkGroup>& groups() const { return groups_; }

Q_SIGNALS:
    void samplesWanted(glassnet::SampleChoice choice);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* rowOf(const RemarkGroup& group);
    void openFiles(const RemarkGroup& group);

    std::vector<RemarkGroup> groups_;
    QVBoxLayout* rows_;
};

}  // namespace glassnet::app
