// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/node_card.h"

#include <QGraphicsObject>

namespace glassnet::app {

struct Colours;

/// A layer on the canvas: a card with icon, name, shape, parameters, four live maps and a bar; a ring on each
/// side for wires.
class NodeItem : public QGraphicsObject {
    Q_OBJECT
public:
    static constexpr double width = 132;
    static constexpr double portHeight = 24;  // of both rings, below the card's top
    static constexpr double portRadius = 4.5;
    enum { Type = UserType + 1 };
    enum class Port { none, input, output };
    /// How a card looks to a wire that is being drawn.
    enum class Invitation { none, welcome, refused };

    NodeItem();

    void show(const NodeCard& content);
    void showLive(const LiveCard& live);
    void invite(Invitation invitation);

    [[nodiscard]] const NodeCard& content() const { return content_; }
    [[nodiscard]] QString id() const { return content_.id; }
    [[nodiscard]] double height() const;
    [[nodiscard]] QRectF card() const { return {0, 0, width, height()}; }
    [[nodiscard]] QPointF inputPort() const { return mapToScene(0, portHeight); }
    [[nodiscard]] QPointF outputPort() const { return mapToScene(width, portHeight); }
    /// Returns the port near a point of the scene, with some tolerance for the hand.
    [[nodiscard]] Port portAt(QPointF scenePoint) const;

    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QRectF boundingRect() const override { return card().adjusted(-12, -12, 12, 16); }
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

Q_SIGNALS:
    void moved();

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;
    void hoverEnterEvent(QGraphicsSceneHoverEvent*) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent*) override;

private:
    void paintCard(QPainter& painter, const Colours& colours) const;
    void paintTexts(QPainter& painter, const Colours& colours) const;
    void paintMaps(QPainter& painter, const Colours& colours) const;
    /// Paints the thin bar of the card, this far below its top.
    void paintBar(QPainter& painter, const Colours& colours, double top) const;
    void paintLive(QPainter& painter, const Colours& colours) const;
    void paintPorts(QPainter& painter, const Colours& colours) const;
    void paintBadge(QPainter& painter, const Colours& colours) const;

    NodeCard content_;
    LiveCard live_;
    Invitation invitation_ = Invitation::none;
    bool hovered_ = false;
};

}  // namespace glassnet::app
