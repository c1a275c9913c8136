// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/table_source.h"

namespace glassnet::app {

void TableSource::follow(const DataSettings& settings, const QString& folder) {
    if (settings == settings_ && folder.toStdString() == folder_) return;
    const bool isOther = settings.source != settings_.source || folder.toStdString() != folder_;
    settings_ = settings;
    folder_ = folder.toStdString();
    looked_ = false;
    ++generation_;
    if (isOther && report_) {
        report_.reset();
        Q_EMIT changed();
    }
}

void TableSource::look() {
    if (looked_) return;
    looked_ = true;
    using Report = std::shared_ptr<const TableReport>;
    background_.run(
        [settings = settings_, folder = folder_]() -> Report {
            if (!is_of_tables(settings, folder)) return nullptr;
            return std::make_shared<const TableReport>(report_of_table(settings, folder));
        },
        [this, generation = generation_](const Outcome<Report>& outcome) {
            if (generation != generation_) return;  // something else is looked at by now
            report_ = outcome.value.value_or(nullptr);
            Q_EMIT changed();
        });
}

}  // namespace glassnet::app
