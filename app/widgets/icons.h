// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace glassnet::app {

/// Tells whether resources/icons has an icon of this name.
[[nodiscard]] bool hasIcon(const QString& name);

/// Returns the icon in one colour, sharp on a screen of this device ratio.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& colour, int size = 16, double ratio = 1);
[[nodiscard]] QIcon tintedIcon(const QString& name, const QColor& colour, const QColor& disabled = {});

/// Paints the icon directly from its vectors.
void paintIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& place);

/// Paints a rounded tile in 16 % of the colour with the icon in it, as on node cards and in the palette.
void paintIconTile(QPainter& painter, const QString& name, const QColor& colour, const QRectF& place);

}  // namespace glassnet::app
