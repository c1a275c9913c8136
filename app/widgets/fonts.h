// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPointF>
#include <QString>

class QPainter;

namespace glassnet::app {

/// Returns Inter where it is installed, otherwise the system's typeface.
[[nodiscard]] QFont textFont(double pixels, QFont::Weight weight = QFont::Normal);
/// Returns the font for shapes and tensors.
[[nodiscard]] QFont monospacedFont(double pixels);

/// Draws text whose digits all have the same width, so that live numbers do not jump; returns its width.
double drawTabular(QPainter& painter, QPointF baseline, const QString& text);
[[nodiscard]] double tabularWidth(const QFont& font, const QString& text);

}  // namespace glassnet::app
