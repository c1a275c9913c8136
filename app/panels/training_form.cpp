// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/training_form.h"

#include "learning/catalogue.h"
#include "panels/outputs_form.h"
#include "session/edits.h"
#include "widgets/engine_text.h"
#include "widgets/field.h"
#include "widgets/section.h"
#include "widgets/settings_form.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace glassnet::app {

namespace {

/// Tells whether a setting is a number or a switch: one field each.
bool hasField(const SettingInfo& info) {
    using Type = SettingInfo::Type;
    return info.type != Type::kind && info.type != Type::kinds && info.type != Type::records;
}

/// Returns nullptr where this program does not know the kind.
const Kind* kindOf(std::size_t setting, const KindSettings& chosen) {
    return offered_kind(TrainingRecord().settings_info()[setting], chosen.kind);
}

}  // namespace

TrainingForm::TrainingForm(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("training"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 12, 16);
    column->setSpacing(8);
    column->addWidget(new SectionTitle(tr("Run"), this));
    for (const SettingInfo& info : TrainingRecord().settings_info())
        if (hasField(info)) addField(info);
    column->addSpacing(8);
    column->addWidget(separator(this));
    column->addWidget(new SectionTitle(tr("Optimizer"), this));
    addKind("optimizer", tr("Optimizer"));
    column->addSpacing(8);
    column->addWidget(separator(this));
    column->addWidget(new SectionTitle(tr("Loss"), this));
    addKind("loss", tr("Loss"));
    addKind("class_weight", tr("Class weights"), tr("Class weights: %1"));
    outputs_ = new OutputsForm(this);
    column->addWidget(outputs_);
    connect(outputs_, &OutputsForm::edited, this, [this](const std::vector<OutputSettings>& outputs) {
        TrainingSettings next = settings_;
        next.outputs = outputs;
        Q_EMIT edited(next, QStringLiteral("outputs"));
    });
    addMetrics();
    column->addSpacing(8);
    column->addWidget(separator(this));
    column->addWidget(new SectionTitle(tr("End"), this));
    addKind("stopping", tr("End"));
    column->addStretch();
}

/// Adds a chooser of kinds, and below it the settings of the chosen one.
void TrainingForm::addKind(const char* setting, const QString& label, const QString& pattern) {
    const TrainingRecord record;
    const std::size_t index = *find_setting(record, setting);
    auto* chooser = new QComboBox(this);
    chooser->setObjectName(QStringLiteral("training.") + QLatin1String(setting));
    chooser->setAccessibleName(label);
    chooser->setFocusPolicy(Qt::StrongFocus);
    for (const Kind* kind : record.settings_info()[index].kinds)
        chooser->addItem(pattern.arg(engineText(kind->description().title)), plain(kind->id()));
    auto* form = new SettingsForm(this);
    layout()->addWidget(chooser);
    layout()->addWidget(form);
    kinds_.push_back({index, chooser, form});

    const QString name = QLatin1String(setting);
    connect(chooser, &QComboBox::activated, this,
            [this, chooser, name] { change(name, Value(toStd(chooser->currentData().toString()))); });
    // An edit within the kind is named by the kind's own setting.
    const auto assign = [this, index](const QString& inner, const KindSettings& kind) {
        TrainingRecord next(settings_);
        next.set(index, written_kind(kind));
        Q_EMIT edited(next, inner);
    };
    connect(form, &SettingsForm::edited, this,
            [this, index, assign](const QString& inner, const Value& value) {
                const KindSettings now = chosen(index);
                if (const Kind* kind = kindOf(index, now))
                    assign(inner, withSetting(now, *kind, toStd(inner), value));
            });
    connect(form, &SettingsForm::resetRequested, this, [this, index, assign](const QString& inner) {
        KindSettings now = chosen(index);
        remove(now.settings, toStd(inner));
        assign(inner, now);
    });
}

KindSettings TrainingForm::chosen(std::size_t index) const {
    const TrainingRecord record(settings_);
    return read_kind(record.get(index), record.settings_info()[index]);
}

void TrainingForm::addField(const SettingInfo& info) {
    auto* field = new Field(info, this);
    layout()->addWidget(field);
    fields_.push_back(field);
    connect(field, &Field::edited, this, &TrainingForm::change);
    connect(field, &Field::resetRequested, this,
            [this, &info](const QString& setting) { change(setting, info.default_value); });
}

void TrainingForm::change(const QString& setting, const Value& value) {
    TrainingRecord next(settings_);
    next.set(*find_setting(next, toStd(setting)), value);
    Q_EMIT edited(next, setting);
}

/// Adds a menu whose entries can be ticked: which metrics are measured after each epoch.
void TrainingForm::addMetrics() {
    metrics_ = new QPushButton(this);
    metrics_->setObjectName(QStringLiteral("training.metrics"));
    metrics_->setProperty("role", QStringLiteral("field"));
    metrics_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    metrics_->setFocusPolicy(Qt::StrongFocus);
    metrics_->setToolTip(
        tr("Measured on the validation part after each epoch; choose what the second chart shows in its "
           "title."));
    metricsMenu_ = new QMenu(metrics_);
    for (const auto& metric : kinds<Metric>()) {
        QAction* action = metricsMenu_->addAction(engineText(metric->description().title));
        action->setData(plain(metric->id()));
        action->setToolTip(engineText(metric->description().summary));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, id = std::string(metric->id())](bool wanted) {
            TrainingSettings next = settings_;
            std::erase_if(next.metrics, [&](const KindSettings& each) { return each.kind == id; });
            if (wanted) next.metrics.push_back({id, {}});
            Q_EMIT edited(next, QStringLiteral("metrics"));
        });
    }
    metricsMenu_->setToolTipsVisible(true);
    metrics_->setMenu(metricsMenu_);
    layout()->addWidget(metrics_);
}

void TrainingForm::showMetrics() {
    QStringList chosen;
    for (QAction* action : metricsMenu_->actions()) {
        const bool wanted = std::ranges::any_of(settings_.metrics, [&](const KindSettings& each) {
            return plain(each.kind) == action->data().toString();
        });
        action->setChecked(wanted);
        if (wanted) chosen += action->text();
    }
    const QString all = chosen.isEmpty() ? tr("none") : chosen.join(QStringLiteral(", "));
    const QString inset(QChar(0x2002));  // buttons with menus draw their text at the very edge
    metrics_->setText(
        inset +
        (chosen.size() > 2
             ? tr("Metrics: %1 and %n more", nullptr, static_cast<int>(chosen.size()) - 1).arg(chosen.first())
             : tr("Metrics: %1").arg(all)));
    metrics_->setAccessibleName(tr("Metrics: %1").arg(all));
}

void TrainingForm::show(const TrainingSettings& settings, const std::vector<Problem>& problems,
                        const QStringList& outputs, const QStringList& targets) {
    settings_ = settings;
    outputs_->show(settings.outputs, outputs, targets);
    showMetrics();
    const TrainingRecord record(settings);
    for (Field* field : fields_) field->show(record.get(*find_setting(record, field->info().name)));
    for (const KindRow& row : kinds_) {
        const KindSettings now = chosen(row.index);
        row.chooser->setCurrentIndex(row.chooser->findData(plain(now.kind)));
        const Kind* kind = kindOf(row.index, now);
        row.form->setVisible(kind != nullptr);
        if (!kind) continue;
        row.chooser->setToolTip(engineText(kind->description().summary));
        const auto own = kind->copy();
        configure(*own, now.settings, {});
        row.form->show(*own, problems);
    }
}

}  // namespace glassnet::app
