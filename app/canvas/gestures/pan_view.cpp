// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/gestures/pan_view.h"

#include <QGraphicsView>
#include <QScrollBar>

namespace glassnet::app {

PanView::PanView(QGraphicsView& view, QPointF start) : view_(view), start_(start) {
    view_.viewport()->setCursor(Qt::ClosedHandCursor);
}

PanView::~PanView() { view_.viewport()->unsetCursor(); }

void PanView::move(QPointF point) {
    const double zoom = view_.transform().m11();
    const QPointF way = (start_ - point) * zoom;
    view_.horizontalScrollBar()->setValue(view_.horizontalScrollBar()->value() + qRound(way.x()));
    view_.verticalScrollBar()->setValue(view_.verticalScrollBar()->value() + qRound(way.y()));
}

}  // namespace glassnet::app
