// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/confusion.h"

#include <QTableWidget>

namespace glassnet::app {

/// Precision, recall and F1 of each class; a click on a heading sorts by it.
class ScoreTable : public QTableWidget {
    Q_OBJECT
public:
    explicit ScoreTable(QWidget* parent = nullptr);
    void show(const QStringList& names, const std::vector<ClassScore>& scores);
    [[nodiscard]] QSize sizeHint() const override;
};

}  // namespace glassnet::app
