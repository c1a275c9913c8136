// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace glassnet::app {

/// The colours of one theme, by their purpose. There are two, both constant; painting code uses the one that
/// its palette belongs to.
struct Colours {
    bool dark = false;
    QColor window, panel, canvas, dots, line, field;
    QColor text, secondary, faint;
    QColor accent, accentSoft, onAccent;
    QColor warning, warningSoft, error, errorSoft;
    QColor training, validation;

    /// Returns the colour of a layer group by its role ("convolution", "pooling" …); slate for an unknown
    /// role.
    [[nodiscard]] QColor role(const QString& name) const;

    [[nodiscard]] static const Colours& light();
    [[nodiscard]] static const Colours& darkOnes();
};

/// Returns the theme that this palette belongs to.
[[nodiscard]] const Colours& coloursOf(const QPalette& palette);

/// Returns `share` of `over` blended over `under`.
[[nodiscard]] QColor mixed(const QColor& under, const QColor& over, double share);

}  // namespace glassnet::app
