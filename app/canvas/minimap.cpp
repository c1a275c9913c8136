// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/minimap.h"

#include "canvas/canvas_scene.h"
#include "widgets/colours.h"

#include <QMouseEvent>
#include <QPainter>

namespace glassnet::app {

Minimap::Minimap(const CanvasScene& scene, QWidget* parent) : QWidget(parent), scene_(scene) {
    setObjectName(QStringLiteral("canvas.minimap"));
    setAccessibleName(tr("Overview of the network"));
    setFixedSize(136, 72);
}

void Minimap::showView(const QRectF& inView) {
    inView_ = inView;
    update();
}

QTransform Minimap::toMap() const {
    const QRectF all = scene_.contents();
    const QRectF area = QRectF(rect()).adjusted(8, 8, -8, -8);
    const double zoom = std::min({area.width() / all.width(), area.height() / all.height(), 0.14});
    QTransform transform;
    transform.translate(area.center().x(), area.center().y());
    transform.scale(zoom, zoom);
    transform.translate(-all.center().x(), -all.center().y());
    return transform;
}

void Minimap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(colours.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 8, 8);
    const QTransform transform = toMap();
    painter.setPen(Qt::NoPen);
    for (const NodeItem* item : scene_.nodes()) {
        painter.setBrush(colours.role(item->content().role));
        painter.drawRoundedRect(
            transform.mapRect(item->mapRectToScene(item->card().adjusted(0, 0, 0, 66 - item->height() + 20))),
            2.5, 2.5);
    }
    painter.setPen(QPen(colours.accent, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(
        transform.mapRect(inView_).intersected(QRectF(rect()).adjusted(4.5, 4.5, -4.5, -4.5)), 3, 3);
}

void Minimap::mousePressEvent(QMouseEvent* event) {
    Q_EMIT wanted(toMap().inverted().map(event->position()));
}
void Minimap::mouseMoveEvent(QMouseEvent* event) { Q_EMIT wanted(toMap().inverted().map(event->position())); }

}  // namespace glassnet::app
