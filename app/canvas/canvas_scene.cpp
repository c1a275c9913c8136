// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/canvas_scene.h"

#include "widgets/engine_text.h"

#include <QSignalBlocker>

#include <algorithm>

namespace glassnet::app {

CanvasScene::CanvasScene(QObject* parent) : QGraphicsScene(parent), pipeline_(new PipelineStrip) {
    setItemIndexMethod(QGraphicsScene::NoIndex);  // few items, all of them move
    setSceneRect(-20000, -20000, 40000, 40000);
    addItem(pipeline_);
}

void CanvasScene::show(const Network& network, const Checked& checked) {
    network_ = network;
    const CanvasDrawing card = drawingOf(network, checked);
    QHash<QString, NodeItem*> gone = std::exchange(nodes_, {});
    for (const NodeCard& node : card.nodes) {
        NodeItem* item = gone.take(node.id);
        if (!item) {
            item = new NodeItem;
            addItem(item);
            connect(item, &NodeItem::moved, this, &CanvasScene::layWires);
            connect(item, &NodeItem::moved, this, &CanvasScene::layPipeline);
        }
        item->show(node);
        nodes_.insert(node.id, item);
    }
    for (NodeItem* item : gone) {
        item->disconnect(this);
        removeItem(item);
        item->deleteLater();
    }
    std::vector<WireItem*> kept;
    for (const WireLine& wire : card.wires) {
        const auto same = std::ranges::find_if(
            wires_, [&](WireItem* w) { return w && w->line().from == wire.from && w->line().to == wire.to; });
        WireItem* item = nullptr;
        if (same != wires_.end()) {
            item = std::exchange(*same, nullptr);
            item->show(wire);
        } else {
            item = new WireItem(wire);
            addItem(item);
        }
        kept.push_back(item);
    }
    for (WireItem* item : wires_) delete item;
    wires_ = std::move(kept);
    layWires();
    layPipeline();
    Q_EMIT shown();
}

void CanvasScene::showLive(const QHash<QString, LiveCard>& live) {
    for (NodeItem* item : std::as_const(nodes_)) item->showLive(live.value(item->id()));
}

void CanvasScene::showPipeline(const QList<StageTile>& stages) {
    pipeline_->show(stages);
    layPipeline();
}

void CanvasScene::layPipeline() {
    const auto input = std::ranges::find(network_.nodes, "Input", &Node::kind);
    const NodeItem* const item = input == network_.nodes.end() ? nullptr : node(plain(input->id));
    pipeline_->setVisible(item && !pipeline_->stages().isEmpty());
    if (item) pipeline_->placeBefore(item->pos());
}

void CanvasScene::layWires() {
    for (WireItem* wire : wires_) {
        const NodeItem* from = node(wire->line().from);
        const NodeItem* to = node(wire->line().to);
        if (from && to) wire->lay(from->outputPort(), to->inputPort());
    }
}

void CanvasScene::select(const QStringList& ids) {
    if (selectedNodes() == ids) return;
    {
        const QSignalBlocker quiet(this);
        for (NodeItem* item : std::as_const(nodes_)) item->setSelected(ids.contains(item->id()));
    }
    Q_EMIT selectionChanged();
}

QStringList CanvasScene::selectedNodes() const {
    QStringList ids;
    for (const Node& node : network_.nodes)
        if (const NodeItem* item = nodes_.value(plain(node.id)); item && item->isSelected())
            ids += item->id();
    return ids;
}

std::vector<Wire> CanvasScene::selectedWires() const {
    std::vector<Wire> wires;
    for (const WireItem* item : wires_)
        if (item->isSelected()) wires.push_back({toStd(item->line().from), toStd(item->line().to)});
    return wires;
}

NodeItem* CanvasScene::nodeAt(QPointF point) const {
    for (QGraphicsItem* item : items(point))
        if (auto* node = qgraphicsitem_cast<NodeItem*>(item)) return node;
    return nullptr;
}

std::pair<NodeItem*, NodeItem::Port> CanvasScene::portAt(QPointF point) const {
    for (NodeItem* item : nodes_)
        if (const auto port = item->portAt(point); port != NodeItem::Port::none) return {item, port};
    return {nullptr, NodeItem::Port::none};
}

WireItem* CanvasScene::wireAt(QPointF point, const QStringList& except) const {
    const QRectF around(point - QPointF(14, 14), QSizeF(28, 28));
    for (WireItem* wire : wires_)
        if (!except.contains(wire->line().from) && !except.contains(wire->line().to) &&
            wire->shape().intersects(around))
            return wire;
    return nullptr;
}

void CanvasScene::markTarget(WireItem* target) {
    for (WireItem* wire : wires_) wire->setTarget(wire == target);
}

QRectF CanvasScene::contents() const {
    QRectF all;
    for (const NodeItem* item : nodes_) all |= item->mapRectToScene(item->card());
    if (pipeline_->isVisible()) all |= pipeline_->mapRectToScene(pipeline_->boundingRect());
    return all.isNull() ? QRectF(0, 0, 400, 200) : all.adjusted(-34, -32, 34, 32);
}

}  // namespace glassnet::app
