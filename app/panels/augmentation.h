// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "base/problem.h"
#include "math/shape.h"

#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;

namespace glassnet::app {

class SettingsForm;
class Switch;

/// One card for each step of augmentation: a switch and its settings; “Add” offers the other kinds, by group,
/// and Keras code from the clipboard. Only training samples are changed, differently in each epoch.
class Augmentation : public QWidget {
    Q_OBJECT
public:
    explicit Augmentation(QWidget* parent = nullptr);
    /// Shows the steps. `sample` is the shape of the samples, nullptr while it is not known: only steps that
    /// can change them are offered.
    void show(const std::vector<KindSettings>& steps, const Shape* sample = nullptr);
    /// Tells what was not taken over from pasted code, until the steps are changed here.
    void tell(const std::vector<Problem>& problems);

Q_SIGNALS:
    /// Emitted when Keras code is to become steps, of preprocessing too.
    void codePasted(const QString& code);
    void edited(const std::vector<glassnet::KindSettings>& steps, const QString& what);

private:
    struct Card {
        std::string kind;
        QWidget* frame;
        Switch* on;
        SettingsForm* form;
        QAction* offer;
    };
    void offerKinds();
    void addCard(const QString& title, const QString& summary, const std::string& kind);
    [[nodiscard]] KindSettings* stepOf(std::vector<KindSettings>& steps, const std::string& kind) const;
    void turn(const std::string& kind, bool on);

    std::vector<KindSettings> steps_;
    std::vector<Card> cards_;
    QLabel* about_;
    QLabel* remarks_;
    QPushButton* add_;
};

}  // namespace glassnet::app
