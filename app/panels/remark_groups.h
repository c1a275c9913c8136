// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/data_report.h"
#include "data/report/sample_order.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace glassnet::app {

/// What is said of a data set once, with all the files that it is said of. A value.
struct RemarkGroup {
    Severity severity = Severity::hint;
    QString text{}, hint{};
    QString examples{};   // the first files, in short
    QStringList files{};  // all of them, each with its reason where that differs from `text`
    std::optional<SampleChoice> samples{};  // that show what is meant
    friend bool operator==(const RemarkGroup&, const RemarkGroup&) = default;
};

/// Returns all that is to be said, the worst first. `report` is nullptr until it is known, `dataset` where
/// there is none; `problems` tell why.
[[nodiscard]] std::vector<RemarkGroup> remarkGroups(const Dataset* dataset, const DataReport* report,
                                                    const std::vector<Problem>& problems);

}  // namespace glassnet::app
