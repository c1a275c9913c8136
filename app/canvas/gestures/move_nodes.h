// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/gestures/gesture.h"
#include "network/network.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>

namespace glassnet::app {

class CanvasScene;
class WireItem;

/// Drags nodes along, on the grid; Esc puts them back. A single layer without wires can be dropped on a wire,
/// to be inserted there.
class MoveNodes : public Gesture {
public:
    using Moved = std::function<void(const QHash<QString, QPointF>&)>;
    using Inserted = std::function<void(const QString& node, QPointF place, const Wire& into)>;
    MoveNodes(CanvasScene& scene, const QStringList& nodes, QPointF start, Moved moved, Inserted inserted);
    ~MoveNodes() override;
    void move(QPointF point) override;
    void finish(QPointF point) override;
    void cancel() override;

private:
    [[nodiscard]] WireItem* target(QPointF point) const;

    CanvasScene& scene_;
    QHash<QString, QPointF> origins_;
    QPointF start_;
    Moved moved_;
    Inserted inserted_;
    QString loose_;  // the one node that may go into a wire
    bool far_ = false;
};

/// Returns the nearest place on the 8-px grid.
[[nodiscard]] QPointF snapped(QPointF point);

}  // namespace glassnet::app
