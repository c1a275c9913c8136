// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/node_card.h"

#include <QGraphicsPathItem>

namespace glassnet::app {

/// Returns the path of a wire from an output ring to an input ring: a smooth curve forwards; backwards it
/// runs between the rows, with round corners.
[[nodiscard]] QPainterPath wirePath(QPointF from, QPointF to);

/// A wire on the canvas; thicker where more signal flows.
class WireItem : public QGraphicsPathItem {
public:
    enum { Type = UserType + 2 };
    explicit WireItem(const WireLine& line);

    void show(const WireLine& line);
    void lay(QPointF from, QPointF to);
    /// Marks the wire as the place where a dragged layer would go.
    void setTarget(bool target);
    [[nodiscard]] bool isTarget() const { return target_; }

    [[nodiscard]] const WireLine& line() const { return line_; }
    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QPainterPath shape() const override;
    [[nodiscard]] QRectF boundingRect() const override {
        return path().boundingRect().adjusted(-8, -8, 8, 8);
    }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent*) override {
        hovered_ = true;
        update();
    }
    void hoverLeaveEvent(QGraphicsSceneHoverEvent*) override {
        hovered_ = false;
        update();
    }

private:
    WireLine line_;
    bool target_ = false;
    bool hovered_ = false;
};

}  // namespace glassnet::app
