// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/loading_bar.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace glassnet::app {

QString waitText(double seconds) {
    if (seconds < 99) return LoadingBar::tr("%1 s").arg(std::max(1.0, std::round(seconds)));
    if (seconds < 99 * 60) return LoadingBar::tr("%1 min").arg(std::round(seconds / 60));
    return LoadingBar::tr("%1 h").arg(std::round(seconds / 3600));
}

QString loadText(const LoadState& state) {
    const LoadProgress& progress = state.progress;
    if (progress.is_finding)
        return LoadingBar::tr("Looking for files: %1 found").arg(countText(progress.done));
    QString text = LoadingBar::tr("%1 of %2 files").arg(countText(progress.done), countText(progress.all));
    if (state.per_second >= 1)
        text += QStringLiteral(" · ") + LoadingBar::tr("%1/s").arg(countText(std::llround(state.per_second)));
    if (state.seconds_left)
        text += QStringLiteral(" · ") + LoadingBar::tr("%1 left").arg(waitText(*state.seconds_left));
    return text;
}

LoadingBar::LoadingBar(QWidget* parent)
    : QWidget(parent),
      text_(roleLabel(QStringLiteral("secondary"), this)),
      bar_(new QProgressBar(this)),
      end_(new QPushButton(tr("Cancel"), this)),
      again_(new QPushButton(tr("Load again"), this)) {
    setObjectName(QStringLiteral("loading"));
    text_->setObjectName(QStringLiteral("loading.text"));
    bar_->setObjectName(QStringLiteral("loading.bar"));
    bar_->setAccessibleName(tr("Files that are loaded"));
    bar_->setTextVisible(false);
    bar_->setMaximumHeight(6);
    end_->setObjectName(QStringLiteral("loading.end"));
    again_->setObjectName(QStringLiteral("loading.again"));
    connect(end_, &QPushButton::clicked, this, &LoadingBar::endWanted);
    connect(again_, &QPushButton::clicked, this, &LoadingBar::againWanted);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(12);
    row->addWidget(text_);
    row->addWidget(bar_, 1);
    row->addStretch();
    row->addWidget(end_);
    row->addWidget(again_);
    hide();
}

void LoadingBar::showLoading(const LoadState& state) {
    const LoadProgress& progress = state.progress;
    text_->setText(loadText(state));
    bar_->setVisible(!progress.is_finding && progress.all > 0);
    constexpr int steps = 1000;
    bar_->setMaximum(steps);
    if (progress.all > 0) bar_->setValue(static_cast<int>(progress.done * steps / progress.all));
    end_->show();
    again_->hide();
    show();
}

void LoadingBar::showEnded() {
    text_->setText(tr("Loading was ended before it was done."));
    bar_->hide();
    end_->hide();
    again_->show();
    show();
}

}  // namespace glassnet::app
