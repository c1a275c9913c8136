// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings_form.h"

#include "widgets/engine_text.h"
#include "widgets/field.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

SettingsForm::SettingsForm(QWidget* parent) : QWidget(parent), rows_(new QVBoxLayout(this)) {
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(6);
}

void SettingsForm::clear() {
    id_.clear();
    fields_.clear();
    more_ = nullptr;
    advanced_ = nullptr;
    while (QLayoutItem* item = rows_->takeAt(0)) {
        // Not at once: the edit that leads here may still be under way inside the field.
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

void SettingsForm::build(const Kind& kind) {
    clear();
    id_ = std::string(kind.id());
    const auto infos = kind.settings_info();
    if (std::ranges::any_of(infos, &SettingInfo::advanced)) {
        advanced_ = new QWidget(this);
        auto* inner = new QVBoxLayout(advanced_);
        inner->setContentsMargins(0, 0, 0, 0);
        inner->setSpacing(6);
        more_ = new QToolButton(this);
        more_->setObjectName(QStringLiteral("settings.more"));
        more_->setProperty("role", QStringLiteral("link"));
        more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(more_, &QToolButton::clicked, this, [this] { fold(!folded_); });
    }
    for (const SettingInfo& info : infos) {
        auto* field = new Field(info, info.advanced ? advanced_ : this);
        (info.advanced ? advanced_->layout() : rows_)->addWidget(field);
        connect(field, &Field::edited, this, &SettingsForm::edited);
        connect(field, &Field::resetRequested, this, &SettingsForm::resetRequested);
        fields_.push_back(field);
    }
    if (!more_) return;
    rows_->addWidget(more_);
    rows_->addWidget(advanced_);
    fold(folded_);
}

void SettingsForm::fold(bool folded) {
    folded_ = folded;
    advanced_->setVisible(!folded);
    QStringList names;
    for (const Field* field : fields_)
        if (field->info().advanced) names += plain(field->info().name);
    const QString summary = names.size() > 3
                                ? tr("%1 and %n more", nullptr, static_cast<int>(names.size()) - 2)
                                      .arg(names.mid(0, 2).join(QStringLiteral(", ")))
                                : names.join(QStringLiteral(", "));
    more_->setText((folded ? QStringLiteral("▸  ") : QStringLiteral("▾  ")) +
                   (folded ? summary : tr("advanced settings")));
    more_->setAccessibleName(folded ? tr("Show advanced settings") : tr("Hide advanced settings"));
}

void SettingsForm::show(const Kind& kind, const std::vector<Problem>& problems) {
    if (kind.id() != id_ || fields_.size() != kind.settings_info().size()) build(kind);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        const Value value = kind.get(i);
        fields_[i]->show(value);
        if (fields_[i]->info().advanced && value != fields_[i]->info().default_value && folded_ && more_)
            fold(false);
        for (const Problem& problem : problems)
            if (problem.where.setting == fields_[i]->info().name) fields_[i]->showComplaint(whatOf(problem));
    }
}

}  // namespace glassnet::app
