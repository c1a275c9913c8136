// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/data_overview.h"
#include "data/report/data_report.h"
#include "session/background.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace glassnet::app {

/// What is worth knowing of the loaded data set, worked out off the UI thread once somebody looks: the
/// overviews first, then the report, which takes longer. All are dropped when another data set comes; where
/// only some of its samples were changed, what was known stays until the new answers are there.
class OverviewSource : public QObject {
    Q_OBJECT
public:
    explicit OverviewSource(QObject* parent = nullptr) : QObject(parent) {}
    ~OverviewSource() override { endReport(); }

    /// Drops what was known of another data set. Nothing is worked out yet. `dataset` is what the changes
    /// make of the whole.
    void follow(const std::shared_ptr<const Dataset>& whole, const std::shared_ptr<const Dataset>& dataset,
                const std::vector<SampleChange>& changes);
    /// Works out what is not known yet.
    void look();

    /// Returns the overview of what the changes left; nullptr while it is not known.
    [[nodiscard]] const std::shared_ptr<const DataOverview>& overview() const { return overview_; }
    [[nodiscard]] const std::shared_ptr<const DataOverview>& overviewOfWhole() const { return ofWhole_; }
    /// Returns the report of what the changes left; its samples are those of the whole.
    [[nodiscard]] const std::shared_ptr<const DataReport>& report() const { return report_; }
    [[nodiscard]] bool busy() const { return background_.busy(); }

Q_SIGNALS:
    void changed();  // one of them is known, or dropped

private:
    void findOverview();
    void findReport();
    void endReport();

    std::shared_ptr<const Dataset> whole_, dataset_;
    std::vector<SampleChange> changes_;
    std::shared_ptr<const DataOverview> overview_, ofWhole_;
    std::shared_ptr<const DataReport> report_;
    bool looking_ = false;    // somebody has looked at this data set
    bool reporting_ = false;  // a report is being made, perhaps of the set before: one at a time
    std::shared_ptr<std::atomic<bool>> ended_;  // tells the report that is being made that nobody waits
    Background background_;
};

}  // namespace glassnet::app
