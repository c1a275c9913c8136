// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/gestures/gesture.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>

namespace glassnet::app {

class CanvasScene;

/// Drags nodes along, on the grid; Esc puts them back.
class MoveNodes : public Gesture {
public:
    using Moved = std::function<void(const QHash<QString, QPointF>&)>;
    MoveNodes(CanvasScene& scene, const QStringList& nodes, QPointF start, Moved moved);
    void move(QPointF point) override;
    void finish(QPointF point) override;
    void cancel() override;

private:
    CanvasScene& scene_;
    QHash<QString, QPointF> origins_;
    QPointF start_;
    Moved moved_;
    bool far_ = false;
};

/// The nearest place on the 8-px grid.
[[nodiscard]] QPointF snapped(QPointF point);

}  // namespace glassnet::app
