// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

namespace glassnet::app {

/// What the pointer does between press and release. Points are the scene's. Esc cancels.
class Gesture {
public:
    virtual ~Gesture() = default;
    virtual void move(QPointF point) = 0;
    virtual void finish(QPointF point) = 0;
    virtual void cancel() = 0;
};

}  // namespace glassnet::app
