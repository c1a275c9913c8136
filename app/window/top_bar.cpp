// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/top_bar.h"

#include "base/threads.h"
#include "session/session.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QSvgRenderer>

#include <algorithm>
#include <limits>
#include <utility>

namespace glassnet::app {

namespace {

QString durationText(double seconds) {
    if (seconds < 90)
        return ProgressView::tr("about %1 s left").arg(QLocale().toString(std::max(1.0, seconds), 'f', 0));
    if (seconds < 5400)
        return ProgressView::tr("about %1 min left").arg(QLocale().toString(seconds / 60, 'f', 0));
    return ProgressView::tr("about %1 h left").arg(QLocale().toString(seconds / 3600, 'f', 1));
}

QString speedText(double perSecond) {
    return ProgressView::tr("%1 images/s").arg(QLocale().toString(perSecond, 'f', 0));
}

constexpr int narrow = 1180;  // below this many pixels everything moves closer

}  // namespace

ProgressView::ProgressView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("toolbar.progress"));
    setMinimumWidth(110);
    setMaximumWidth(300);
    setFixedHeight(30);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressView::show(const Snapshot* snapshot, int epochs, bool edited) {
    const bool begun = snapshot && snapshot->step > 0;
    const int wanted = begun ? snapshot->epochs : epochs;
    const double all = begun ? static_cast<double>(std::max<std::int64_t>(1, snapshot->steps)) : 1;
    share_ = begun ? std::clamp(static_cast<double>(snapshot->step) / all, 0.0, 1.0) : 0;
    QStringList facts;
    if (!begun) {
        left_ = tr("step 0");
        facts += tr("%n epochs", nullptr, wanted);
    } else {
        left_ = tr("epoch %1 of %2")
                    .arg(std::min(wanted,
                                  snapshot->epoch + (snapshot->within_epoch || snapshot->epoch == 0 ? 1 : 0)))
                    .arg(wanted);
        if (snapshot->state == RunState::finished)
            facts += snapshot->ended_early ? tr("stopped early, best epoch %1").arg(snapshot->best_epoch)
                     : snapshot->best_epoch < snapshot->epoch
                         ? tr("finished, best epoch %1").arg(snapshot->best_epoch)
                         : tr("finished");
        else if (snapshot->state == RunState::stopped)
            facts += tr("stopped at step %1").arg(countText(snapshot->step));
        else if (snapshot->state == RunState::failed)
            facts += tr("failed at step %1").arg(countText(snapshot->step));
        else if (snapshot->state == RunState::paused)
            facts += tr("paused at step %1").arg(countText(snapshot->step));
        if (snapshot->images_per_second > 0) facts += speedText(snapshot->images_per_second);
        if (snapshot->state == RunState::running && snapshot->seconds_left >= 0)
            facts += durationText(snapshot->seconds_left);
    }
    if (begun && edited) facts += tr("edited since: next run");
    right_ = facts.join(QStringLiteral(" · "));
    setAccessibleName(left_ + QStringLiteral(", ") + right_);
    setToolTip(right_);
    update();
}

void ProgressView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    painter.setFont(textFont(12, QFont::Medium));
    painter.setPen(colours.text);
    const double used = drawTabular(painter, {0, 13}, left_);
    painter.setFont(textFont(12));
    painter.setPen(colours.secondary);
    QStringList facts = right_.split(QStringLiteral(" · "));
    QString text = right_;
    while (facts.size() > 1 && tabularWidth(painter.font(), text) > width() - used - 14) {
        facts.removeFirst();
        text = facts.join(QStringLiteral(" · "));
    }
    if (const double wide = tabularWidth(painter.font(), text); wide < width() - used - 8)
        drawTabular(painter, {width() - wide, 13}, text);
    const QRectF track(0, 21, width(), 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(colours.panel, colours.line, 0.75));
    painter.drawRoundedRect(track, 2.5, 2.5);
    painter.setBrush(colours.accent);
    if (share_ > 0)
        painter.drawRoundedRect(QRectF(0, 21, std::max(5.0, track.width() * share_), 5), 2.5, 2.5);
}

