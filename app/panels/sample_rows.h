// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <QTableWidget>

#include <vector>

namespace glassnet::app {

/// Samples that are no pictures, as rows of their numbers: target first, then as many values as a person can
/// read in a row.
class SampleRows : public QTableWidget {
    Q_OBJECT
public:
    static constexpr int mostColumns = 24;

    explicit SampleRows(QWidget* parent = nullptr);
    /// Shows these samples of the training part, in their order.
    void show(const Dataset& dataset, const std::vector<std::int64_t>& samples);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 80}; }
};

/// Puts the target of a sample in words: its class, or its first values.
[[nodiscard]] QString targetText(const Dataset& dataset, const DataPart& part, std::int64_t sample);

}  // namespace glassnet::app
