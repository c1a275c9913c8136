// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/document.h"

#include <QCoreApplication>
#include <QHash>
#include <QPointF>
#include <QStringList>

#include <optional>
#include <vector>

namespace glassnet::app {

/// The edits of a network that gestures, menus and scripts make. Each is one step of undo; those that make
/// nodes return their ids.
class NetworkEdits {
    Q_DECLARE_TR_FUNCTIONS(glassnet::app::NetworkEdits)
public:
    explicit NetworkEdits(Document& document) : document_(document) {}

    QStringList add(const QString& kind, QPointF at, const std::optional<Wire>& into = {});
    /// Inserts a layer behind the node `after`, or at the end of the network, or alone in an empty one.
    QStringList insertBehind(const QString& kind, QString after);
    bool connectNodes(const QString& from, const QString& to);
    /// Inserts a node without wires into the wire.
    void insertNode(const QString& node, QPointF at, const Wire& into);
    void move(const QHash<QString, QPointF>& places);
    void remove(const QStringList& nodes, const std::vector<Wire>& wires, Bridge bridge);
    QStringList duplicate(const QStringList& nodes);
    bool rename(const QString& node, const QString& name);
    void arrangeAll();
    void repair(const Repair& repair);
    bool set(const QString& node, const QString& setting, const Value& value);
    void reset(const QString& node, const QString& setting);

    /// Returns these nodes and the wires among them as text for the clipboard.
    [[nodiscard]] QString copy(const QStringList& nodes) const;
    QStringList paste(const QString& json);

private:
    [[nodiscard]] Project project() const { return document_.project(); }
    Document& document_;
};

}  // namespace glassnet::app
