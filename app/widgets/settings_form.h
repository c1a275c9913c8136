// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "base/settings.h"

#include <QWidget>

#include <string>
#include <vector>

class QToolButton;
class QVBoxLayout;

namespace glassnet::app {

class Field;

/// A form for any kind (layer, optimizer, loss, augmentation step), built from its description. Advanced
/// settings are folded.
class SettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit SettingsForm(QWidget* parent = nullptr);

    /// Shows a kind. `problems`: those of this kind's owner; each appears under the setting it names.
    void show(const Kind& kind, const std::vector<Problem>& problems = {});
    void clear();

Q_SIGNALS:
    void edited(const QString& setting, const glassnet::Value& value);
    void resetRequested(const QString& setting);

private:
    void build(const Kind& kind);
    void fold(bool folded);

    std::string id_;
    QVBoxLayout* rows_;
    QToolButton* more_ = nullptr;
    QWidget* advanced_ = nullptr;
    std::vector<Field*> fields_;
    bool folded_ = true;
};

}  // namespace glassnet::app