TopBar::TopBar(const Actions& actions, QWidget* parent)
    : QWidget(parent), actions_(actions), logo_(new QLabel(this)), name_(new QLabel(this)) {
    setObjectName(QStringLiteral("topbar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(52);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 18, 0);
    row->setSpacing(8);
    logo_->setFixedSize(28, 24);
    name_->setObjectName(QStringLiteral("toolbar.project"));
    name_->setFont(textFont(14, QFont::DemiBold));
    row->addWidget(logo_);
    row->addWidget(name_);
    row->addSpacing(18);
    for (QAction* action : actions.workspaces) {
        auto* tab = button(action, QStringLiteral("workspace.") + action->data().toString().toLower(),
                           QStringLiteral("tab"));
        tab->setCheckable(true);
        tab->setChecked(action->isChecked());
        connect(action, &QAction::toggled, tab, &QPushButton::setChecked);
        row->addWidget(tab);
    }
    row->addSpacing(8);
    row->addStretch(1);
    train_ = button(actions.train, QStringLiteral("toolbar.train"), QStringLiteral("primary"));
    train_->setMinimumWidth(122);
    train_->setFixedHeight(32);
    step_ = button(actions.step, QStringLiteral("toolbar.step"), {});
    stop_ = button(actions.stop, QStringLiteral("toolbar.stop"), {});
    for (QPushButton* plainButton : {step_, stop_}) plainButton->setFixedHeight(32);
    row->addWidget(train_);
    row->addWidget(step_);
    row->addWidget(stop_);
    row->addSpacing(16);
    progress_ = new ProgressView(this);
    row->addWidget(progress_, 4);
    row->addSpacing(6);
    seedLabel_ = new QLabel(tr("seed"), this);
    seedLabel_->setProperty("role", QStringLiteral("faint"));
    seed_ = new QLineEdit(this);
    seed_->setObjectName(QStringLiteral("toolbar.seed"));
    seed_->setAccessibleName(tr("Seed of the run"));
    seed_->setToolTip(tr("Begins all random numbers: the same seed gives the same run"));
    seed_->setValidator(new QIntValidator(0, std::numeric_limits<int>::max(), seed_));
    seed_->setAlignment(Qt::AlignCenter);
    seed_->setFixedWidth(58);
    connect(seed_, &QLineEdit::editingFinished, this,
            [this] { Q_EMIT seedEdited(seed_->text().toULongLong()); });
    row->addWidget(seedLabel_);
    row->addWidget(seed_);
    row->addSpacing(14);
    threads_ = new QLabel(tr("%n threads", nullptr, trainingThreads(hardware_threads())), this);
    threads_->setProperty("role", QStringLiteral("faint"));
    row->addWidget(threads_);
    paintIcons();
}

QPushButton* TopBar::button(QAction* action, const QString& name, const QString& role) {
    auto* made = new QPushButton(action->iconText(), this);
    made->setObjectName(name);
    if (!role.isEmpty()) made->setProperty("role", role);
    made->setAccessibleName(action->iconText());
    made->setToolTip(action->toolTip());
    made->setEnabled(action->isEnabled());
    connect(made, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, made, [made, action] {
        made->setEnabled(action->isEnabled());
        made->setToolTip(action->toolTip());
    });
    return made;
}

void TopBar::showFile(const QString& name, bool modified) {
    file_ = name;
    modified_ = modified;
    name_->setTextFormat(Qt::RichText);
    name_->setAccessibleName(modified ? tr("%1, not saved").arg(name) : name);
    name_->setToolTip(name);
    fitName();
}

/// Shortens a long name; the mark of unsaved work stays.
void TopBar::fitName() {
    const QString mark = QStringLiteral("  <span style=\"color:%1;font-size:9px\">●</span>")
                             .arg(coloursOf(palette()).faint.name());
    const int room = width() < narrow ? 96 : 260;
    name_->setText(name_->fontMetrics().elidedText(file_, Qt::ElideMiddle, room).toHtmlEscaped() +
                   (modified_ ? mark : QString()));
    name_->setMinimumWidth(name_->sizeHint().width());
}

void TopBar::showRun(const LiveRun& run, int epochs) {
    running_ = run.running();
    const Snapshot* snapshot = run.progress().get();
    const bool over =
        snapshot && (snapshot->state == RunState::finished || snapshot->state == RunState::stopped ||
                     snapshot->state == RunState::failed);
    const bool goesOn = run.underWay() || run.goesLonger();
    train_->setText(
        running_ ? tr("Pause")
                 : (goesOn ? tr("Continue") : (over && !run.edited() ? tr("Train again") : tr("Train"))));
    train_->setAccessibleName(train_->text());
    progress_->show(snapshot, epochs, run.edited() && !run.goesLonger());
    paintIcons();
}

void TopBar::showSeed(std::uint64_t seed) {
    if (!seed_->hasFocus()) seed_->setText(QString::number(seed));
}

void TopBar::paintIcons() {
    const Colours& colours = coloursOf(palette());
    const double ratio = devicePixelRatioF();
    QPixmap logo(QSize(28, 24) * ratio);
    logo.setDevicePixelRatio(ratio);
    logo.fill(Qt::transparent);
    QPainter painter(&logo);
    QSvgRenderer(QStringLiteral(":/icons/logo.svg")).render(&painter, QRectF(0, 0, 28, 24));
    painter.end();
    logo_->setPixmap(logo);
    train_->setIcon(tintedIcon(running_ ? QStringLiteral("pause") : QStringLiteral("train"), colours.onAccent,
                               colours.faint));
    step_->setIcon(tintedIcon(QStringLiteral("step"), colours.secondary, colours.line));
    stop_->setIcon(tintedIcon(QStringLiteral("stop"), colours.secondary, colours.line));
}

void TopBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintIcons();
}

void TopBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    threads_->setVisible(width() > 1280);
    for (QPushButton* tab : findChildren<QPushButton*>()) {
        if (!tab->isCheckable() || tab->property("narrow").toBool() == (width() < narrow)) continue;
        tab->setProperty("narrow", width() < narrow);
        tab->style()->polish(tab);
        // The chosen one is bold: none is narrower than that.
        tab->setMinimumWidth(QFontMetrics(textFont(13, QFont::DemiBold)).horizontalAdvance(tab->text()) +
                             (width() < narrow ? 20 : 34));
    }
    fitName();
    seedLabel_->setVisible(width() > 1120);
    seed_->setVisible(width() > 1060);
    // Where space is tight, what is shown elsewhere too goes first: the title bar has the name, icons and
    // tool tips the commands.
    for (const auto& [made, action] : {std::pair{step_, actions_.step}, std::pair{stop_, actions_.stop}})
        made->setText(width() < 1000 ? QString() : action->iconText());
    train_->setMinimumWidth(width() < 900 ? 90 : 122);
    layout()->setSpacing(width() < 800 ? 4 : 8);
    progress_->setVisible(width() > 900);
    name_->setVisible(width() > 860);
}

}  // namespace glassnet::app
