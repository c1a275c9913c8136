// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;

namespace glassnet::app {

enum class ThemeChoice { system, light, dark };

/// Gives the program its appearance: Fusion, the palette and style sheet of the chosen theme, the typefaces.
void applyTheme(QApplication& application, ThemeChoice choice);

/// Returns the theme of this name: "light", "dark", anything else is the system's.
[[nodiscard]] ThemeChoice themeNamed(const QString& name);

}  // namespace glassnet::app
