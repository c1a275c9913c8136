// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace glassnet::app {

class SettingsForm;
class Switch;

/// One row of a form: name, field, and a reset arrow while the value differs from its default; below it the
/// settings of a chosen kind. What cannot be read is refused in place, with the reason under the field.
class Field : public QWidget {
    Q_OBJECT
public:
    /// `info` must live as long as the field; infos of kinds live as long as the program.
    explicit Field(const SettingInfo& info, QWidget* parent = nullptr);

    void show(const Value& value);
    /// Shows a sentence under the field, empty for none; of the checker or of the field itself.
    void showComplaint(const QString& text);
    void setLabel(const QString& text);
    /// Sets other words for the options of a choice, in their order.
    void setChoiceTexts(const QStringList& texts);
    [[nodiscard]] const SettingInfo& info() const { return info_; }

Q_SIGNALS:
    void edited(const QString& setting, const glassnet::Value& value);
    void resetRequested(const QString& setting);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeEditor();
    void showChosenKind();
    void commitText();
    void stepBy(int steps);
    void paintReset();

    const SettingInfo& info_;
    Value value_;
    QLabel* label_;
    QLabel* complaint_;
    QLineEdit* text_ = nullptr;
    QComboBox* choice_ = nullptr;
    Switch* truth_ = nullptr;
    SettingsForm* chosen_ = nullptr;  // of Type::kind
    QToolButton* reset_;
};

}  // namespace glassnet::app
