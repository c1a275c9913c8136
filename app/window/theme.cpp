// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/theme.h"

#include "widgets/colours.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyleFactory>

namespace glassnet::app {

namespace {

QPalette paletteOf(const Colours& c) {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const QColor& colour, const QColor& disabled) {
        palette.setColor(QPalette::All, role, colour);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, c.window, c.window);
    set(QPalette::WindowText, c.text, c.faint);
    set(QPalette::Base, c.panel, c.panel);
    set(QPalette::AlternateBase, c.field, c.field);
    set(QPalette::Text, c.text, c.faint);
    set(QPalette::PlaceholderText, c.faint, c.faint);
    set(QPalette::Button, c.panel, c.panel);
    set(QPalette::ButtonText, c.text, c.faint);
    set(QPalette::BrightText, c.error, c.error);
    set(QPalette::Highlight, c.accent, c.line);
    set(QPalette::HighlightedText, c.onAccent, c.faint);
    set(QPalette::Link, c.accent, c.faint);
    set(QPalette::LinkVisited, c.accent, c.faint);
    set(QPalette::ToolTipBase, c.panel, c.panel);
    set(QPalette::ToolTipText, c.text, c.text);
    set(QPalette::Light, c.panel, c.panel);
    set(QPalette::Midlight, c.field, c.field);
    set(QPalette::Mid, c.line, c.line);
    set(QPalette::Dark, c.faint, c.faint);
    set(QPalette::Shadow, c.line, c.line);
    return palette;
}

// $name stands for a token. Roles are a dynamic property, so that a widget says what it is and the theme says
// how that looks.
constexpr char sheet[] = R"(
QWidget#window, QMainWindow { background: $panel; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 5px 7px; }
QMenuBar { background: $panel; color: $secondary; padding: 1px 8px 0 8px; border: none; }
QMenuBar::item { padding: 3px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $field; color: $text; }
QMenu { background: $panel; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 26px; border-radius: 5px; }
QMenu::item:selected { background: $accentSoft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 6px; }
QScrollArea, QScrollArea > QWidget > QWidget, QListWidget, QTreeView { background: $panel; border: none; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 28px; min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { width: 0; height: 0; background: transparent; }
QSplitter::handle { background: $line; }
QHeaderView, QTableCornerButton::section { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $faint; border: none; border-bottom: 1px solid $line; padding: 5px 8px; }
QTreeView { selection-background-color: $accentSoft; selection-color: $text; }
QTableView { background: $panel; selection-background-color: $accentSoft; selection-color: $text; outline: none; }
QTableView[role="scores"] QHeaderView::section { padding: 5px 3px; }
QTreeView::item { padding: 3px 4px; }
QLabel[role="secondary"] { color: $secondary; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="changed"], QLabel[role="strong"], QLabel[role="section"] { color: $text; font-weight: 600; }
QLabel[role="complaint"] { color: $warning; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QFrame[role="line"] { background: $line; border: none; }
QFrame[role="card"] { background: $field; border: none; border-radius: 8px; }
QFrame[role="outlined"] { background: $panel; border: 1px solid $line; border-radius: 9px; }
QFrame[role="pill"], QPushButton[role="pill"] { background: $panel; border: 1px solid $line; border-radius: 7px; }
QPushButton[role="pill"] { padding: 0 12px; color: $secondary; min-height: 0; font-size: 12px; }
QPushButton[role="pill"]:hover { color: $text; border-color: $faint; }
QPushButton[role="bare"] { background: transparent; border: none; color: $secondary; padding: 0 7px; min-height: 0; font-size: 12px; font-weight: 400; }
QPushButton[role="bare"]:hover { color: $text; }
QLineEdit, QComboBox, QSpinBox { background: $field; color: $text; border: 1px solid $field; border-radius: 7px; padding: 0 10px; min-height: 25px;
  selection-background-color: $accent; selection-color: $onAccent; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: $line; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border-color: $accent; }
QLineEdit[wrong="true"] { border-color: $warning; background: $warningSoft; }
QLineEdit[role="title"] { background: transparent; border: 1px solid transparent; padding: 0; font-size: 15px; font-weight: 600; min-height: 20px; }
QLineEdit[role="title"]:focus { background: $field; border-color: $accent; padding: 0 4px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/arrow_$mode.svg); width: 12px; height: 12px; }
QComboBox[role="quiet"] { background: transparent; border: none; color: $secondary; padding: 0; min-height: 20px; font-size: 12px; }
QComboBox[role="quiet"]:hover { color: $text; }
QComboBox[role="section"] { background: transparent; border: none; color: $text; padding: 0; min-height: 20px; max-height: 22px; font-weight: 600; }
QComboBox[role="section"]:hover, QComboBox[role="section"]:focus { color: $accent; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; selection-background-color: $accentSoft; selection-color: $text; outline: none; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
QListWidget[role="plain"] { padding: 10px 8px; outline: none; }
QListWidget[role="plain"]::item { padding: 6px 10px; border-radius: 6px; color: $text; }
QListWidget[role="plain"]::item:selected { background: $accentSoft; color: $text; }
QListWidget[role="plain"]::item:hover:!selected { background: $field; }
QPushButton { background: $field; color: $text; border: 1px solid $field; border-radius: 7px; padding: 0 12px; min-height: 27px; font-weight: 500; }
QPushButton:hover { border-color: $line; }
QPushButton[role="field"] { background: $field; color: $text; border: 1px solid $field; border-radius: 7px; padding: 0 10px; min-height: 25px; text-align: left; font-weight: 400; }
QPushButton[role="field"]:hover { border-color: $line; }
QPushButton[role="field"]:focus { border-color: $accent; }
QPushButton[role="field"]::menu-indicator { image: url(:/icons/arrow_$mode.svg); width: 12px; height: 12px; subcontrol-position: right center; subcontrol-origin: padding; left: -5px; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; }
QPushButton[role="primary"] { background: $accent; color: $onAccent; border: none; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accentHover; }
QPushButton[role="primary"]:disabled { background: $line; color: $faint; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="small"] { min-height: 22px; padding: 0 9px; color: $accent; background: $accentSoft; border-color: $accentSoft; font-size: 12px; }
QPushButton[role="tab"] { background: transparent; border: 1px solid transparent; color: $secondary; padding: 0 16px; min-height: 26px; font-size: 13px; }
QPushButton[role="tab"][narrow="true"] { padding: 0 9px; }
QPushButton[role="tab"]:hover { color: $text; background: $field; }
QPushButton[role="tab"]:checked { background: $accentSoft; color: $accentText; font-weight: 600; }
QPushButton[role="tab"]:focus { border-color: $accent; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 2px; }
QToolButton:hover { background: $field; }
QToolButton:focus { border-color: $accent; }
QToolButton[role="link"] { color: $secondary; font-size: 12px; padding: 2px 0; }
QToolButton[role="link"]:hover { color: $accent; background: transparent; }
QToolButton::menu-indicator { image: none; }
QRadioButton { spacing: 8px; padding: 3px 0; }
QRadioButton::indicator { width: 14px; height: 14px; border-radius: 8px; border: 1px solid $faint; background: $panel; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }
QRadioButton:focus { color: $accent; }
QWidget#topbar, QWidget#statusbar, QWidget#palette, QWidget#inspector, QWidget#charts, QWidget#evaluation { background: $panel; }
QMessageBox, QDialog { background: $panel; }
)";

QString sheetOf(const Colours& c) {
    QString text = QString::fromUtf8(sheet);
    const QColor hover = c.dark ? c.accent.lighter(108) : c.accent.darker(108);
    // Longer names first: $accentSoft before $accent.
    const std::initializer_list<std::pair<const char*, QColor>> tokens{
        {"$warningSoft", c.warningSoft},
        {"$accentSoft", c.accentSoft},
        {"$accentHover", hover},
        {"$accentText", c.dark ? c.accent : c.accent.darker(115)},
        {"$secondary", c.secondary},
        {"$onAccent", c.onAccent},
        {"$warning", c.warning},
        {"$window", c.window},
        {"$accent", c.accent},
        {"$panel", c.panel},
        {"$field", c.field},
        {"$faint", c.faint},
        {"$line", c.line},
        {"$text", c.text}};
    for (const auto& [name, colour] : tokens) text.replace(QLatin1StringView(name), colour.name());
    return text.replace(QLatin1StringView("$mode"),
                        c.dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

QFont face() {
    const QStringList families = QFontDatabase::families();
    QFont font = QApplication::font();
    if (families.contains(QStringLiteral("Inter")))
        font.setFamilies({QStringLiteral("Inter"), font.family(), QStringLiteral("WenQuanYi Micro Hei")});
    font.setPixelSize(13);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

}  // namespace

ThemeChoice themeNamed(const QString& name) {
    return name == QLatin1String("light")
               ? ThemeChoice::light
               : (name == QLatin1String("dark") ? ThemeChoice::dark : ThemeChoice::system);
}

void applyTheme(QApplication& application, ThemeChoice choice) {
    // Qt 6.4 has no colour scheme hint: the desktop's own palette tells.
    static const bool systemIsDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    const bool dark = choice == ThemeChoice::dark || (choice == ThemeChoice::system && systemIsDark);
    const Colours& colours = dark ? Colours::darkOnes() : Colours::light();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(face());
    QApplication::setPalette(paletteOf(colours));
    application.setStyleSheet(sheetOf(colours));
}

}  // namespace glassnet::app
