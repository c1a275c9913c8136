// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "training/training_settings.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QMenu;
class QPushButton;

namespace glassnet::app {

class Field;
class OutputsForm;
class SettingsForm;

/// How the network is trained: optimizer, loss, epochs, batch, seed, when to stop.
class TrainingForm : public QWidget {
    Q_OBJECT
public:
    explicit TrainingForm(QWidget* parent = nullptr);
    /// Shows the settings. `outputs` (the nodes that are the network's outputs) and names of the data's
    /// further targets are for networks with several outputs.
    void show(const TrainingSettings& settings, const std::vector<Problem>& problems,
              const QStringList& outputs = {}, const QStringList& targets = {});

Q_SIGNALS:
    /// Emitted when a setting was changed. `setting` names it; consecutive edits of one setting may become
    /// one step of undo.
    void edited(const glassnet::TrainingSettings& settings, const QString& setting);

private:
    /// A setting that names a kind: which one, and its own settings.
    struct KindRow {
        std::size_t index;  // of the setting in the description of the training
        QComboBox* chooser;
        SettingsForm* form;
    };
    void addKind(const char* setting, const QString& label, const QString& pattern = QStringLiteral("%1"));
    [[nodiscard]] KindSettings chosen(std::size_t index) const;
    void addField(const SettingInfo& info);
    void change(const QString& setting, const Value& value);
    void addMetrics();
    void showMetrics();

    TrainingSettings settings_;
    std::vector<Field*> fields_;
    std::vector<KindRow> kinds_;
    QPushButton* metrics_;
    QMenu* metricsMenu_;
    OutputsForm* outputs_;
};

}  // namespace glassnet::app
