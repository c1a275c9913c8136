// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/gestures/gesture.h"

#include <QGraphicsPathItem>
#include <QString>

#include <functional>

namespace glassnet::app {

class CanvasScene;
class NodeItem;

/// Draws a wire from a ring to another card. Cards that may take it glow, the others fade: a cycle cannot be
/// drawn.
class DrawWire : public Gesture {
public:
    using Drawn = std::function<void(const QString& from, const QString& to)>;
    using Refused = std::function<void(const QString& reason)>;
    /// Called when the wire is dropped on nothing: layers to connect may be offered.
    using Dropped = std::function<void(const QString& from, QPointF point)>;
    enum class End { output, input };  // which ring of `node` the wire starts at

    DrawWire(CanvasScene& scene, NodeItem& node, End end, Drawn drawn, Refused refused, Dropped dropped);
    ~DrawWire() override;
    void move(QPointF point) override;
    void finish(QPointF point) override;
    void cancel() override {}

private:
    [[nodiscard]] bool allowed(const QString& other) const;
    [[nodiscard]] NodeItem* targetAt(QPointF point) const;
    [[nodiscard]] QString reason(const QString& other) const;

    CanvasScene& scene_;
    QString node_;
    End end_;
    Drawn drawn_;
    Refused refused_;
    Dropped dropped_;
    QGraphicsPathItem rubber_;
    QPointF start_;
};

}  // namespace glassnet::app
