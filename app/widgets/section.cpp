// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/section.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QScrollArea>

namespace glassnet::app {

SectionTitle::SectionTitle(const QString& text, QWidget* parent)
    : QWidget(parent), label_(roleLabel(QStringLiteral("section"), this, text)), row_(new QHBoxLayout(this)) {
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(8);
    row_->addWidget(label_);
    row_->addStretch();
    setFixedHeight(22);
}

void SectionTitle::addRight(QWidget* widget) { row_->addWidget(widget); }

QLabel* roleLabel(const QString& role, QWidget* parent, const QString& text) {
    auto* label = new QLabel(text, parent);
    label->setProperty("role", role);
    return label;
}

QScrollArea* scrolling(QWidget* content) {
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);  // what is inside takes the keyboard focus, and is scrolled to
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(content);
    return area;
}

QWidget* separator(QWidget* parent) {
    auto* line = new QFrame(parent);
    line->setProperty("role", QStringLiteral("line"));
    line->setFixedHeight(1);
    return line;
}

}  // namespace glassnet::app
