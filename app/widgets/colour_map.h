// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QRgb>

#include <cstdint>
#include <span>

namespace glassnet::app {

/// How numbers become colours: viridis for magnitudes, blue–white–red about zero for signed values, grey for
/// pictures.
enum class ColourMap { viridis, blueWhiteRed, greys };

/// The values at the two ends of a colour map.
struct Scale {
    double lowest = 0;
    double highest = 1;
    friend bool operator==(const Scale&, const Scale&) = default;
};

/// Positions 0 … 254 are colours, 255 stands for "not a number".
inline constexpr int mapColours = 255;
inline constexpr int notANumberIndex = 255;
[[nodiscard]] const QList<QRgb>& colourTable(ColourMap map, bool dark);

/// Returns the position of a value in the table; values outside the scale take its ends.
[[nodiscard]] int colourIndex(double value, const Scale& scale);

/// Returns the scale that shows all finite values: symmetric about zero for signed maps, from the smallest to
/// the largest otherwise; from zero where all are the same, so that a single number is not drawn as the
/// smallest.
[[nodiscard]] Scale scaleOf(std::span<const float> values, ColourMap map);

}  // namespace glassnet::app
