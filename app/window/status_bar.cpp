// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/status_bar.h"

#include "session/data_state.h"
#include "widgets/colours.h"
#include "widgets/elided_label.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace glassnet::app {

StatusBar::StatusBar(QWidget* parent)
    : QWidget(parent),
      problems_(new QPushButton(this)),
      size_(new ElidedLabel(this)),
      message_(new ElidedLabel(this)),
      cost_(new QLabel(this)),
      saved_(new QLabel(this)) {
    setObjectName(QStringLiteral("statusbar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(28);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 16, 1);
    row->setSpacing(18);
    problems_->setObjectName(QStringLiteral("statusbar.problems"));
    problems_->setProperty("role", QStringLiteral("bare"));
    problems_->setToolTip(tr("Show all problems"));
    size_->setObjectName(QStringLiteral("statusbar.size"));
    message_->setObjectName(QStringLiteral("statusbar.message"));
    saved_->setObjectName(QStringLiteral("statusbar.saved"));
    for (QLabel* label : {size_, message_, cost_, saved_}) {
        label->setFont(textFont(12));
        label->setProperty("role", QStringLiteral("secondary"));
    }
    problems_->setFont(textFont(12));
    row->addWidget(problems_);
    row->addWidget(size_);
    message_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(message_, 1);
    row->addWidget(cost_);
    row->addWidget(saved_);
    connect(problems_, &QPushButton::clicked, this, &StatusBar::problemsWanted);
}

void StatusBar::show(const Checked& checked) {
    const auto count = [&](Severity severity) {
        return static_cast<int>(std::ranges::count_if(
            checked.problems, [&](const Problem& problem) { return problem.severity() == severity; }));
    };
    errors_ = count(Severity::error);
    warnings_ = count(Severity::warning);
    QStringList words;
    if (errors_) words += tr("%n problems", nullptr, errors_);
    if (warnings_) words += tr("%n warnings", nullptr, warnings_);
    if (waitsForData(checked.problems)) words += tr("loading the data …");
    problems_->setText(words.isEmpty() ? tr("no problems") : words.join(QStringLiteral(" · ")));
    paintSign();
    sizes_ = {tr("%1 parameters").arg(countText(checked.parameters())),
              tr("%1 multiply-adds").arg(shortCount(static_cast<double>(checked.multiply_adds())))};
    showSize();
}

void StatusBar::showMemory(std::optional<std::int64_t> bytes) {
    memory_ = bytes;
    showSize();
}

void StatusBar::showSize() {
    QStringList facts = sizes_;
    if (memory_) facts += tr("training takes %1").arg(bytesText(*memory_));
    size_->setText(facts.join(QStringLiteral(" · ")));
    size_->setToolTip(
        tr("Parameters of all layers, multiply-adds of one sample, memory of weights, gradients, optimizer "
           "and one batch"));
}

void StatusBar::showRun(const Snapshot* snapshot) {
    const bool costs = snapshot && snapshot->step > 0 && snapshot->looking_cost > 0;
    cost_->setText(
        costs ? tr("looking costs %1 %").arg(QLocale().toString(snapshot->looking_cost * 100, 'f', 1))
              : QString());
    cost_->setVisible(costs);
}

void StatusBar::showSaved(const QString& text) { saved_->setText(text); }

void StatusBar::tell(const QString& text) {
    message_->setText(text);
    QTimer::singleShot(6000, message_, [this, text] {
        if (message_->text() == text) message_->clear();
    });
}

void StatusBar::paintSign() {
    const Colours& colours = coloursOf(palette());
    problems_->setIcon(errors_ ? tintedIcon(QStringLiteral("error"), colours.error)
                               : (warnings_ ? tintedIcon(QStringLiteral("warning"), colours.warning)
                                            : tintedIcon(QStringLiteral("good"), colours.accent)));
}

void StatusBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintSign();
}

}  // namespace glassnet::app
