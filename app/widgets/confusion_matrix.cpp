// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confusion_matrix.h"

#include "widgets/colours.h"
#include "widgets/fonts.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glassnet::app {

namespace {

constexpr int longestName = 120;  // pixels; the whole name is in the tool tip

double luminance(const QColor& colour) {
    return 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF();
}

int nameWidth(const QAbstractItemModel* model) {
    const QFontMetrics metrics(textFont(12));
    int widest = 20;
    for (int i = 0; i < model->rowCount(); ++i)
        widest = std::max(widest, metrics.horizontalAdvance(model->headerData(i, Qt::Vertical).toString()));
    return std::min(widest, longestName);
}

/// Names of classes: upright beside the rows, turned above the columns.
class NameHeader : public QHeaderView {
public:
    NameHeader(Qt::Orientation orientation, QWidget* parent) : QHeaderView(orientation, parent) {
        setSectionResizeMode(Fixed);
        setSectionsClickable(false);
        setHighlightSections(true);
        setMinimumSectionSize(8);
    }
    [[nodiscard]] QSize sizeHint() const override {
        const int room = (model() ? nameWidth(model()) : 20) + 12;
        return orientation() == Qt::Horizontal ? QSize(0, room) : QSize(room, 0);
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int index) const override {
        const Colours& colours = coloursOf(palette());
        painter->save();
        const auto* view = static_cast<const QAbstractItemView*>(parentWidget());
        const QModelIndex current = view->currentIndex();
        const bool here = current.isValid() &&
                          (orientation() == Qt::Horizontal ? current.column() : current.row()) == index;
        painter->setFont(textFont(12, here ? QFont::DemiBold : QFont::Normal));
        painter->setPen(here ? colours.text : colours.secondary);
        QRect place(rect);
        if (orientation() == Qt::Horizontal) {
            painter->translate(rect.left(), rect.bottom() + 1);
            painter->rotate(-90);
            place = QRect(6, 0, rect.height() - 10, rect.width());
        } else {
            place.adjust(0, 0, -8, 0);
        }
        const QString name = QFontMetrics(painter->font())
                                 .elidedText(model()->headerData(index, orientation()).toString(),
                                             Qt::ElideRight, place.width());
        painter->drawText(
            place,
            int(orientation() == Qt::Horizontal ? Qt::AlignLeft : Qt::AlignRight) | int(Qt::AlignVCenter),
            name);
        painter->restore();
    }
};

/// A cell: tinted by its share of the row, correct predictions in the accent, mistakes in the warning colour,
/// with the count in it.
class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Colours& colours = coloursOf(option.palette);
        const bool right = index.row() == index.column();
        const double share = index.data(Qt::UserRole).toDouble();
        // The root lifts rare mistakes out of the background: they are what one looks for.
        const QColor fill =
            mixed(colours.field, right ? colours.accent : colours.validation, 0.9 * std::sqrt(share));
        const QRect place = option.rect.adjusted(0, 0, -1, -1);
        painter->fillRect(place, fill);
        if (right) {
            painter->setPen(QPen(mixed(colours.accent, colours.text, 0.25), 1));
            painter->drawRect(place.adjusted(0, 0, -1, -1));
        }
        if (option.state & QStyle::State_Selected) {
            painter->setPen(QPen(colours.text, 2));
            painter->drawRect(place.adjusted(1, 1, -1, -1));
        }
        const QString count = index.data().toString();
        painter->setFont(textFont(count.size() > 4 ? 10 : 12, right ? QFont::DemiBold : QFont::Normal));
        const bool onDark = luminance(fill) < 0.5;
        painter->setPen(share > 0 ? (onDark ? QColor(Qt::white) : QColor(0x17, 0x21, 0x2B)) : colours.faint);
        painter->drawText(place, Qt::AlignCenter, count);
    }
};

}  // namespace

class ConfusionModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const QStringList& names, const std::vector<std::vector<int>>& counts) {
        beginResetModel();
        names_ = names;
        counts_ = counts;
        sums_.clear();
        for (const auto& row : counts_) sums_.push_back(std::accumulate(row.begin(), row.end(), 0));
        endResetModel();
    }
    [[nodiscard]] bool shows(const QStringList& names, const std::vector<std::vector<int>>& counts) const {
        return names == names_ && counts == counts_;
    }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(counts_.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return rowCount(parent); }
    [[nodiscard]] int largest() const {
        int most = 0;
        for (const auto& row : counts_) most = std::max(most, *std::ranges::max_element(row));
        return most;
    }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
        const int count =
            counts_[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
        const int sum = sums_[static_cast<std::size_t>(index.row())];
        const double share = sum > 0 ? static_cast<double>(count) / sum : 0;
        if (role == Qt::DisplayRole) return count ? QLocale().toString(count) : QStringLiteral("·");
        if (role == Qt::UserRole) return share;
        if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) return {};
        const QString part = QLocale().toString(share * 100, 'f', 1);
        if (index.row() == index.column())
            return ConfusionMatrix::tr("%1 recognized: %2 of %3 (%4 %)")
                .arg(name(index.row()))
                .arg(count)
                .arg(sum)
                .arg(part);
        return ConfusionMatrix::tr("%1 taken for %2: %3 of %4 (%5 %)")
            .arg(name(index.row()), name(index.column()))
            .arg(count)
            .arg(sum)
            .arg(part);
    }

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (role == Qt::DisplayRole) return name(section);
        if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) return {};
        return orientation == Qt::Vertical ? ConfusionMatrix::tr("true class %1").arg(name(section))
                                           : ConfusionMatrix::tr("predicted %1").arg(name(section));
    }

private:
    [[nodiscard]] QString name(int index) const {
        return index < names_.size() ? names_[index] : QString::number(index);
    }

    QStringList names_;
    std::vector<std::vector<int>> counts_;
    std::vector<int> sums_;
};

ConfusionMatrix::ConfusionMatrix(QWidget* parent) : QTableView(parent), model_(new ConfusionModel(this)) {
    setAccessibleName(tr("Confusion matrix, rows are true classes, columns are predicted ones"));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalHeader(new NameHeader(Qt::Horizontal, this));
    setVerticalHeader(new NameHeader(Qt::Vertical, this));
    setItemDelegate(new CellDelegate(this));
    setModel(model_);
}

void ConfusionMatrix::show(const QStringList& names, const std::vector<std::vector<int>>& counts) {
    if (model_->shows(names, counts)) return;
    model_->show(names, counts);
    layCells();
    updateGeometry();
}

void ConfusionMatrix::chooseNothing() {
    clearSelection();
    setCurrentIndex({});
}

int ConfusionMatrix::smallestCell() const {
    const QFontMetrics metrics(textFont(12, QFont::DemiBold));
    return std::max(22, metrics.horizontalAdvance(QLocale().toString(model_->largest())) + 8);
}

QSize ConfusionMatrix::sizeHint() const {
    const int side = model_->rowCount() * std::max(34, smallestCell());
    return {side + verticalHeader()->sizeHint().width() + 2,
            side + horizontalHeader()->sizeHint().height() + 2};
}

void ConfusionMatrix::layCells() {
    const int classes = std::max(1, model_->rowCount());
    const int room = std::min(width() - verticalHeader()->sizeHint().width(),
                              height() - horizontalHeader()->sizeHint().height());
    const int side = std::clamp((room - 4) / classes, smallestCell(), std::max(72, smallestCell()));
    horizontalHeader()->setDefaultSectionSize(side);
    verticalHeader()->setDefaultSectionSize(side);
}

void ConfusionMatrix::resizeEvent(QResizeEvent* event) {
    layCells();
    QTableView::resizeEvent(event);
}

void ConfusionMatrix::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    horizontalHeader()->viewport()->update();
    verticalHeader()->viewport()->update();
    if (current.isValid()) Q_EMIT chosen(current.row(), current.column());
}

}  // namespace glassnet::app
