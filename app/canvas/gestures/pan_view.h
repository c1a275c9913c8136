// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/gestures/gesture.h"

class QGraphicsView;

namespace glassnet::app {

/// Shifts the view so that the grabbed point stays under the pointer.
class PanView : public Gesture {
public:
    PanView(QGraphicsView& view, QPointF start);
    ~PanView() override;
    void move(QPointF point) override;
    void finish(QPointF point) override { move(point); }
    void cancel() override {}

private:
    QGraphicsView& view_;
    QPointF start_;
};

}  // namespace glassnet::app
