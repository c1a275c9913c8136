// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/training_form.h"

#include "base/limits.h"
#include "document/edits.h"
#include "panels/outputs_form.h"
#include "training/catalogue.h"
#include "widgets/engine_text.h"
#include "widgets/field.h"
#include "widgets/section.h"
#include "widgets/settings_form.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>
#include <limits>

namespace glassnet::app {

namespace {

/// The settings of a run that belong to no kind, described like those of kinds. Titles and help are
/// translated where they are shown.
const std::array<SettingInfo, 7>& ownSettings() {
    static const TrainingSettings defaults;
    static const std::array<SettingInfo, 7> infos{
        SettingInfo{.name = "epochs",
                    .help = QT_TRANSLATE_NOOP("engine", "How often the network sees every training sample."),
                    .type = SettingInfo::Type::integer,
                    .range = between(1, limits::epochs),
                    .choices = {},
                    .default_value = Value(defaults.epochs)},
        SettingInfo{.name = "batch_size",
                    .help = QT_TRANSLATE_NOOP("engine", "Samples between two changes of the weights."),
                    .type = SettingInfo::Type::integer,
                    .range = between(1, limits::batch_size),
                    .choices = {},
                    .default_value = Value(defaults.batch_size)},
        SettingInfo{.name = "seed",
                    .help = QT_TRANSLATE_NOOP(
                        "engine", "Begins all random numbers: the same seed gives the same run, to the bit."),
                    .type = SettingInfo::Type::integer,
                    .range = between(0, std::numeric_limits<int>::max()),
                    .choices = {},
                    .default_value = Value(static_cast<int>(defaults.seed))},
        SettingInfo{
            .name = "shuffle",
            .help = QT_TRANSLATE_NOOP("engine", "Takes the training samples in a new order each epoch."),
            .type = SettingInfo::Type::boolean,
            .range = {},
            .choices = {},
            .default_value = Value(defaults.shuffle)},
        SettingInfo{
            .name = "keep_checkpoints",
            .help = QT_TRANSLATE_NOOP("engine", "How many of the newest checkpoints stay on the disk."),
            .type = SettingInfo::Type::integer,
            .range = between(1, limits::kept_checkpoints),
            .choices = {},
            .default_value = Value(defaults.keep_checkpoints)},
        SettingInfo{.name = "max_seconds",
                    .help = QT_TRANSLATE_NOOP(
                        "engine", "The run stops with a checkpoint after so many seconds; 0 means no limit."),
                    .type = SettingInfo::Type::real,
                    .range = at_least(0),
                    .choices = {},
                    .default_value = Value(defaults.max_seconds)},
        SettingInfo{.name = "recompute_activations",
                    .help = QT_TRANSLATE_NOOP("engine",
                                              "Computes outputs again on the way back instead of keeping "
                                              "them: less memory for large pictures, "
                                              "more time, the same results."),
                    .type = SettingInfo::Type::boolean,
                    .range = {},
                    .choices = {},
                    .default_value = Value(defaults.recompute_activations)},
    };
    return infos;
}

Value valueOf(const TrainingSettings& settings, std::string_view name) {
    if (name == "epochs") return settings.epochs;
    if (name == "batch_size") return settings.batch_size;
    if (name == "seed") return static_cast<std::int64_t>(settings.seed);
    if (name == "keep_checkpoints") return settings.keep_checkpoints;
    if (name == "max_seconds") return settings.max_seconds;
    if (name == "recompute_activations") return settings.recompute_activations;
    return settings.shuffle;
}

void assignTo(TrainingSettings& settings, std::string_view name, const Value& value) {
    if (name == "epochs")
        settings.epochs = static_cast<int>(value.number());
    else if (name == "batch_size")
        settings.batch_size = static_cast<int>(value.number());
    else if (name == "seed")
        settings.seed = static_cast<std::uint64_t>(value.number());
    else if (name == "keep_checkpoints")
        settings.keep_checkpoints = static_cast<int>(value.number());
    else if (name == "max_seconds")
        settings.max_seconds = value.number();
    else if (const bool* truth = value.get_if<bool>())
        (name == "shuffle" ? settings.shuffle : settings.recompute_activations) = *truth;
}

}  // namespace

TrainingForm::TrainingForm(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("training"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 12, 16);
    column->setSpacing(8);
    column->addWidget(new SectionTitle(tr("Run"), this));
    for (int i = 0; i < static_cast<int>(ownSettings().size()); ++i) addField(i);
    column->addSpacing(8);
    column->addWidget(separator(this));
    column->addWidget(new SectionTitle(tr("Optimizer"), this));
    optimizer_ = addChooser(QStringLiteral("training.optimizer"), tr("Optimizer"));
    for (const auto& kind : kinds<Optimizer>())
        optimizer_->addItem(engineText(kind->description().title), plain(kind->id()));
    optimizerForm_ = new SettingsForm(this);
    column->addWidget(optimizerForm_);
    column->addSpacing(8);
    column->addWidget(separator(this));
    column->addWidget(new SectionTitle(tr("Loss"), this));
    loss_ = addChooser(QStringLiteral("training.loss"), tr("Loss"));
    for (const auto& kind : kinds<Loss>())
        loss_->addItem(engineText(kind->description().title), plain(kind->id()));
    lossForm_ = new SettingsForm(this);
    column->addWidget(lossForm_);
    classWeight_ = addChooser(QStringLiteral("training.class_weight"), tr("Class weights"));
    for (const auto& kind : kinds<ClassWeight>())
        classWeight_->addItem(tr("Class weights: %1").arg(engineText(kind->description().title)),
                              plain(kind->id()));
    classWeightForm_ = new SettingsForm(this);
    column->addWidget(classWeightForm_);
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
    stopping_ = addChooser(QStringLiteral("training.stopping"), tr("End"));
    for (const auto& kind : kinds<Stopping>())
        stopping_->addItem(engineText(kind->description().title), plain(kind->id()));
    stoppingForm_ = new SettingsForm(this);
    column->addWidget(stoppingForm_);
    column->addStretch();

    connect(optimizer_, &QComboBox::activated, this, [this] {
        TrainingSettings next = settings_;
        next.optimizer = {toStd(optimizer_->currentData().toString()), {}};
        Q_EMIT edited(next, QStringLiteral("optimizer"));
    });
    connect(loss_, &QComboBox::activated, this, [this] {
        TrainingSettings next = settings_;
        next.loss = {toStd(loss_->currentData().toString()), {}};
        Q_EMIT edited(next, QStringLiteral("loss"));
    });
    connect(stopping_, &QComboBox::activated, this, [this] {
        TrainingSettings next = settings_;
        next.stopping = {toStd(stopping_->currentData().toString()), {}};
        Q_EMIT edited(next, QStringLiteral("stopping"));
    });
    connect(classWeight_, &QComboBox::activated, this, [this] {
        TrainingSettings next = settings_;
        next.class_weight = {toStd(classWeight_->currentData().toString()), {}};
        Q_EMIT edited(next, QStringLiteral("class_weight"));
    });
    const auto follow = [this](SettingsForm* form, KindSettings TrainingSettings::*part, auto find) {
        connect(form, &SettingsForm::edited, this, [=, this](const QString& setting, const Value& value) {
            TrainingSettings next = settings_;
            if (const Kind* kind = find((next.*part).kind))
                next.*part = withSetting(next.*part, *kind, toStd(setting), value);
            Q_EMIT edited(next, setting);
        });
        connect(form, &SettingsForm::resetRequested, this, [=, this](const QString& setting) {
            TrainingSettings next = settings_;
            remove((next.*part).settings, toStd(setting));
            Q_EMIT edited(next, setting);
        });
    };
    follow(optimizerForm_, &TrainingSettings::optimizer,
           [](std::string_view id) -> const Kind* { return kinds<Optimizer>().find(id); });
    follow(lossForm_, &TrainingSettings::loss,
           [](std::string_view id) -> const Kind* { return kinds<Loss>().find(id); });
    follow(classWeightForm_, &TrainingSettings::class_weight,
           [](std::string_view id) -> const Kind* { return kinds<ClassWeight>().find(id); });
    follow(stoppingForm_, &TrainingSettings::stopping,
           [](std::string_view id) -> const Kind* { return kinds<Stopping>().find(id); });
}

QComboBox* TrainingForm::addChooser(const QString& name, const QString& label) {
    auto* chooser = new QComboBox(this);
    chooser->setObjectName(name);
    chooser->setAccessibleName(label);
    chooser->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(chooser);
    return chooser;
}

void TrainingForm::addField(int index) {
    const QStringList titles{tr("epochs"),           tr("batch size"),  tr("seed"),
                             tr("shuffle"),          tr("checkpoints"), tr("time limit (s)"),
                             tr("recompute outputs")};
    auto* field = new Field(ownSettings()[static_cast<std::size_t>(index)], this);
    field->setLabel(titles[index]);
    layout()->addWidget(field);
    fields_.push_back(field);
    connect(field, &Field::edited, this, &TrainingForm::change);
    connect(field, &Field::resetRequested, this, &TrainingForm::reset);
}

void TrainingForm::change(const QString& setting, const Value& value) {
    TrainingSettings next = settings_;
    assignTo(next, toStd(setting), value);
    Q_EMIT edited(next, setting);
}

void TrainingForm::reset(const QString& setting) {
    change(setting, valueOf(TrainingSettings{}, toStd(setting)));
}

/// Which metrics are measured after each epoch: a menu whose entries can be ticked.
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
                        const QStringList& ends, const QStringList& targets) {
    settings_ = settings;
    outputs_->show(settings.outputs, ends, targets);
    showMetrics();
    for (Field* field : fields_) field->show(valueOf(settings, field->info().name));
    const auto showKind = [&](QComboBox* chooser, SettingsForm* form, const auto& kinds,
                              const KindSettings& chosen) {
        chooser->setCurrentIndex(chooser->findData(plain(chosen.kind)));
        for (const auto& kind : kinds) {
            if (kind->id() != chosen.kind) continue;
            chooser->setToolTip(engineText(kind->description().summary));
            const auto own = kind->clone();
            configure(*own, chosen.settings, {});
            form->show(*own, problems);
        }
        form->setVisible(chooser->currentIndex() >= 0);
    };
    showKind(optimizer_, optimizerForm_, kinds<Optimizer>(), settings.optimizer);
    showKind(loss_, lossForm_, kinds<Loss>(), settings.loss);
    showKind(classWeight_, classWeightForm_, kinds<ClassWeight>(), settings.class_weight);
    showKind(stopping_, stoppingForm_, kinds<Stopping>(), settings.stopping);
}

}  // namespace glassnet::app
