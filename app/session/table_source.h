// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/tables/table_report.h"
#include "session/background.h"

#include <QObject>

#include <memory>
#include <string>

namespace glassnet::app {

/// What the columns of the project's table are, worked out off the UI thread once somebody looks; also for a
/// table that cannot be loaded before somebody decides about its columns.
class TableSource : public QObject {
    Q_OBJECT
public:
    explicit TableSource(QObject* parent = nullptr) : QObject(parent) {}

    /// Drops what was known of other settings, except that the last report stays until the new one is there.
    void follow(const DataSettings& settings, const QString& folder);
    /// Works out what is not known yet.
    void look();

    /// Returns the report; nullptr where the data are no table that can be read, and while it is not known.
    [[nodiscard]] const std::shared_ptr<const TableReport>& report() const { return report_; }
    [[nodiscard]] bool busy() const { return background_.busy(); }

Q_SIGNALS:
    void changed();

private:
    DataSettings settings_;
    std::string folder_;
    bool looked_ = false;  // somebody has looked at these settings
    std::uint64_t generation_ = 0;
    std::shared_ptr<const TableReport> report_;
    Background background_;
};

}  // namespace glassnet::app
