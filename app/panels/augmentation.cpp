// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/augmentation.h"

#include "data/step.h"
#include "session/edits.h"
#include "widgets/engine_text.h"
#include "widgets/section.h"
#include "widgets/settings_form.h"
#include "widgets/switch.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMap>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

Augmentation::Augmentation(QWidget* parent) : QWidget(parent), add_(new QPushButton(this)) {
    setObjectName(QStringLiteral("augmentation"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 12, 16);
    column->setSpacing(10);
    auto* title = new SectionTitle(tr("Augmentation"), this);
    add_->setObjectName(QStringLiteral("augmentation.add"));
    add_->setAccessibleName(tr("Add an augmentation step"));
    add_->setProperty("role", QStringLiteral("small"));
    title->addRight(add_);
    column->addWidget(title);
    about_ = roleLabel(QStringLiteral("secondary"), this);
    about_->setWordWrap(true);
    column->addWidget(about_);
    remarks_ = roleLabel(QStringLiteral("secondary"), this);
    remarks_->setObjectName(QStringLiteral("augmentation.remarks"));
    remarks_->setWordWrap(true);
    remarks_->hide();
    column->addWidget(remarks_);
    for (const auto& step : augmentation_catalogue())
        addCard(engineText(step->description().title), engineText(step->description().summary),
                std::string(step->id()));
    column->addStretch();
    offerKinds();
}

void Augmentation::offerKinds() {
    auto* menu = new QMenu(add_);
    menu->setToolTipsVisible(true);
    QMap<QString, QMenu*> groups;
    for (Card& card : cards_) {
        const Description& kind = augmentation_catalogue().find(card.kind)->description();
        QMenu*& group = groups[plain(kind.group)];
        if (!group) {
            group = menu->addMenu(engineText(kind.group));
            group->setToolTipsVisible(true);
        }
        card.offer = group->addAction(engineText(kind.title));
        card.offer->setObjectName(QStringLiteral("augmentation.add.") + plain(card.kind));
        card.offer->setToolTip(engineText(kind.summary));
        connect(card.offer, &QAction::triggered, this, [this, id = card.kind] { turn(id, true); });
    }
    menu->addSeparator();
    QAction* paste = menu->addAction(tr("Paste Keras code"));
    paste->setObjectName(QStringLiteral("augmentation.paste"));
    paste->setToolTip(
        tr("Turns ImageDataGenerator(…) or keras.Sequential([layers.RandomFlip(…), …]) in the "
           "clipboard into steps."));
    connect(paste, &QAction::triggered, this,
            [this] { Q_EMIT codePasted(QApplication::clipboard()->text()); });
    add_->setMenu(menu);
    add_->setText(tr("Add") + QStringLiteral("  ▾"));
}

void Augmentation::tell(const std::vector<Problem>& problems) {
    QStringList lines;
    for (const Problem& problem : problems) lines << whatOf(problem) + QStringLiteral(". ") + hintOf(problem);
    remarks_->setText(lines.join(QLatin1Char('\n')));
    remarks_->setVisible(!lines.isEmpty());
}

void Augmentation::addCard(const QString& title, const QString& summary, const std::string& kind) {
    auto* frame = new QFrame(this);
    frame->setProperty("role", QStringLiteral("outlined"));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 10, 8, 10);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    auto* texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(roleLabel(QStringLiteral("strong"), frame, title));
    auto* about = roleLabel(QStringLiteral("secondary"), frame, summary);
    about->setWordWrap(true);
    texts->addWidget(about);
    auto* on = new Switch(frame);
    on->setObjectName(QStringLiteral("augmentation.") + plain(kind));
    on->setAccessibleName(title);
    head->addLayout(texts, 1);
    head->addWidget(on, 0, Qt::AlignTop);
    column->addLayout(head);
    auto* form = new SettingsForm(frame);
    column->addWidget(form);
    layout()->addWidget(frame);
    cards_.push_back({kind, frame, on, form, nullptr});
    connect(on, &Switch::clicked, this, [this, kind](bool wanted) { turn(kind, wanted); });
    const auto change = [this, kind](auto changeStep) {
        auto next = steps_;
        for (const auto& known : augmentation_catalogue())
            if (KindSettings* step = stepOf(next, kind); step && known->id() == kind)
                changeStep(*step, *known);
        Q_EMIT edited(next, plain(kind));
    };
    connect(form, &SettingsForm::edited, this, [change](const QString& setting, const Value& value) {
        change([&](KindSettings& step, const Kind& known) {
            step = withSetting(step, known, toStd(setting), value);
        });
    });
    connect(form, &SettingsForm::resetRequested, this, [change](const QString& setting) {
        change([&](KindSettings& step, const Kind&) { remove(step.settings, toStd(setting)); });
    });
}

KindSettings* Augmentation::stepOf(std::vector<KindSettings>& steps, const std::string& kind) const {
    const auto found = std::ranges::find(steps, kind, &KindSettings::kind);
    return found == steps.end() ? nullptr : &*found;
}

void Augmentation::turn(const std::string& kind, bool on) {
    tell({});
    auto next = steps_;
    std::erase_if(next, [&](const KindSettings& step) { return step.kind == kind; });
    for (const auto& known : augmentation_catalogue())
        if (on && known->id() == kind) next.push_back({kind, known->careful_settings()});
    // The order is the catalogue's, whatever the order of the clicks.
    const auto rank = [this](const KindSettings& step) {
        return std::ranges::find(cards_, step.kind, &Card::kind) - cards_.begin();
    };
    std::ranges::stable_sort(next, {}, rank);
    Q_EMIT edited(next, plain(kind));
}

void Augmentation::show(const std::vector<KindSettings>& steps, const Shape* sample) {
    steps_ = steps;
    bool fits = false;
    for (Card& card : cards_) {
        const KindSettings* step = stepOf(steps_, card.kind);
        card.on->setChecked(step != nullptr);
        card.form->setVisible(step != nullptr);
        for (const auto& known : augmentation_catalogue()) {
            if (known->id() != card.kind) continue;
            // A step that these samples pass unchanged is not offered; one that is on can be switched off.
            const bool takes = !sample || known->accepts(*sample);
            fits = fits || takes;
            card.frame->setVisible(step != nullptr);
            card.offer->setVisible(takes);
            card.offer->setEnabled(step == nullptr);
            if (!step) continue;
            const auto own = known->clone();
            configure(*own, step->settings, {});
            card.form->show(*own);
        }
    }
    add_->setVisible(fits);
    about_->setText(
        fits ? tr("Changes each training picture a little, every epoch anew. Validation sees the pictures as "
                  "they are.")
             : tr("These samples are rows of numbers: there is no step that changes them at random."));
}

}  // namespace glassnet::app
