// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/gestures/move_nodes.h"

#include "canvas/canvas_scene.h"
#include "layers/catalogue.h"
#include "widgets/engine_text.h"

#include <algorithm>
#include <cmath>

namespace glassnet::app {

QPointF snapped(QPointF point) { return {std::round(point.x() / 8) * 8, std::round(point.y() / 8) * 8}; }

namespace {

/// Tells whether a node has no wire and takes an input.
bool isLoose(const Network& network, const std::string& id) {
    const Node* node = find_node(network, id);
    const Layer* layer = node ? kinds<Layer>().find(node->kind) : nullptr;
    return layer && layer->arity().maximum != 0 && std::ranges::none_of(network.wires, [&](const Wire& wire) {
               return wire.from == id || wire.to == id;
           });
}

}  // namespace

MoveNodes::MoveNodes(CanvasScene& scene, const QStringList& nodes, QPointF start, Moved moved,
                     Inserted inserted)
    : scene_(scene), start_(start), moved_(std::move(moved)), inserted_(std::move(inserted)) {
    if (nodes.size() == 1 && isLoose(scene.network(), toStd(nodes.first()))) loose_ = nodes.first();
    for (const QString& id : nodes)
        if (const NodeItem* item = scene.node(id)) origins_.insert(id, item->pos());
}

MoveNodes::~MoveNodes() { scene_.markTarget(nullptr); }

WireItem* MoveNodes::target(QPointF point) const {
    const NodeItem* item = loose_.isEmpty() || !far_ ? nullptr : scene_.node(loose_);
    if (!item) return nullptr;
    WireItem* under = scene_.wireAt(point);
    return under ? under : scene_.wireAt(item->mapRectToScene(item->card()).center());
}

void MoveNodes::move(QPointF point) {
    const QPointF way = point - start_;
    far_ = far_ || way.manhattanLength() > 4;  // a click with a shaking hand moves nothing
    if (!far_) return;
    for (auto it = origins_.cbegin(); it != origins_.cend(); ++it)
        if (NodeItem* item = scene_.node(it.key())) item->setPos(snapped(it.value() + way));
    scene_.markTarget(target(point));
}

void MoveNodes::finish(QPointF point) {
    move(point);
    if (!far_) return;
    if (const WireItem* wire = target(point)) {
        const Wire into{toStd(wire->line().from), toStd(wire->line().to)};
        return inserted_(loose_, scene_.node(loose_)->pos(), into);
    }
    QHash<QString, QPointF> places;
    for (auto it = origins_.cbegin(); it != origins_.cend(); ++it)
        if (const NodeItem* item = scene_.node(it.key())) places.insert(it.key(), item->pos());
    moved_(places);
}

void MoveNodes::cancel() {
    scene_.markTarget(nullptr);
    for (auto it = origins_.cbegin(); it != origins_.cend(); ++it)
        if (NodeItem* item = scene_.node(it.key())) item->setPos(it.value());
}

}  // namespace glassnet::app
