// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/preprocessing.h"

#include "data/step.h"
#include "session/edits.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/icons.h"
#include "widgets/section.h"
#include "widgets/settings_form.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glassnet::app {

namespace {

const DataStep* findStep(const std::string& kind) {
    for (const auto& step : preprocessing_catalogue())
        if (step->id() == kind) return step.get();
    return nullptr;
}

/// Tells whether a step keeps its place before all others.
bool staysFirst(const KindSettings& step) {
    const DataStep* kind = findStep(step.kind);
    return kind && kind->is_done_while_reading();
}

bool sameKinds(const std::vector<KindSettings>& a, const std::vector<KindSettings>& b) {
    return std::ranges::equal(a, b, {}, &KindSettings::kind, &KindSettings::kind);
}

}  // namespace

Preprocessing::Preprocessing(QWidget* parent)
    : QWidget(parent), add_(new QPushButton(this)), rows_(new QVBoxLayout) {
    setObjectName(QStringLiteral("preprocessing"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 12, 4);
    column->setSpacing(10);
    auto* title = new SectionTitle(tr("Preprocessing"), this);
    add_->setObjectName(QStringLiteral("preprocessing.add"));
    add_->setAccessibleName(tr("Add a preprocessing step"));
    add_->setProperty("role", QStringLiteral("small"));
    title->addRight(add_);
    column->addWidget(title);
    auto* about = roleLabel(QStringLiteral("secondary"), this,
                            tr("What every sample goes through before the network sees it, in this order. "
                               "Training, validation and test alike."));
    about->setWordWrap(true);
    column->addWidget(about);
    none_ = roleLabel(QStringLiteral("secondary"), this, tr("No steps: the network gets the raw values."));
    none_->setObjectName(QStringLiteral("preprocessing.none"));
    column->addWidget(none_);
    rows_->setSpacing(10);
    column->addLayout(rows_);
    offerKinds();
}

void Preprocessing::offerKinds() {
    auto* menu = new QMenu(add_);
    QHash<QString, QMenu*> groups;  // in the order of their first kinds
    for (const auto& kind : preprocessing_catalogue()) {
        QMenu*& group = groups[plain(kind->description().group)];
        if (!group) {
            group = menu->addMenu(engineText(kind->description().group));
            group->setObjectName(QStringLiteral("preprocessing.group.") + plain(kind->description().group));
            group->setToolTipsVisible(true);
        }
        QAction* action = group->addAction(engineText(kind->description().title));
        action->setObjectName(QStringLiteral("preprocessing.add.") + plain(kind->id()));
        action->setToolTip(engineText(kind->description().summary));
        connect(action, &QAction::triggered, this,
                [this, id = std::string(kind->id()), text = action->text()] {
                    auto next = steps_;
                    const KindSettings added{id, {}};
                    next.insert(staysFirst(added) ? next.begin() : next.end(), added);
                    Q_EMIT arranged(next, tr("add %1").arg(text));
                });
    }
    add_->setMenu(menu);
    add_->setText(tr("Add") + QStringLiteral("  ▾"));
}

QToolButton* Preprocessing::button(QWidget* parent, std::size_t index, const QString& what,
                                   const QString& icon, const QString& help) {
    auto* made = new QToolButton(parent);
    made->setObjectName(QStringLiteral("preprocessing.%1.%2").arg(index).arg(what));
    made->setIcon(tintedIcon(icon, coloursOf(palette()).secondary, coloursOf(palette()).line));
    made->setToolTip(help);
    made->setAccessibleName(help);
    return made;
}

void Preprocessing::addCard(std::size_t index) {
    const DataStep* kind = findStep(steps_[index].kind);
    auto* frame = new QFrame(this);
    frame->setProperty("role", QStringLiteral("outlined"));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 10, 8, 10);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    head->addWidget(roleLabel(QStringLiteral("strong"), frame,
                              kind ? engineText(kind->description().title) : plain(steps_[index].kind)),
                    1);
    auto* up = button(frame, index, QStringLiteral("up"), QStringLiteral("chevron_up"), tr("Earlier"));
    auto* down = button(frame, index, QStringLiteral("down"), QStringLiteral("chevron_down"), tr("Later"));
    auto* away =
        button(frame, index, QStringLiteral("remove"), QStringLiteral("delete"), tr("Remove this step"));
    up->setEnabled(index > 0 && (index > 1 || !staysFirst(steps_.front()) || staysFirst(steps_[index])));
    down->setEnabled(index + 1 < steps_.size() && (index > 0 || !staysFirst(steps_.front())));
    connect(up, &QToolButton::clicked, this, [this, index] { shift(index, index - 1); });
    connect(down, &QToolButton::clicked, this, [this, index] { shift(index, index + 1); });
    connect(away, &QToolButton::clicked, this, [this, index] { removeStep(index); });
    for (QToolButton* each : {up, down, away}) head->addWidget(each);
    column->addLayout(head);
    auto* about = roleLabel(QStringLiteral("secondary"), frame,
                            kind ? engineText(kind->description().summary)
                                 : tr("This version does not know this step; it stays in the project."));
    about->setWordWrap(true);
    column->addWidget(about);
    auto* form = new SettingsForm(frame);
    form->setObjectName(QStringLiteral("preprocessing.%1").arg(index));
    column->addWidget(form);
    connect(form, &SettingsForm::edited, this,
            [this, index](const QString& setting, const Value& value) { set(index, setting, &value); });
    connect(form, &SettingsForm::resetRequested, this,
            [this, index](const QString& setting) { set(index, setting, nullptr); });
    rows_->addWidget(frame);
    cards_.push_back({frame, form});
}

void Preprocessing::build() {
    for (const Card& card : std::exchange(cards_, {})) {
        card.frame->hide();
        card.frame->deleteLater();  // one of its buttons may have triggered this
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) addCard(i);
    none_->setVisible(steps_.empty());
}

void Preprocessing::show(const std::vector<KindSettings>& steps) {
    const bool other = cards_.size() != steps.size() || !sameKinds(steps, steps_);
    steps_ = steps;
    if (other) build();
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const DataStep* kind = findStep(steps_[i].kind);
        cards_[i].form->setVisible(kind != nullptr);
        if (!kind) continue;
        const auto own = kind->clone();
        configure(*own, steps_[i].settings, {});
        cards_[i].form->show(*own);
    }
}

void Preprocessing::shift(std::size_t from, std::size_t to) {
    auto next = steps_;
    std::swap(next[from], next[to]);
    Q_EMIT arranged(next, tr("order"));
}

void Preprocessing::removeStep(std::size_t index) {
    auto next = steps_;
    const DataStep* kind = findStep(next[index].kind);
    const QString name = kind ? engineText(kind->description().title) : plain(next[index].kind);
    next.erase(next.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT arranged(next, tr("remove %1").arg(name));
}

void Preprocessing::set(std::size_t index, const QString& setting, const Value* value) {
    auto next = steps_;
    const DataStep* kind = findStep(next[index].kind);
    if (!kind) return;
    if (value)
        next[index] = withSetting(next[index], *kind, toStd(setting), *value);
    else
        remove(next[index].settings, toStd(setting));
    Q_EMIT edited(next, QStringLiteral("%1 %2").arg(index + 1).arg(setting));
}

}  // namespace glassnet::app
