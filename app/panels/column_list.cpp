// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/column_list.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/section.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

QString typeText(const ColumnReport& column) {
    switch (column.type) {
        case ColumnType::nothing:
            return ColumnList::tr("nothing");
        case ColumnType::whole_numbers:
            return ColumnList::tr("whole numbers");
        case ColumnType::numbers:
            return ColumnList::tr("numbers");
        case ColumnType::dates:
            return ColumnList::tr("dates");
        case ColumnType::texts:
            break;
    }
    return ColumnList::tr("texts");
}

QString roleText(ColumnRole role) {
    switch (role) {
        case ColumnRole::input:
            return ColumnList::tr("input");
        case ColumnRole::one_hot:
            return ColumnList::tr("one-hot inputs");
        case ColumnRole::target:
            return ColumnList::tr("target");
        case ColumnRole::dropped:
            return ColumnList::tr("left out");
        case ColumnRole::undecided:
            break;
    }
    return ColumnList::tr("choose …");
}

/// Returns the range and the mean of numbers, or the first texts.
QString valuesText(const ColumnReport& column) {
    if (column.smallest && column.largest && column.mean)
        return ColumnList::tr("%1 … %2, mean %3")
            .arg(valueText(*column.smallest), valueText(*column.largest), valueText(*column.mean));
    QStringList examples;
    for (const std::string& example : column.examples) examples += plain(example);
    return examples.join(QStringLiteral(", "));
}

QString differentText(const ColumnReport& column) {
    const QString count = countText(column.different);
    return column.different >= most_different ? ColumnList::tr("%1 or more").arg(count) : count;
}

}  // namespace

ColumnList::ColumnList(QWidget* parent)
    : QWidget(parent),
      title_(new SectionTitle(tr("Columns"), this)),
      left_(roleLabel(QStringLiteral("secondary"), this)),
      rows_(new QTableWidget(this)) {
    setObjectName(QStringLiteral("columns"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 10);
    column->setSpacing(8);
    title_->addRight(left_);
    column->addWidget(title_);
    column->addWidget(rows_);
    rows_->setObjectName(QStringLiteral("columns.rows"));
    rows_->setAccessibleName(tr("Columns of the table"));
    rows_->setColumnCount(6);
    rows_->setHorizontalHeaderLabels(
        {tr("Column"), tr("Used as"), tr("Holds"), tr("Different"), tr("Missing"), tr("Values")});
    rows_->verticalHeader()->hide();
    rows_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    rows_->setSelectionMode(QAbstractItemView::NoSelection);
    rows_->setShowGrid(false);
    rows_->setFrameShape(QFrame::NoFrame);
    rows_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    rows_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    rows_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    rows_->horizontalHeader()->setSectionResizeMode(5, QHeaderView::Stretch);
    rows_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    rows_->verticalHeader()->setDefaultSectionSize(30);
    hide();
}

void ColumnList::show(const std::shared_ptr<const TableReport>& report) {
    if (report == report_) return;
    report_ = report;
    setVisible(report_ != nullptr);
    if (report_) fill();
}

void ColumnList::fill() {
    const int scrolled = rows_->verticalScrollBar()->value();
    constexpr qsizetype most = 200;  // each has a box to choose from
    const qsizetype all = std::ssize(report_->columns);
    const auto count = static_cast<int>(std::min(all, most));
    left_->setText(all > most ? tr("%1 of %2").arg(countText(most), countText(all)) : countText(all));
    rows_->setRowCount(0);
    rows_->setRowCount(count);
    for (int row = 0; row < count; ++row) fillRow(row, report_->columns[static_cast<std::size_t>(row)]);
    const auto heightOf = [&](int shown) {
        return rows_->verticalHeader()->defaultSectionSize() * std::min(count, shown) +
               rows_->horizontalHeader()->sizeHint().height() + 4;
    };
    rows_->setMinimumHeight(heightOf(3));
    rows_->setMaximumHeight(heightOf(8));
    rows_->verticalScrollBar()->setValue(scrolled);
}

void ColumnList::fillRow(int row, const ColumnReport& column) {
    const Colours& colours = coloursOf(palette());
    const bool isUsed = column.role != ColumnRole::dropped;
    const auto add = [&](int place, const QString& text) {
        auto* item = new QTableWidgetItem(text);
        item->setForeground(isUsed ? colours.text : colours.faint);
        // Texts that people type are not markup.
        item->setToolTip(
            QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(text.toHtmlEscaped()));
        rows_->setItem(row, place, item);
    };
    add(0, plain(column.name));
    rows_->setCellWidget(row, 1, roleBox(column));
    add(2, typeText(column));
    add(3, differentText(column));
    add(4, column.missing > 0 ? countText(column.missing) : QString());
    add(5, valuesText(column));
    if (column.missing > 0 && isUsed) rows_->item(row, 4)->setForeground(colours.warning);
}

QComboBox* ColumnList::roleBox(const ColumnReport& column) {
    auto* box = new QComboBox(rows_);
    const bool isOfTexts = column.type == ColumnType::texts || column.type == ColumnType::dates;
    std::vector<ColumnRole> offered{isOfTexts ? ColumnRole::one_hot : ColumnRole::input, ColumnRole::target,
                                    ColumnRole::dropped};
    if (column.role == ColumnRole::undecided) offered.insert(offered.begin(), ColumnRole::undecided);
    for (const ColumnRole role : offered) box->addItem(roleText(role), static_cast<int>(role));
    box->setCurrentIndex(box->findData(static_cast<int>(column.role)));
    box->setAccessibleName(tr("What %1 is used as").arg(plain(column.name)));
    box->setToolTip(engineText(column.reason));
    connect(box, &QComboBox::activated, this, [this, box, name = plain(column.name)] {
        const auto role = static_cast<ColumnRole>(box->currentData().toInt());
        if (role != ColumnRole::undecided) Q_EMIT roleWanted(name, role);
    });
    return box;
}

}  // namespace glassnet::app
