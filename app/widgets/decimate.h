// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace glassnet::app {

/// Returns at most `most` points that look the same: of each of most / 2 equal ranges the lowest and the
/// highest, in their order. The first and the last point always stay. Points that are not finite are left
/// out.
[[nodiscard]] QList<QPointF> decimated(const QList<QPointF>& points, int most = 2000);

/// Computes the exponential moving average over about `window` points, without the bias towards zero at the
/// beginning.
[[nodiscard]] QList<QPointF> smoothed(const QList<QPointF>& points, double window);

}  // namespace glassnet::app
