// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_item.h"

#include "widgets/colours.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"
#include "widgets/tensor_image.h"

#include <QFontMetricsF>
#include <QGraphicsScene>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace glassnet::app {

namespace {
constexpr double cardRadius = 10;
constexpr double margin = 10;
}  // namespace

NodeItem::NodeItem() {
    setFlags(ItemIsSelectable | ItemSendsGeometryChanges | ItemIsFocusable);
    setAcceptHoverEvents(true);
    setZValue(1);
}

double NodeItem::height() const { return content_.picture ? 112 : 66 + (content_.vector ? 20 : 0); }

void NodeItem::show(const NodeCard& content) {
    const bool taller = content.picture != content_.picture || content.vector != content_.vector;
    if (taller) prepareGeometryChange();
    const bool elsewhere = content.at != pos();
    if (content == content_ && !elsewhere) return;
    content_ = content;
    setObjectName(QStringLiteral("canvas.node.") + content.id);
    // Names that people type are not markup.
    setToolTip(content.problems.isEmpty() ? QString()
                                          : QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>")
                                                .arg(content.problems.toHtmlEscaped()));
    if (elsewhere) setPos(content.at);
    update();
}

void NodeItem::showLive(const LiveCard& live) {
    live_ = live;
    update();
}

void NodeItem::invite(Invitation invitation) {
    if (invitation == invitation_) return;
    invitation_ = invitation;
    setOpacity(invitation == Invitation::refused ? 0.45 : 1);
    update();
}

NodeItem::Port NodeItem::portAt(QPointF scenePoint) const {
    constexpr double reach = 11;
    if (content_.takesInput && QLineF(scenePoint, inputPort()).length() < reach) return Port::input;
    if (QLineF(scenePoint, outputPort()).length() < reach) return Port::output;
    return Port::none;
}

QPainterPath NodeItem::shape() const {
    QPainterPath path;
    path.addRoundedRect(card(), cardRadius, cardRadius);
    return path;
}

QVariant NodeItem::itemChange(GraphicsItemChange change, const QVariant& value) {
    if (change == ItemPositionHasChanged) Q_EMIT moved();
    if (change == ItemSelectedHasChanged) setZValue(value.toBool() ? 2 : 1);
    return QGraphicsObject::itemChange(change, value);
}

void NodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent*) {
    hovered_ = true;
    update();
}
void NodeItem::hoverLeaveEvent(QGraphicsSceneHoverEvent*) {
    hovered_ = false;
    update();
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
    const Colours& colours = coloursOf(scene()->palette());
    painter->setRenderHint(QPainter::Antialiasing);
    const double detail = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    Q_UNUSED(option);
    paintCard(*painter, colours);
    if (detail < 0.4) {
        paintIconTile(*painter, content_.icon, colours.role(content_.role),
                      QRectF(width / 2 - 18, height() / 2 - 18, 36, 36));
    } else {
        paintTexts(*painter, colours);
        paintLive(*painter, colours);
    }
    paintPorts(*painter, colours);
    paintBadge(*painter, colours);
}

void NodeItem::paintCard(QPainter& painter, const Colours& colours) const {
    painter.setPen(Qt::NoPen);
    // a soft shadow without a graphics effect, which would cost a pixmap per node
    for (int ring = 4; ring >= 1; --ring) {
        painter.setBrush(QColor(0, 0, 0, colours.dark ? 22 : 7));
        painter.drawRoundedRect(card().adjusted(-ring + 1, -ring + 2, ring - 1, ring), cardRadius + ring,
                                cardRadius + ring);
    }
    const bool bad = content_.worst == Severity::error;
    QColor border = bad ? colours.error : (hovered_ ? colours.faint : colours.line);
    if (isSelected() || invitation_ == Invitation::welcome) border = colours.accent;
    painter.setPen(QPen(border, isSelected() ? 2 : 1));
    painter.setBrush(colours.panel);
    const double inset = isSelected() ? 0 : 0.5;
    painter.drawRoundedRect(card().adjusted(inset, inset, -inset, -inset), cardRadius, cardRadius);
}

