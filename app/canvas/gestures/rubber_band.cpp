// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/gestures/rubber_band.h"

#include "canvas/canvas_scene.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"

#include <QPen>

namespace glassnet::app {

RubberBand::RubberBand(CanvasScene& scene, QPointF start, QStringList kept)
    : scene_(scene), start_(start), kept_(std::move(kept)) {
    QColor colour = coloursOf(scene.palette()).accent;
    QPen pen(colour, 1);
    pen.setCosmetic(true);
    band_.setPen(pen);
    colour.setAlphaF(0.1F);
    band_.setBrush(colour);
    band_.setZValue(4);
    scene_.addItem(&band_);
    scene_.select(kept_);
}

RubberBand::~RubberBand() { scene_.removeItem(&band_); }

void RubberBand::move(QPointF point) {
    const QRectF area = QRectF(start_, point).normalized();
    band_.setRect(area);
    QStringList chosen;
    for (const Node& node : scene_.network().nodes) {
        const NodeItem* item = scene_.node(plain(node.id));
        if (item && (kept_.contains(item->id()) || area.intersects(item->mapRectToScene(item->card()))))
            chosen += item->id();
    }
    scene_.select(chosen);
}

void RubberBand::cancel() { scene_.select(kept_); }

}  // namespace glassnet::app
