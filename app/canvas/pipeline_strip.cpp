// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/pipeline_strip.h"

#include "widgets/colours.h"
#include "widgets/fonts.h"
#include "widgets/tensor_image.h"

#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QGraphicsSceneHoverEvent>
#include <QPainter>

namespace glassnet::app {

namespace {
constexpr double tileWidth = 68, tileHeight = 96;
constexpr double pictureSide = 52;
constexpr double arrow = 18;  // the room between two tiles, and before the node
}  // namespace

PipelineStrip::PipelineStrip() {
    setObjectName(QStringLiteral("canvas.pipeline"));
    setAcceptHoverEvents(true);
    setZValue(0.5);
}

void PipelineStrip::show(const QList<StageTile>& stages) {
    if (stages == stages_) return;
    if (stages.size() != stages_.size()) prepareGeometryChange();
    stages_ = stages;
    setVisible(!stages_.isEmpty());
    update();
}

void PipelineStrip::placeBefore(QPointF card) {
    setPos(card - QPointF(static_cast<double>(stages_.size()) * (tileWidth + arrow), 0));
}

QRectF PipelineStrip::tileRect(int stage) const {
    return {stage * (tileWidth + arrow), 0, tileWidth, tileHeight};
}

QRectF PipelineStrip::boundingRect() const {
    return {0, 0, static_cast<double>(stages_.size()) * (tileWidth + arrow), tileHeight};
}

void PipelineStrip::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    const Colours& colours = coloursOf(scene()->palette());
    painter->setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < static_cast<int>(stages_.size()); ++i) {
        paintTile(*painter, colours, i);
        paintArrow(*painter, colours, {tileRect(i).right(), 6 + pictureSide / 2});
    }
}

void PipelineStrip::paintTile(QPainter& painter, const Colours& colours, int stage) const {
    const StageTile& tile = stages_[stage];
    const QRectF place = tileRect(stage);
    painter.setPen(QPen(colours.line, 1, Qt::DashLine));
    painter.setBrush(mixed(colours.canvas, colours.panel, 0.6));
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const QRectF frame(place.center().x() - pictureSide / 2, place.top() + 6, pictureSide, pictureSide);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.field);
    painter.drawRect(frame);
    if (!tile.picture.isNull()) {
        const QSizeF size = QSizeF(tile.picture.size()).scaled(frame.size(), Qt::KeepAspectRatio);
        const QRectF inner(frame.center() - QPointF(size.width() / 2, size.height() / 2), size);
        drawTile(painter, inner, tile.picture, tile.picture.width() > inner.width() * 2);
    }
    const auto line = [&](const QFont& font, const QColor& colour, double baseline, const QString& text) {
        painter.setFont(font);
        painter.setPen(colour);
        const QFontMetricsF metrics(font);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, tileWidth - 2);
        painter.drawText(QPointF(place.center().x() - metrics.horizontalAdvance(shown) / 2, baseline), shown);
    };
    line(textFont(10, QFont::DemiBold), colours.text, place.top() + 70, tile.title);
    line(textFont(9), colours.secondary, place.top() + 81, tile.shape);
    line(textFont(9), colours.faint, place.top() + 91, tile.range);
}

void PipelineStrip::paintArrow(QPainter& painter, const Colours& colours, QPointF from) const {
    painter.setPen(QPen(colours.faint, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF begin = from + QPointF(4, 0), end = from + QPointF(arrow - 5, 0);
    painter.drawLine(begin, end);
    painter.drawPolyline(QPolygonF{end + QPointF(-4, -3.5), end, end + QPointF(-4, 3.5)});
}

void PipelineStrip::hoverMoveEvent(QGraphicsSceneHoverEvent* event) {
    for (int i = 0; i < static_cast<int>(stages_.size()); ++i)
        if (tileRect(i).contains(event->pos()))
            setToolTip(QStringLiteral("%1\n%2\n%3\n%4")
                           .arg(stages_[i].title, stages_[i].shape, stages_[i].range,
                                tr("Double-click to see the steps on the Data page")));
}

}  // namespace glassnet::app
