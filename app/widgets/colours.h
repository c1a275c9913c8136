// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace glassnet::app {

/// The colours of one theme, by what they are for. There are two, both constant; whoever paints asks for the
/// one its palette belongs to.
struct Colours {
    bool dark = false;
    QColor window, panel, canvas, dots, line, field;
    QColor text, secondary, faint;
    QColor accent, accentSoft, onAccent;
    QColor warning, warningSoft, error, errorSoft;
    QColor training, validation;

    /// The colour of a layer group by its role ("convolution", "pooling" …); slate for a role it does not
    /// know.
    [[nodiscard]] QColor role(const QString& name) const;

    [[nodiscard]] static const Colours& light();
    [[nodiscard]] static const Colours& darkOnes();
};

/// The theme that this palette belongs to.
[[nodiscard]] const Colours& coloursOf(const QPalette& palette);

/// `share` of `over` laid on `under`.
[[nodiscard]] QColor mixed(const QColor& under, const QColor& over, double share);

}  // namespace glassnet::app
