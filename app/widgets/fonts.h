// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPointF>
#include <QString>

class QPainter;

namespace glassnet::app {

/// Inter where it is installed, else the system's face.
[[nodiscard]] QFont textFont(double pixels, QFont::Weight weight = QFont::Normal);
/// For shapes and tensors.
[[nodiscard]] QFont monospacedFont(double pixels);

/// Draws text whose digits all take the same room, so that live numbers do not jump; returns its width.
double drawTabular(QPainter& painter, QPointF baseline, const QString& text);
[[nodiscard]] double tabularWidth(const QFont& font, const QString& text);

}  // namespace glassnet::app
