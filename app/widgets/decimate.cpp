// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decimate.h"

#include <algorithm>
#include <cmath>

namespace glassnet::app {

QList<QPointF> decimated(const QList<QPointF>& points, int most) {
    QList<QPointF> finite;
    finite.reserve(points.size());
    std::ranges::copy_if(points, std::back_inserter(finite),
                         [](QPointF p) { return std::isfinite(p.x()) && std::isfinite(p.y()); });
    if (finite.size() <= most) return finite;
    const qsizetype stretches = std::max<qsizetype>(1, (most - 2) / 2);
    const auto lower = [](QPointF a, QPointF b) { return a.y() < b.y(); };
    QList<QPointF> result{finite.first()};
    for (qsizetype stretch = 0; stretch < stretches; ++stretch) {
        const auto begin = finite.cbegin() + 1 + stretch * (finite.size() - 2) / stretches;
        const auto end = finite.cbegin() + 1 + (stretch + 1) * (finite.size() - 2) / stretches;
        if (begin == end) continue;
        const auto [low, high] = std::minmax_element(begin, end, lower);
        result.append(low < high ? *low : *high);
        if (low != high) result.append(low < high ? *high : *low);
    }
    result.append(finite.last());
    return result;
}

QList<QPointF> smoothed(const QList<QPointF>& points, double window) {
    const double keep = 1 - 1 / std::max(1.0, window);
    QList<QPointF> result;
    result.reserve(points.size());
    double sum = 0, weight = 0;
    for (const QPointF point : points) {
        if (!std::isfinite(point.y())) continue;
        sum = keep * sum + point.y();
        weight = keep * weight + 1;
        result.append({point.x(), sum / weight});
    }
    return result;
}

}  // namespace glassnet::app
