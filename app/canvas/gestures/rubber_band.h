// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/gestures/gesture.h"

#include <QGraphicsRectItem>
#include <QStringList>

namespace glassnet::app {

class CanvasScene;

/// Selects the cards that a rectangle touches, in addition to those in `kept`.
class RubberBand : public Gesture {
public:
    RubberBand(CanvasScene& scene, QPointF start, QStringList kept);
    ~RubberBand() override;
    void move(QPointF point) override;
    void finish(QPointF point) override { move(point); }
    void cancel() override;

private:
    CanvasScene& scene_;
    QGraphicsRectItem band_;
    QPointF start_;
    QStringList kept_;
};

}  // namespace glassnet::app
