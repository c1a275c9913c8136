// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/colour_bar.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"

#include <QPainter>

#include <algorithm>

namespace glassnet::app {

ColourBar::ColourBar(QWidget* parent) : QWidget(parent) { setFixedHeight(16); }

void ColourBar::show(const Scale& scale, ColourMap map) {
    scale_ = scale;
    map_ = map;
    setAccessibleName(
        tr("Colour scale from %1 to %2").arg(valueText(scale.lowest), valueText(scale.highest)));
    update();
}

void ColourBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Colours& colours = coloursOf(palette());
    painter.setFont(textFont(10.5));
    painter.setPen(colours.faint);
    const QString low = valueText(scale_.lowest);
    const QString high =
        (scale_.highest > 0 && map_ == ColourMap::blueWhiteRed ? QStringLiteral("+") : QString()) +
        valueText(scale_.highest);
    const double side =
        std::max({52.0, tabularWidth(painter.font(), low) + 8, tabularWidth(painter.font(), high) + 8});
    constexpr double baseline = 12;
    drawTabular(painter, {side - 6 - tabularWidth(painter.font(), low), baseline}, low);
    drawTabular(painter, {width() - side + 6, baseline}, high);
    const QRectF bar(side, 4, width() - 2 * side, 8);
    const QList<QRgb>& table = colourTable(map_, colours.dark);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 16; ++i) gradient.setColorAt(i / 16.0, QColor(table[i * (mapColours - 1) / 16]));
    painter.fillRect(bar, gradient);
}

}  // namespace glassnet::app
