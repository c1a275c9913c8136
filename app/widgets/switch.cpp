// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/switch.h"

#include "widgets/colours.h"

#include <QPainter>

namespace glassnet::app {

Switch::Switch(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void Switch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    const QRectF track = QRectF(rect()).adjusted(2, 2, -2, -2);
    if (hasFocus()) {
        painter.setPen(QPen(colours.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), height() / 2.0, height() / 2.0);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? colours.accent
                                 : mixed(colours.panel, colours.faint, isEnabled() ? 0.55 : 0.3));
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    const double side = track.height() - 4;
    painter.setBrush(isChecked() ? colours.onAccent : colours.panel);
    painter.drawEllipse(
        QRectF(isChecked() ? track.right() - side - 2 : track.left() + 2, track.top() + 2, side, side));
}

}  // namespace glassnet::app
