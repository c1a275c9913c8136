// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

namespace glassnet::app {

/// At most `most` points that look the same: of each of most / 2 equal stretches the lowest and the highest,
/// in their order. The first and the last point always stay. Points that are not finite are left out.
[[nodiscard]] QList<QPointF> decimated(const QList<QPointF>& points, int most = 2000);

/// Exponential moving average over about `window` points, without the pull towards zero at the beginning.
[[nodiscard]] QList<QPointF> smoothed(const QList<QPointF>& points, double window);

}  // namespace glassnet::app
