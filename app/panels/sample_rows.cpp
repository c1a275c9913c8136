// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/sample_rows.h"

#include "panels/samples.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

namespace {

constexpr int lineHeight = 24;
constexpr int firstValue = 3;  // column, behind number, target and part

/// Writes whole numbers as such.
QString cellText(double value) {
    constexpr double most = 1e6;
    return std::abs(value) < most && value == std::floor(value) ? QString::number(static_cast<int>(value))
                                                                : valueText(value);
}

}  // namespace

QString targetText(const Dataset& dataset, const DataPart& part, std::int64_t sample) {
    if (dataset.summary.classes() > 0) {
        const auto number = static_cast<std::size_t>(dataset.class_of(part, sample));
        return number < dataset.summary.class_names.size() ? plain(dataset.summary.class_names[number])
                                                           : QString::number(number);
    }
    constexpr std::int64_t most = 3;
    const std::int64_t size = dataset.summary.target_shape.elements();
    QStringList values;
    for (std::int64_t i = 0;
         i < std::min(most, size) && (sample + 1) * size <= static_cast<std::int64_t>(part.targets.size());
         ++i)
        values += valueText(static_cast<double>(part.targets[static_cast<std::size_t>(sample * size + i)]));
    if (size > most) values += QStringLiteral("…");
    return values.join(QStringLiteral("  "));
}

QString partText(Part part) {
    return part == Part::training     ? SampleTable::tr("training")
           : part == Part::validation ? SampleTable::tr("validation")
                                      : SampleTable::tr("test");
}

void SampleTable::show(std::shared_ptr<const Dataset> dataset, std::vector<SampleRef> samples) {
    beginResetModel();
    dataset_ = std::move(dataset);
    samples_ = std::move(samples);
    endResetModel();
}

void SampleTable::mark(std::map<SampleRef, SampleChange> changes) {
    changes_ = std::move(changes);
    if (!samples_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int SampleTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(samples_.size());
}

int SampleTable::columnCount(const QModelIndex& parent) const {
    if (parent.isValid() || !dataset_) return 0;
    return firstValue + static_cast<int>(std::min<std::int64_t>(dataset_->summary.sample_shape.elements(),
                                                                SampleRows::mostColumns));
}

float SampleTable::valueOf(SampleRef sample, int column) const {
    return sampleValues(*dataset_, dataset_->part(sample.part),
                        sample.index)[static_cast<std::size_t>(column)];
}

QVariant SampleTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole && index.column() >= firstValue)
        return int{Qt::AlignRight | Qt::AlignVCenter};
    if (role == Qt::ForegroundRole && index.column() == 0) return QApplication::palette().placeholderText();
    const SampleRef sample = samples_[static_cast<std::size_t>(index.row())];
    const auto change = changes_.find(sample);
    if (role == Qt::FontRole && change != changes_.end() && change->second.excluded) {
        QFont font = textFont(12);
        font.setStrikeOut(true);
        return font;
    }
    if (role != Qt::DisplayRole) return {};
    if (index.column() == 0) return countText(sample.index);
    if (index.column() == 1) {
        const QString own = targetText(*dataset_, dataset_->part(sample.part), sample.index);
        return change == changes_.end() || change->second.class_name.empty()
                   ? own
                   : QString(own + QStringLiteral(" → ") + plain(change->second.class_name));
    }
    if (index.column() == 2) return partText(sample.part);
    return cellText(static_cast<double>(valueOf(sample, index.column() - firstValue)));
}

QVariant SampleTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!dataset_ || orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) {
        const Qt::Alignment side = section < firstValue ? Qt::AlignLeft : Qt::AlignRight;
        return static_cast<int>(side | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) return {};
    if (section == 0) return QStringLiteral("#");
    if (section == 1) return dataset_->summary.classes() > 0 ? tr("class") : tr("target");
    if (section == 2) return tr("part");
    const auto& names = dataset_->summary.input_names;
    const auto value = static_cast<std::size_t>(section - firstValue);
    return value < names.size() ? plain(names[value]) : QString::number(value + 1);
}

SampleRows::SampleRows(QWidget* parent) : QTableView(parent), table_(new SampleTable(this)) {
    setModel(table_);
    setAccessibleName(tr("Samples"));
    setProperty("role", QStringLiteral("scores"));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setFont(textFont(12));
    horizontalHeader()->setResizeContentsPrecision(100);  // of the first rows alone: there may be millions
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(56);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(lineHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &SampleRows::selectionEdited);
}

void SampleRows::show(std::shared_ptr<const Dataset> dataset, std::vector<SampleRef> samples) {
    table_->show(std::move(dataset), std::move(samples));
    resizeColumnsToContents();
}

void SampleRows::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Delete)) return Q_EMIT removeWanted();
    QTableView::keyPressEvent(event);
}

/// Keeps “select all” and “delete” to the rows while they have the focus.
bool SampleRows::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::SelectAll) || key->matches(QKeySequence::Delete)) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

std::vector<SampleRef> SampleRows::selected() const {
    const QModelIndexList rows = selectionModel()->selectedRows();
    std::vector<SampleRef> samples;
    samples.reserve(static_cast<std::size_t>(rows.size()));
    for (const QModelIndex& row : rows)
        samples.push_back(table_->samples()[static_cast<std::size_t>(row.row())]);
    return samples;
}

}  // namespace glassnet::app
