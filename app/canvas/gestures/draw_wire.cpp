// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/gestures/draw_wire.h"

#include "canvas/canvas_scene.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"

#include <QCoreApplication>
#include <QPen>

#include <algorithm>

namespace glassnet::app {

DrawWire::DrawWire(CanvasScene& scene, NodeItem& node, End end, Drawn drawn, Refused refused, Dropped dropped)
    : scene_(scene),
      node_(node.id()),
      end_(end),
      drawn_(std::move(drawn)),
      refused_(std::move(refused)),
      dropped_(std::move(dropped)),
      start_(end == End::output ? node.outputPort() : node.inputPort()) {
    rubber_.setPen(QPen(coloursOf(scene.palette()).accent, 2, Qt::DashLine, Qt::RoundCap));
    rubber_.setZValue(3);
    scene_.addItem(&rubber_);
    for (NodeItem* item : scene_.nodes())
        item->invite(item->id() == node_ ? NodeItem::Invitation::none
                                         : (allowed(item->id()) ? NodeItem::Invitation::welcome
                                                                : NodeItem::Invitation::refused));
}

DrawWire::~DrawWire() {
    scene_.removeItem(&rubber_);
    for (NodeItem* item : scene_.nodes()) item->invite(NodeItem::Invitation::none);
}

bool DrawWire::allowed(const QString& other) const {
    const NodeItem* to = scene_.node(end_ == End::output ? other : node_);
    if (!to || !to->content().takesInput) return false;
    return end_ == End::output ? can_connect(scene_.network(), toStd(node_), toStd(other))
                               : can_connect(scene_.network(), toStd(other), toStd(node_));
}

QString DrawWire::reason(const QString& other) const {
    const Wire wire =
        end_ == End::output ? Wire{toStd(node_), toStd(other)} : Wire{toStd(other), toStd(node_)};
    const NodeItem* to = scene_.node(plain(wire.to));
    if (to && !to->content().takesInput)
        return QCoreApplication::translate("glassnet::app::DrawWire", "%1 takes no input.")
            .arg(plain(wire.to));
    const auto& wires = scene_.network().wires;
    if (std::ranges::find(wires, wire) != wires.end())
        return QCoreApplication::translate("glassnet::app::DrawWire", "%1 and %2 are wired already.")
            .arg(plain(wire.from), plain(wire.to));
    return QCoreApplication::translate("glassnet::app::DrawWire",
                                       "This wire would make a circle: %1 already feeds %2.")
        .arg(plain(wire.to), plain(wire.from));
}

NodeItem* DrawWire::targetAt(QPointF point) const {
    const auto [item, port] = scene_.portAt(point);
    NodeItem* target = item ? item : scene_.nodeAt(point);
    return target && target->id() != node_ ? target : nullptr;
}

void DrawWire::move(QPointF point) {
    QPointF end = point;
    if (const NodeItem* target = targetAt(point); target && allowed(target->id()))
        end = end_ == End::output ? target->inputPort() : target->outputPort();
    rubber_.setPath(end_ == End::output ? wirePath(start_, end) : wirePath(end, start_));
}

void DrawWire::finish(QPointF point) {
    const NodeItem* target = targetAt(point);
    if (!target) {
        if (end_ == End::output && !scene_.nodeAt(point) && QLineF(point, start_).length() > 24)
            dropped_(node_, point);
    } else if (!allowed(target->id())) {
        refused_(reason(target->id()));
    } else if (end_ == End::output) {
        drawn_(node_, target->id());
    } else {
        drawn_(target->id(), node_);
    }
}

}  // namespace glassnet::app
