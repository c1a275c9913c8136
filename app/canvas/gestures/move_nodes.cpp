// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/gestures/move_nodes.h"

#include "canvas/canvas_scene.h"

#include <cmath>

namespace glassnet::app {

QPointF snapped(QPointF point) { return {std::round(point.x() / 8) * 8, std::round(point.y() / 8) * 8}; }

MoveNodes::MoveNodes(CanvasScene& scene, const QStringList& nodes, QPointF start, Moved moved)
    : scene_(scene), start_(start), moved_(std::move(moved)) {
    for (const QString& id : nodes)
        if (const NodeItem* item = scene.node(id)) origins_.insert(id, item->pos());
}

void MoveNodes::move(QPointF point) {
    const QPointF way = point - start_;
    far_ = far_ || way.manhattanLength() > 4;  // a click with a shaking hand moves nothing
    if (!far_) return;
    for (auto it = origins_.cbegin(); it != origins_.cend(); ++it)
        if (NodeItem* item = scene_.node(it.key())) item->setPos(snapped(it.value() + way));
}

void MoveNodes::finish(QPointF point) {
    move(point);
    if (!far_) return;
    QHash<QString, QPointF> places;
    for (auto it = origins_.cbegin(); it != origins_.cend(); ++it)
        if (const NodeItem* item = scene_.node(it.key())) places.insert(it.key(), item->pos());
    moved_(places);
}

void MoveNodes::cancel() {
    for (auto it = origins_.cbegin(); it != origins_.cend(); ++it)
        if (NodeItem* item = scene_.node(it.key())) item->setPos(it.value());
}

}  // namespace glassnet::app
