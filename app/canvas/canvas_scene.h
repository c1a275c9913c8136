// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/node_card.h"
#include "canvas/node_item.h"
#include "canvas/pipeline_strip.h"
#include "canvas/wire_item.h"
#include "network/network.h"

#include <QGraphicsScene>
#include <QHash>
#include <QStringList>

#include <vector>

namespace glassnet::app {

/// The network as cards and wires. Shows values; items of nodes that stay are kept, so that selection and
/// live pictures survive an edit.
class CanvasScene : public QGraphicsScene {
    Q_OBJECT
public:
    explicit CanvasScene(QObject* parent = nullptr);

    void show(const Network& network, const Checked& checked);
    void showLive(const QHash<QString, LiveCard>& live);
    /// Shows what samples go through before the network's first input.
    void showPipeline(const QList<StageTile>& stages);
    void select(const QStringList& ids);

    [[nodiscard]] const PipelineStrip& pipeline() const { return *pipeline_; }
    [[nodiscard]] const Network& network() const { return network_; }
    [[nodiscard]] NodeItem* node(const QString& id) const { return nodes_.value(id); }
    [[nodiscard]] QList<NodeItem*> nodes() const { return nodes_.values(); }
    [[nodiscard]] QStringList selectedNodes() const;
    [[nodiscard]] std::vector<Wire> selectedWires() const;
    [[nodiscard]] NodeItem* nodeAt(QPointF point) const;
    /// Returns the node that has a port near the point, and the port.
    [[nodiscard]] std::pair<NodeItem*, NodeItem::Port> portAt(QPointF point) const;
    /// Returns the wire near the point that is not connected to `except`.
    [[nodiscard]] WireItem* wireAt(QPointF point, const QStringList& except = {}) const;
    void markTarget(WireItem* target);
    /// Returns the area of all cards, with room around them.
    [[nodiscard]] QRectF contents() const;

Q_SIGNALS:
    void shown();

private:
    void layWires();
    void layPipeline();

    Network network_;
    QHash<QString, NodeItem*> nodes_;
    std::vector<WireItem*> wires_;
    PipelineStrip* pipeline_;
};

}  // namespace glassnet::app
