// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/axis_scale.h"

#include "widgets/engine_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

namespace {

// between these, all arithmetic of a scale is exact enough
constexpr double largest = 1e300, smallest = 1e-300;
constexpr int mostMarks = 12;

double tamed(double value) {
    return std::isnan(value) || std::abs(value) < smallest ? 0 : std::clamp(value, -largest, largest);
}

}  // namespace

double roundUp(double value) {
    if (!(value >= smallest) || !std::isfinite(value)) return 1;
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
        if (step * decade >= value * 0.9999) return step * decade;
    return 10 * decade;
}

double tickOf(double top, int most) {
    const double decade = std::pow(10.0, std::floor(std::log10(top / most)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0, 20.0})
        if (top / (step * decade) <= most * 1.0001) return step * decade;
    return top;
}

AxisScale scaleAround(double lowest, double highest, int marks) {
    const double above = std::max(0.0, tamed(highest)), below = std::max(0.0, -tamed(lowest));
    AxisScale scale;
    scale.high = above > 0 ? roundUp(above * 1.02) : below > 0 ? 0 : 2.5;
    scale.low = below > 0 ? -roundUp(below * 1.02) : 0;
    scale.step = tickOf(scale.high - scale.low, marks);
    return scale;
}

AxisScale countingScale(double last, int marks) {
    const double high = std::clamp(std::isfinite(last) ? last : 1.0, 1.0, 1e15);
    if (high == 1) return {0, 1, 0.25};
    double step = std::ceil(tickOf(high, marks));
    if (step == 3) step = 5;  // 2.5 is not a count
    return {0, high, step};
}

QList<double> marksOf(const AxisScale& scale) {
    QList<double> marks;
    const double slack = 1e-9, first = std::ceil(scale.low / scale.step - slack);
    for (int i = 0; i < mostMarks; ++i) {
        const double mark = (first + i) * scale.step;
        if (mark > scale.high + slack * scale.step) break;
        marks += mark;
    }
    return marks;
}

QString markText(double mark, const AxisScale& scale) {
    if (std::abs(mark) < scale.step / 2) return QStringLiteral("0");
    const double size = std::max(std::abs(scale.low), std::abs(scale.high));
    if (size >= 1e5 || size < 1e-3) return exponentText(mark);
    int decimals = 0;
    for (double step = scale.step; decimals < 6 && std::abs(step - std::round(step)) > 1e-6 * step;
         step *= 10)
        ++decimals;
    return QLocale().toString(mark, 'f', decimals).replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace glassnet::app
