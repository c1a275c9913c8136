// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/data_source.h"
#include "document/document.h"
#include "document/live_run.h"

#include <QObject>

namespace glassnet::app {

/// What one window works on: the document, its data and its run, kept in step with each other. Knows no widget.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);

    Document document;
    DataSource data;
    LiveRun run;

    /// Nothing is loading, building, training or saving.
    [[nodiscard]] bool quiet() const { return !data.loading() && run.quiet() && !document.saving(); }

private:
    void follow();
    [[nodiscard]] std::optional<RunPlace> runPlace() const;
    void learnData();
};

}  // namespace glassnet::app
