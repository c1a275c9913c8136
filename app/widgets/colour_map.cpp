// SPDX-License-Identifier: GPL-3.0-or-later
//
// Viridis is interpolated from 17 of its 256 colours (CC0, bids.github.io/colormap); the error is below what
// an eye sees.
#include "widgets/colour_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace glassnet::app {

namespace {

using Anchors = std::span<const QRgb>;

constexpr std::array<QRgb, 17> viridis{0xff440154, 0xff48186a, 0xff472d7b, 0xff424086, 0xff3b528b, 0xff33638d,
                                       0xff2c728e, 0xff26828e, 0xff21918c, 0xff1fa088, 0xff28ae80, 0xff3fbc73,
                                       0xff5ec962, 0xff84d44b, 0xffaddc30, 0xffd8e219, 0xfffde725};
constexpr std::array<QRgb, 7> signedLight{0xff1b5a9e, 0xff3f82bf, 0xff9cc4e2, 0xfff7f7f7,
                                          0xfff2b0a0, 0xffd75a58, 0xffb0131f};
// On dark panels zero is the panel's own darkness: what is strong shines.
constexpr std::array<QRgb, 7> signedDark{0xff6cb0ff, 0xff4c86c8, 0xff304f72, 0xff1f242b,
                                         0xff6b3a37, 0xffb9584e, 0xfff87a66};
constexpr std::array<QRgb, 2> greys{0xff000000, 0xffffffff};
constexpr QRgb notANumber = 0xffd81b60;

QList<QRgb> interpolated(Anchors anchors) {
    QList<QRgb> table;
    for (int i = 0; i < mapColours; ++i) {
        const double place =
            static_cast<double>(i) / (mapColours - 1) * static_cast<double>(anchors.size() - 1);
        const auto left = std::min(static_cast<std::size_t>(place), anchors.size() - 2);
        const double share = place - static_cast<double>(left);
        const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
        const QRgb a = anchors[left], b = anchors[left + 1];
        table.append(qRgb(mix(qRed(a), qRed(b)), mix(qGreen(a), qGreen(b)), mix(qBlue(a), qBlue(b))));
    }
    table.append(notANumber);
    return table;
}

}  // namespace

const QList<QRgb>& colourTable(ColourMap map, bool dark) {
    static const QList<QRgb> viridisTable = interpolated(viridis);
    static const QList<QRgb> lightTable = interpolated(signedLight);
    static const QList<QRgb> darkTable = interpolated(signedDark);
    static const QList<QRgb> greyTable = interpolated(greys);
    switch (map) {
        case ColourMap::viridis:
            return viridisTable;
        case ColourMap::blueWhiteRed:
            return dark ? darkTable : lightTable;
        case ColourMap::greys:
            return greyTable;
    }
    return viridisTable;
}

int colourIndex(double value, const Scale& scale) {
    if (std::isnan(value)) return notANumberIndex;
    const double width = scale.highest - scale.lowest;
    if (!(width > 0))
        return value > scale.highest ? mapColours - 1
                                     : (value < scale.lowest ? 0 : (scale.lowest < 0 ? mapColours / 2 : 0));
    const double share = std::clamp((value - scale.lowest) / width, 0.0, 1.0);
    return static_cast<int>(std::lround(share * (mapColours - 1)));
}

Scale scaleOf(std::span<const float> values, ColourMap map) {
    double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
    for (const float value : values) {
        if (!std::isfinite(value)) continue;
        lowest = std::min(lowest, static_cast<double>(value));
        highest = std::max(highest, static_cast<double>(value));
    }
    if (lowest > highest) return map == ColourMap::blueWhiteRed ? Scale{-1, 1} : Scale{0, 1};
    if (map != ColourMap::blueWhiteRed && lowest == highest)
        return lowest == 0 ? Scale{0, 1} : Scale{std::min(0.0, lowest), std::max(0.0, highest)};
    if (map != ColourMap::blueWhiteRed) return {lowest, highest};
    const double size = std::max(std::abs(lowest), std::abs(highest));
    return {-size, size};
}

}  // namespace glassnet::app
