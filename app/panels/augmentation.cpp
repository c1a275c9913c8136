// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/augmentation.h"

#include "data/step.h"
#include "session/edits.h"
#include "widgets/engine_text.h"
#include "widgets/section.h"
#include "widgets/settings_form.h"
#include "widgets/switch.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

Augmentation::Augmentation(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("augmentation"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 12, 16);
    column->setSpacing(10);
    column->addWidget(new SectionTitle(tr("Augmentation"), this));
    about_ = roleLabel(QStringLiteral("secondary"), this);
    about_->setWordWrap(true);
    column->addWidget(about_);
    for (const auto& step : augmentation_catalogue())
        addCard(engineText(step->description().title), engineText(step->description().summary),
                std::string(step->id()));
    column->addStretch();
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
    cards_.push_back({kind, frame, on, form});
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
            card.frame->setVisible(takes || step);
            if (!step) continue;
            const auto own = known->clone();
            configure(*own, step->settings, {});
            card.form->show(*own);
        }
    }
    about_->setText(
        fits ? tr("Changes each training picture a little, every epoch anew. Validation sees the pictures as "
                  "they are.")
             : tr("These samples are rows of numbers: there is no step that changes them at random."));
}

}  // namespace glassnet::app
