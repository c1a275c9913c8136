// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/data_source.h"

namespace glassnet::app {

void DataSource::want(const DataSettings& settings, const QString& folder) {
    // built-in data sets do not lie in it
    Wanted wanted{settings, settings.source.starts_with("builtin:") ? QString() : folder};
    wanted.settings.written.clear();  // unknown fields do not change what is loaded
    if (wanted_ == wanted) return;
    wanted_ = wanted;
    loading_ = true;
    dataset_.reset();
    problems_.clear();
    Q_EMIT changed();
    background_.run([wanted] { return load_dataset(wanted.settings, wanted.folder.toStdString()); },
                    [this, wanted](Outcome<std::shared_ptr<const Dataset>> outcome) {
                        if (wanted_ != wanted) return;  // something else is wanted by now
                        loading_ = false;
                        dataset_ = outcome.value.value_or(nullptr);
                        problems_ = std::move(outcome.problems);
                        Q_EMIT changed();
                    });
}

}  // namespace glassnet::app
