// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace glassnet::app {

/// All problems with their repairs; a click on one goes to its node.
class ProblemList : public QWidget {
    Q_OBJECT
public:
    explicit ProblemList(QWidget* parent = nullptr);
    void show(const std::vector<Problem>& problems);

Q_SIGNALS:
    void nodeWanted(const QString& node);
    void repairWanted(const glassnet::Repair& repair);

private:
    QVBoxLayout* rows_;
    std::vector<Problem> shown_;
};

}  // namespace glassnet::app
