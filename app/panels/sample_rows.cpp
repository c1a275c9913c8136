// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/sample_rows.h"

#include "widgets/engine_text.h"
#include "widgets/fonts.h"

#include <QHeaderView>

#include <algorithm>

namespace glassnet::app {

namespace {
constexpr int lineHeight = 24;
}

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

SampleRows::SampleRows(QWidget* parent) : QTableWidget(parent) {
    setAccessibleName(tr("Training samples"));
    setProperty("role", QStringLiteral("scores"));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setFont(textFont(12));
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->setDefaultSectionSize(lineHeight);
}

void SampleRows::show(const Dataset& dataset, const std::vector<std::int64_t>& samples) {
    const std::int64_t size = dataset.summary.sample_shape.elements();
    const int columns = static_cast<int>(std::min<std::int64_t>(size, mostColumns));
    clear();
    setRowCount(static_cast<int>(samples.size()));
    setColumnCount(1 + columns);
    QStringList outputs{dataset.summary.classes() > 0 ? tr("class") : tr("target")}, numbers;
    for (int column = 1; column <= columns; ++column) outputs += QString::number(column);
    std::vector<float> values(static_cast<std::size_t>(size));
    for (int row = 0; row < rowCount(); ++row) {
        const std::int64_t sample = samples[static_cast<std::size_t>(row)];
        numbers += QString::number(sample);
        dataset.read_input(dataset.training, sample, values.data());
        setItem(row, 0, new QTableWidgetItem(targetText(dataset, dataset.training, sample)));
        for (int column = 0; column < columns; ++column) {
            auto* item = new QTableWidgetItem(
                valueText(static_cast<double>(values[static_cast<std::size_t>(column)])));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            setItem(row, 1 + column, item);
        }
    }
    setHorizontalHeaderLabels(outputs);
    setVerticalHeaderLabels(numbers);
    updateGeometry();
}

QSize SampleRows::sizeHint() const { return {420, 40 + lineHeight * std::min(20, rowCount())}; }

}  // namespace glassnet::app
