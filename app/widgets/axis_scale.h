// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace glassnet::app {

/// Where an axis begins and ends, and how far apart its marks are. Zero is always on it, and there are never
/// more than a dozen marks: whatever the values, an axis costs the same.
struct AxisScale {
    double low = 0, high = 1, step = 1;
    friend bool operator==(const AxisScale&, const AxisScale&) = default;
};

/// Returns a scale with round ends around values from `lowest` to `highest`, with at most `marks` steps.
/// Accepts any numbers; what is not finite or too large to divide (beyond 1e300) counts as the largest that
/// is not.
[[nodiscard]] AxisScale scaleAround(double lowest, double highest, int marks);

/// Returns a scale from 0 to `last`, counted in whole numbers unless there is only one.
[[nodiscard]] AxisScale countingScale(double last, int marks);

/// Returns the places of the marks, from below.
[[nodiscard]] QList<double> marksOf(const AxisScale& scale);

/// Returns the text of a mark: as many digits as distinguish it from its neighbours, "2.5e10" where a plain
/// number would be long.
[[nodiscard]] QString markText(double mark, const AxisScale& scale);

/// Returns the smallest of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 × 10ⁿ that is at least `value`: axes end at
/// round numbers. 1 for what is no size.
[[nodiscard]] double roundUp(double value);
/// Returns a round distance of at most `most` ticks from 0 to `top`.
[[nodiscard]] double tickOf(double top, int most);

}  // namespace glassnet::app
