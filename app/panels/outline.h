// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <QTreeWidget>

namespace glassnet::app {

/// The network as a table: the canvas for keyboards and screen readers. Shows the same nodes, selects and
/// renames them.
class Outline : public QTreeWidget {
    Q_OBJECT
public:
    explicit Outline(QWidget* parent = nullptr);
    void show(const Network& network, const Checked& checked);
    void select(const QStringList& nodes);

Q_SIGNALS:
    void selectionEdited(const QStringList& nodes);
    void renameWanted(const QString& node, const QString& name);

private:
    bool showing_ = false;
};

}  // namespace glassnet::app
