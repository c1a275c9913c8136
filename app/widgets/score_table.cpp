// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/score_table.h"

#include "widgets/fonts.h"

#include <QHeaderView>
#include <QLocale>

#include <algorithm>

namespace glassnet::app {

namespace {

constexpr int scoreRow = 24;

/// Sorts by its number; a missing share comes before all others.
class NumberItem : public QTableWidgetItem {
public:
    NumberItem(const QString& text, double number) : QTableWidgetItem(text) {
        setData(Qt::UserRole, number);
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override {
        return data(Qt::UserRole).toDouble() < other.data(Qt::UserRole).toDouble();
    }
};

QTableWidgetItem* shareItem(const std::optional<double>& share) {
    return share ? new NumberItem(QLocale().toString(*share * 100, 'f', 1) + QStringLiteral(" %"), *share)
                 : new NumberItem(QStringLiteral("–"), -1);
}

}  // namespace

ScoreTable::ScoreTable(QWidget* parent) : QTableWidget(parent) {
    setAccessibleName(tr("Scores of the classes"));
    setProperty("role", QStringLiteral("scores"));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setFont(textFont(12));
    setColumnCount(5);
    setHorizontalHeaderLabels({tr("class"), tr("precision"), tr("recall"), tr("F1"), tr("samples")});
    horizontalHeaderItem(1)->setToolTip(tr("Of the predictions of this class, the share that is correct"));
    horizontalHeaderItem(2)->setToolTip(tr("Of the samples of this class, the share that is recognized"));
    horizontalHeaderItem(3)->setToolTip(tr("Harmonic mean of precision and recall"));
    horizontalHeader()->setMinimumSectionSize(66);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(scoreRow);
    sortByColumn(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
}

void ScoreTable::show(const QStringList& names, const std::vector<ClassScore>& scores) {
    setSortingEnabled(false);  // rows must not wander while they are filled
    setRowCount(static_cast<int>(scores.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const ClassScore& score = scores[static_cast<std::size_t>(row)];
        setItem(row, 0, new QTableWidgetItem(names.value(row, QString::number(row))));
        setItem(row, 1, shareItem(score.precision));
        setItem(row, 2, shareItem(score.recall));
        setItem(row, 3, shareItem(score.f1));
        setItem(row, 4, new NumberItem(QLocale().toString(score.samples), score.samples));
    }
    setSortingEnabled(true);
    updateGeometry();
}

QSize ScoreTable::sizeHint() const { return {360, 34 + scoreRow * std::min(12, rowCount())}; }

}  // namespace glassnet::app
