// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/wire_item.h"

#include "widgets/colours.h"

#include <QGraphicsScene>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

namespace {

/// Draws straight lines through these points, with rounded corners.
QPainterPath rounded(const QList<QPointF>& points, double radius) {
    QPainterPath path(points.first());
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QLineF in(points[i], points[i - 1]), out(points[i], points[i + 1]);
        const double r = std::min({radius, in.length() / 2, out.length() / 2});
        if (r < 0.5) continue;
        path.lineTo(in.pointAt(r / in.length()));
        path.quadTo(points[i], out.pointAt(r / out.length()));
    }
    path.lineTo(points.last());
    return path;
}

}  // namespace

QPainterPath wirePath(QPointF from, QPointF to) {
    if (to.x() >= from.x() + 8) {
        QPainterPath path(from);
        const double reach = std::max(18.0, (to.x() - from.x()) * 0.5);
        path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
        return path;
    }
    // Backwards: out, down (or up) between the rows, back, in.
    constexpr double out = 16;
    double between = (from.y() + to.y()) / 2;
    if (to.y() - from.y() > 130)
        between = to.y() - 68;  // below a tall card, above the next row
    else if (std::abs(to.y() - from.y()) < 60)
        between = std::max(from.y(), to.y()) + 108;
    return rounded({from,
                    from + QPointF(out, 0),
                    {from.x() + out, between},
                    {to.x() - out, between},
                    to - QPointF(out, 0),
                    to},
                   12);
}

WireItem::WireItem(const WireLine& line) : line_(line) {
    setFlags(ItemIsSelectable);
    setAcceptHoverEvents(true);
    setZValue(0);
}

void WireItem::show(const WireLine& line) {
    if (line == line_) return;
    line_ = line;
    update();
}

void WireItem::lay(QPointF from, QPointF to) { setPath(wirePath(from, to)); }

void WireItem::setTarget(bool target) {
    if (target == target_) return;
    target_ = target;
    update();
}

QPainterPath WireItem::shape() const {
    QPainterPathStroker stroker;
    stroker.setWidth(12);
    return stroker.createStroke(path());
}

void WireItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    const Colours& colours = coloursOf(scene()->palette());
    painter->setRenderHint(QPainter::Antialiasing);
    const double thick =
        line_.signal > 1 ? std::clamp(0.9 + 0.22 * std::log2(line_.signal) * 0.75, 1.5, 3.4) : 1.5;
    QPen pen(mixed(colours.canvas, colours.faint, colours.dark ? 0.8 : 0.95), thick, Qt::SolidLine,
             Qt::RoundCap, Qt::RoundJoin);
    if (hovered_) pen.setColor(colours.secondary);
    if (line_.wrong) {
        pen.setColor(colours.error);
        pen.setStyle(Qt::DashLine);
    }
    if (isSelected() || target_) {
        pen.setColor(colours.accent);
        pen.setWidthF(std::max(thick, target_ ? 4.0 : 2.6));
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(path());
}

}  // namespace glassnet::app
