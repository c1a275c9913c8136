// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/alike.h"

#include <QAbstractTableModel>
#include <QTableView>

#include <map>
#include <memory>
#include <vector>

namespace glassnet::app {

/// Samples as rows of their numbers: target, part, then as many values as a person can read in a row. Values
/// are read when they are seen.
class SampleTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void show(std::shared_ptr<const Dataset> dataset, std::vector<SampleRef> samples);
    void mark(std::map<SampleRef, SampleChange> changes);
    [[nodiscard]] const std::vector<SampleRef>& samples() const { return samples_; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] float valueOf(SampleRef sample, int column) const;

    std::shared_ptr<const Dataset> dataset_;
    std::vector<SampleRef> samples_;
    std::map<SampleRef, SampleChange> changes_;
};

/// Samples that are no pictures, as a table that scrolls.
class SampleRows : public QTableView {
    Q_OBJECT
public:
    static constexpr int mostColumns = 24;

    explicit SampleRows(QWidget* parent = nullptr);
    /// Shows these samples in their order.
    void show(std::shared_ptr<const Dataset> dataset, std::vector<SampleRef> samples);
    /// Marks samples that are excluded or have another class.
    void mark(const std::map<SampleRef, SampleChange>& changes) { table_->mark(changes); }
    /// Returns the samples of the selected rows, in their order.
    [[nodiscard]] std::vector<SampleRef> selected() const;
    [[nodiscard]] qsizetype selectedCount() const { return selectionModel()->selectedRows().size(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 60}; }

Q_SIGNALS:
    void selectionEdited();
    void removeWanted();  // Delete was pressed

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    SampleTable* table_;
};

/// Puts the target of a sample in words: its class, or its first values.
[[nodiscard]] QString targetText(const Dataset& dataset, const DataPart& part, std::int64_t sample);
/// Returns the name of a part in the user's language.
[[nodiscard]] QString partText(Part part);

}  // namespace glassnet::app
