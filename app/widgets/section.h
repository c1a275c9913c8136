// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

class QHBoxLayout;
class QScrollArea;

namespace glassnet::app {

/// The heading of a panel's section: bold, with room for something at its right end.
class SectionTitle : public QWidget {
    Q_OBJECT
public:
    explicit SectionTitle(const QString& text, QWidget* parent = nullptr);
    void setText(const QString& text) { label_->setText(text); }
    void addRight(QWidget* widget);

private:
    QLabel* label_;
    QHBoxLayout* row_;
};

/// Makes a label in one of the theme's roles: "secondary", "faint", "title", "group" …
[[nodiscard]] QLabel* roleLabel(const QString& role, QWidget* parent, const QString& text = {});

/// Puts the content in a frame that scrolls, sideways too where it does not fit: nothing is cut off.
[[nodiscard]] QScrollArea* scrolling(QWidget* content);

/// Makes a 1-px separator.
[[nodiscard]] QWidget* separator(QWidget* parent);

}  // namespace glassnet::app
