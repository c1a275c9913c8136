// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/problem_list.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/icons.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassnet::app {

namespace {

QString iconOf(Severity severity) {
    switch (severity) {
        case Severity::error:
            return QStringLiteral("error");
        case Severity::warning:
            return QStringLiteral("warning");
        case Severity::hint:
            return QStringLiteral("hint");
    }
    return {};
}

}  // namespace

ProblemList::ProblemList(QWidget* parent) : QWidget(parent), rows_(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("problems"));
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(10);
}

void ProblemList::show(const std::vector<Problem>& problems) {
    if (problems == shown_ && rows_->count() > 0) return;
    shown_ = problems;
    while (QLayoutItem* item = rows_->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const Colours& colours = coloursOf(palette());
    if (problems.empty()) {
        auto* good = new QLabel(tr("No problems: this network can be trained."), this);
        good->setProperty("role", QStringLiteral("secondary"));
        good->setWordWrap(true);
        rows_->addWidget(good);
        return;
    }
    for (const Problem& problem : problems) {
        auto* row = new QWidget(this);
        auto* grid = new QGridLayout(row);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(8);
        grid->setVerticalSpacing(2);
        grid->setColumnStretch(1, 1);
        auto* sign = new QLabel(row);
        const QColor colour =
            problem.severity() == Severity::error
                ? colours.error
                : (problem.severity() == Severity::warning ? colours.warning : colours.training);
        sign->setPixmap(iconPixmap(iconOf(problem.severity()), colour, 16, devicePixelRatioF()));
        grid->addWidget(sign, 0, 0, Qt::AlignTop);
        const QString place = plain(problem.where.node);
        auto* text = new QLabel(row);
        text->setWordWrap(true);
        text->setTextFormat(Qt::RichText);
        QString what = whatOf(problem);
        if (what.startsWith(place)) what = what.mid(place.size()).trimmed();  // the name is the link
        text->setText(
            (place.isEmpty()
                 ? QString()
                 : QStringLiteral("<a href=\"node\" style=\"color:%1;text-decoration:none\"><b>%2</b></a> ")
                       .arg(colours.accent.name(), place)) +
            what.toHtmlEscaped() +
            QStringLiteral("<br><span style=\"color:%1\">%2</span>")
                .arg(colours.secondary.name(), hintOf(problem).toHtmlEscaped()));
        connect(text, &QLabel::linkActivated, this, [this, place] { Q_EMIT nodeWanted(place); });
        grid->addWidget(text, 0, 1);
        int line = 1;
        for (const Repair& repair : problem.repairs) {
            auto* button = new QPushButton(titleOf(repair), row);
            button->setProperty("role", QStringLiteral("small"));
            connect(button, &QPushButton::clicked, this, [this, repair] { Q_EMIT repairWanted(repair); });
            grid->addWidget(button, line++, 1, Qt::AlignLeft);
        }
        rows_->addWidget(row);
    }
}

}  // namespace glassnet::app
