// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace glassnet::app {

class SettingsForm;

/// The steps that every sample goes through before the network sees it, in their order: add, remove, shift,
/// set. Unknown kinds are shown and kept.
class Preprocessing : public QWidget {
    Q_OBJECT
public:
    explicit Preprocessing(QWidget* parent = nullptr);
    void show(const std::vector<KindSettings>& steps);

Q_SIGNALS:
    /// Emitted when a step was added, removed or shifted.
    void arranged(const std::vector<glassnet::KindSettings>& steps, const QString& what);
    /// Emitted when a setting of a step was changed.
    void edited(const std::vector<glassnet::KindSettings>& steps, const QString& setting);

private:
    struct Card {
        QWidget* frame;
        SettingsForm* form;
    };
    void offerKinds();
    void build();
    void addCard(std::size_t index);
    [[nodiscard]] QToolButton* button(QWidget* parent, std::size_t index, const QString& what,
                                      const QString& icon, const QString& help);
    void shift(std::size_t from, std::size_t to);
    void removeStep(std::size_t index);
    void set(std::size_t index, const QString& setting, const Value* value);

    std::vector<KindSettings> steps_;
    std::vector<Card> cards_;
    QWidget* none_;
    QPushButton* add_;
    QVBoxLayout* rows_;
};

}  // namespace glassnet::app