void NodeItem::paintTexts(QPainter& painter, const Colours& colours) const {
    const double dim = content_.waiting ? 0.5 : 1.0;
    painter.setOpacity(painter.opacity() * dim);
    paintIconTile(painter, content_.icon, colours.role(content_.role), QRectF(8, 8, 20, 20));
    painter.setPen(colours.text);
    painter.setFont(textFont(13, QFont::DemiBold));
    const double room = width - 36 - margin;
    QString title = content_.title;
    QFontMetricsF metrics(painter.font());
    if (metrics.horizontalAdvance(title) > room) {
        painter.setFont(textFont(12, QFont::DemiBold));
        metrics = QFontMetricsF(painter.font());
        title = metrics.elidedText(title, Qt::ElideRight, room);
    }
    painter.drawText(QPointF(36, 22.5), title);
    painter.setPen(colours.secondary);
    painter.setFont(monospacedFont(11));
    painter.drawText(
        QPointF(margin, 44),
        QFontMetricsF(painter.font()).elidedText(content_.shape, Qt::ElideRight, width - 2 * margin));
    painter.setPen(colours.faint);
    painter.setFont(textFont(10.5));
    drawTabular(painter, QPointF(margin, 58.5), content_.note);
    painter.setOpacity(painter.opacity() / dim);
}

void NodeItem::paintLive(QPainter& painter, const Colours& colours) const {
    const double inner = width - 2 * margin;
    if (content_.vector) {
        const QRectF place(margin, 64.5, inner, 7);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.field);
        painter.drawRoundedRect(place, 2, 2);
        if (!live_.strip.isEmpty())
            drawTile(painter, place, live_.strip.first(), live_.strip.first().width() > inner * 2);
        paintBar(painter, colours, 76);
    } else if (content_.picture) {
        paintMaps(painter, colours);
        paintBar(painter, colours, 100);
    }
}

void NodeItem::paintMaps(QPainter& painter, const Colours& colours) const {
    const double inner = width - 2 * margin;
    constexpr double gap = 2;
    const double side = (inner - 3 * gap) / 4;
    for (int i = 0; i < 4; ++i) {
        const QRectF place(margin + i * (side + gap), 67, side, side);
        if (i < live_.strip.size()) {
            drawTile(painter, place, live_.strip[i], true);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colours.field);
            painter.drawRect(place);
        }
    }
}

void NodeItem::paintBar(QPainter& painter, const Colours& colours, double top) const {
    if (live_.bar < 0) return;
    const QRectF track(margin, top, width - 2 * margin, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.field);
    painter.drawRoundedRect(track, 1.5, 1.5);
    painter.setBrush(colours.role(content_.role));
    painter.drawRoundedRect(
        QRectF(track.left(), track.top(), track.width() * std::clamp(live_.bar, 0.0, 1.0), 3), 1.5, 1.5);
}

void NodeItem::paintPorts(QPainter& painter, const Colours& colours) const {
    const auto ring = [&](QPointF centre, bool glowing) {
        if (glowing) {
            QColor halo = colours.accent;
            halo.setAlphaF(0.22F);
            painter.setPen(Qt::NoPen);
            painter.setBrush(halo);
            painter.drawEllipse(centre, portRadius + 4, portRadius + 4);
        }
        painter.setBrush(colours.panel);
        painter.setPen(QPen(glowing ? colours.accent : colours.faint, 1.4));
        painter.drawEllipse(centre, portRadius, portRadius);
    };
    if (content_.takesInput) ring({0, portHeight}, invitation_ == Invitation::welcome);
    ring({width, portHeight}, false);
}

void NodeItem::paintBadge(QPainter& painter, const Colours& colours) const {
    if (!content_.worst) return;
    const QRectF place(width - 15, -9, 18, 18);
    const bool bad = *content_.worst == Severity::error;
    const QColor colour =
        bad ? colours.error : (*content_.worst == Severity::warning ? colours.warning : colours.training);
    QPolygonF form;
    if (bad) {
        for (const auto& [x, y] :
             {std::pair{.3, .0}, {.7, .0}, {1., .3}, {1., .7}, {.7, 1.}, {.3, 1.}, {0., .7}, {0., .3}})
            form << place.topLeft() + QPointF(x * place.width(), y * place.height());
    } else {
        form << QPointF(place.center().x(), place.top() + 1) << place.bottomRight() << place.bottomLeft();
    }
    painter.setBrush(colour);
    painter.setPen(QPen(colours.canvas, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (*content_.worst == Severity::hint)
        painter.drawEllipse(place);
    else
        painter.drawPolygon(form);
    painter.setPen(colours.dark ? colours.canvas : Qt::white);
    painter.setFont(textFont(11, QFont::Bold));
    painter.drawText(place.adjusted(0, bad ? 0 : 3, 0, 0), Qt::AlignCenter,
                     *content_.worst == Severity::hint ? QStringLiteral("i") : QStringLiteral("!"));
}

}  // namespace glassnet::app
