// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/tables/table_report.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QTableWidget;

namespace glassnet::app {

class SectionTitle;

/// The columns of a table: what is in them and what they are used as, which can be chosen. Hidden for other
/// data.
class ColumnList : public QWidget {
    Q_OBJECT
public:
    explicit ColumnList(QWidget* parent = nullptr);
    void show(const std::shared_ptr<const TableReport>& report);

Q_SIGNALS:
    void roleWanted(const QString& column, glassnet::ColumnRole role);

private:
    void fill();
    void fillRow(int row, const ColumnReport& column);
    [[nodiscard]] QComboBox* roleBox(const ColumnReport& column);

    SectionTitle* title_;
    QLabel* left_;  // how many columns
    QTableWidget* rows_;
    std::shared_ptr<const TableReport> report_;
};

}  // namespace glassnet::app
