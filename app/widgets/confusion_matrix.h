// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTableView>

#include <vector>

namespace glassnet::app {

class ConfusionModel;

/// Which classes are taken for which: a row for each true class, a column for each predicted one, counts in
/// the cells, the diagonal framed. A table, so that keys and screen readers can navigate it, with as many
/// classes as there are; it scrolls where they do not fit.
class ConfusionMatrix : public QTableView {
    Q_OBJECT
public:
    explicit ConfusionMatrix(QWidget* parent = nullptr);
    /// Shows counts[true][predicted]; classes without names show their numbers.
    void show(const QStringList& names, const std::vector<std::vector<int>>& counts);
    void chooseNothing();
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(int truth, int predicted);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void layCells();
    [[nodiscard]] int smallestCell() const;

    ConfusionModel* model_;
};

}  // namespace glassnet::app
