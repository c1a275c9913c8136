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
    if (progress.stage == LoadStage::finding)
        return LoadingBar::tr("Looking for files: %1 found").arg(countText(progress.done));
    const bool measures = progress.stage == LoadStage::measuring;
    const double unit = progress.are_bytes ? 1e6 : 1;
    const auto count = [&](double amount) { return countText(std::llround(amount / unit)); };
    const QString done = count(static_cast<double>(progress.done));
    const QString all = count(static_cast<double>(progress.all));
    QString text = measures             ? LoadingBar::tr("Measuring: %1 of %2 MB").arg(done, all)
                   : progress.are_bytes ? LoadingBar::tr("%1 of %2 MB").arg(done, all)
                                        : LoadingBar::tr("%1 of %2 files").arg(done, all);
    if (state.per_second >= unit)
        text +=
            QStringLiteral(" · ") + (progress.are_bytes ? LoadingBar::tr("%1 MB/s") : LoadingBar::tr("%1/s"))
                                        .arg(count(state.per_second));
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
    bar_->setAccessibleName(tr("Data that are loaded"));
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
    bar_->setVisible(progress.stage != LoadStage::finding && progress.all > 0);
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
