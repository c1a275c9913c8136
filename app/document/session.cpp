// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/session.h"

namespace glassnet::app {

Session::Session(QObject* parent) : QObject(parent) {
    connect(&document, &Document::projectChanged, this, &Session::follow);
    connect(&data, &DataSource::changed, this, &Session::learnData);
}

void Session::learnData() {
    if (data.loading()) return;
    const auto& dataset = data.dataset();
    document.setDataSummary(dataset ? std::optional(dataset->summary) : std::nullopt);
}

void Session::follow() {
    data.want(document.project().data, document.folder());
    const bool trainable = !data.loading() && data.dataset() && document.checked().ready();
    run.prepare(trainable ? std::optional(training_task(document.project(), data.dataset())) : std::nullopt);
}

}  // namespace glassnet::app
