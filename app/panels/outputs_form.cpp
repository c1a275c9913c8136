// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/outputs_form.h"

#include "learning/catalogue.h"
#include "widgets/engine_text.h"
#include "widgets/field.h"
#include "widgets/section.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

const SettingInfo& weightInfo() {
    static const SettingInfo info{
        .name = "loss_weight",
        .help = QT_TRANSLATE_NOOP("engine", "Factor of this loss in the loss of the whole."),
        .type = SettingInfo::Type::real,
        .range = at_least(0),
        .choices = {},
        .default_value = Value(1.0)};
    return info;
}

const OutputSettings* settingsOf(const std::vector<OutputSettings>& outputs, const QString& node) {
    const auto found = std::ranges::find(outputs, toStd(node), &OutputSettings::node);
    return found == outputs.end() ? nullptr : &*found;
}

}  // namespace

OutputsForm::OutputsForm(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("training.outputs"));
    column_->setContentsMargins(0, 0, 0, 0);
    hide();
}

void OutputsForm::build(const QStringList& nodes, const QStringList& targets) {
    nodes_ = nodes;
    targets_ = targets;
    rows_.clear();
    if (content_) content_->deleteLater();
    content_ = new QWidget(this);
    column_->addWidget(content_);
    auto* column = new QVBoxLayout(content_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(separator(content_));
    column->addWidget(new SectionTitle(tr("Outputs"), content_));
    const auto chooser = [&](const QString& name, const QString& label) {
        auto* box = new QComboBox(content_);
        box->setObjectName(name);
        box->setAccessibleName(label);
        box->setFocusPolicy(Qt::StrongFocus);
        column->addWidget(box);
        return box;
    };
    for (const QString& node : nodes) {
        column->addWidget(roleLabel(QStringLiteral("secondary"), content_, node));
        Row row{node, chooser(QStringLiteral("outputs.target.") + node, tr("Target of %1").arg(node)),
                chooser(QStringLiteral("outputs.loss.") + node, tr("Loss of %1").arg(node)),
                new Field(weightInfo(), content_)};
        row.target->addItem(tr("Learns the targets of the data"), QString());
        row.target->addItem(tr("Learns the input itself"), QStringLiteral("input"));
        for (const QString& target : targets)
            row.target->addItem(tr("Learns the target “%1”").arg(target), target);
        row.loss->addItem(tr("Loss: that of the training"), QString());
        for (const auto& kind : kinds<Loss>())
            row.loss->addItem(tr("Loss: %1").arg(engineText(kind->description().title)), plain(kind->id()));
        row.weight->setLabel(tr("loss weight"));
        row.weight->setObjectName(QStringLiteral("outputs.weight.") + node);
        column->addWidget(row.weight);
        connect(row.target, &QComboBox::activated, this, [this, node, box = row.target] {
            change(node,
                   [box](OutputSettings& output) { output.target = toStd(box->currentData().toString()); });
        });
        connect(row.loss, &QComboBox::activated, this, [this, node, box = row.loss] {
            change(node, [box](OutputSettings& output) {
                output.loss = {toStd(box->currentData().toString()), {}};
            });
        });
        connect(row.weight, &Field::edited, this, [this, node](const QString&, const Value& value) {
            change(node, [&](OutputSettings& output) { output.loss_weight = value.number(); });
        });
        connect(row.weight, &Field::resetRequested, this,
                [this, node] { change(node, [](OutputSettings& output) { output.loss_weight = 1; }); });
        rows_.push_back(row);
    }
}

void OutputsForm::change(const QString& node, const std::function<void(OutputSettings&)>& change) {
    std::vector<OutputSettings> next = outputs_;
    auto found = std::ranges::find(next, toStd(node), &OutputSettings::node);
    if (found == next.end()) found = next.insert(next.end(), {.node = toStd(node)});
    change(*found);
    Q_EMIT edited(next);
}

void OutputsForm::show(const std::vector<OutputSettings>& outputs, const QStringList& nodes,
                       const QStringList& targets) {
    outputs_ = outputs;
    setVisible(nodes.size() > 1 || !outputs.empty());
    if (nodes != nodes_ || targets != targets_) build(nodes, targets);
    for (const Row& row : rows_) {
        const OutputSettings none;
        const OutputSettings* const named = settingsOf(outputs, row.node);
        const OutputSettings& output = named ? *named : none;
        row.target->setCurrentIndex(row.target->findData(plain(output.target)));
        row.loss->setCurrentIndex(row.loss->findData(plain(output.loss.kind)));
        row.weight->show(output.loss_weight);
    }
}

}  // namespace glassnet::app
