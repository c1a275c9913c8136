// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/data_remarks.h"

#include "panels/file_list.h"
#include "widgets/colours.h"
#include "widgets/elided_label.h"
#include "widgets/icons.h"
#include "widgets/section.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace glassnet::app {

namespace {

QPixmap signOf(Severity severity, const Colours& colours, double ratio) {
    if (severity == Severity::error) return iconPixmap(QStringLiteral("error"), colours.error, 16, ratio);
    if (severity == Severity::warning)
        return iconPixmap(QStringLiteral("warning"), colours.warning, 16, ratio);
    return iconPixmap(QStringLiteral("hint"), colours.training, 16, ratio);
}

QToolButton* link(QWidget* parent, const char* name, const QString& text) {
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1StringView(name));
    button->setProperty("role", QStringLiteral("link"));
    button->setText(text);
    button->setCursor(Qt::PointingHandCursor);
    button->ensurePolished();
    button->setFixedWidth(button->fontMetrics().horizontalAdvance(text) + 2);  // begins where texts begin
    return button;
}

}  // namespace

DataRemarks::DataRemarks(QWidget* parent) : QWidget(parent), rows_(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("data.remarks"));
    rows_->setContentsMargins(0, 4, 0, 0);
    rows_->setSpacing(10);
    hide();
}

void DataRemarks::show(std::vector<RemarkGroup> groups) {
    if (groups == groups_) return;
    groups_ = std::move(groups);
    build();
}

void DataRemarks::build() {
    while (QLayoutItem* item = rows_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const RemarkGroup& group : groups_) rows_->addWidget(rowOf(group));
    setVisible(!groups_.empty());
}

void DataRemarks::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) build();
}

QWidget* DataRemarks::rowOf(const RemarkGroup& group) {
    auto* row = new QWidget(this);
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(1, 1);
    auto* sign = new QLabel(row);
    sign->setPixmap(signOf(group.severity, coloursOf(palette()), devicePixelRatioF()));
    grid->addWidget(sign, 0, 0, Qt::AlignTop);
    QString said = group.text;
    if (group.files.size() > 1)
        said.prepend(tr("%n file(s)", nullptr, static_cast<int>(group.files.size())) + QStringLiteral(": "));
    auto* text = new QLabel(said, row);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setToolTip(group.hint);
    grid->addWidget(text, 0, 1);
    int line = 1;
    const auto addSecondary = [&](QLabel* label, const QString& words) {
        label->setProperty("role", QStringLiteral("secondary"));
        label->setText(words);
        grid->addWidget(label, line++, 1);
    };
    if (!group.examples.isEmpty()) addSecondary(new ElidedLabel(row), group.examples);
    if (group.severity != Severity::hint && !group.hint.isEmpty()) {
        auto* hint = new QLabel(row);
        hint->setTextFormat(Qt::PlainText);
        hint->setWordWrap(true);
        addSecondary(hint, group.hint);
    }
    if (group.files.size() > 1) {
        QToolButton* files = link(row, "data.remarks.files", tr("Show files"));
        connect(files, &QToolButton::clicked, this, [this, group] { openFiles(group); });
        grid->addWidget(files, line++, 1, Qt::AlignLeft);
    }
    if (group.samples) {
        QToolButton* samples = link(row, "data.remarks.samples", tr("Show samples"));
        connect(samples, &QToolButton::clicked, this,
                [this, choice = *group.samples] { Q_EMIT samplesWanted(choice); });
        grid->addWidget(samples, line++, 1, Qt::AlignLeft);
    }
    return row;
}

void DataRemarks::openFiles(const RemarkGroup& group) {
    auto* list = new FileList(group.text, group.files, this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->open();
}

}  // namespace glassnet::app
