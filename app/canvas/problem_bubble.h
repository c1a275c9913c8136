// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QFrame>

#include <vector>

class QLabel;

namespace glassnet::app {

/// The problems of one node in words beside its card, with a button for each repair.
class ProblemBubble : public QFrame {
    Q_OBJECT
public:
    explicit ProblemBubble(QWidget* parent);
    void show(const std::vector<Problem>& problems);

Q_SIGNALS:
    void repairWanted(const glassnet::Repair& repair);
    void dismissed();

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QLabel* what_;
    QLabel* hint_;
    QLabel* repairs_;
    std::vector<Repair> offered_;
    Severity severity_ = Severity::warning;
};

/// Returns where a bubble of this size, inside `room`, hides the least of what is taken; of places that hide
/// the same, the nearest to its card.
[[nodiscard]] QPoint leastHiding(QSize size, const QRect& card, const QRect& room, const QList<QRect>& taken);

}  // namespace glassnet::app
