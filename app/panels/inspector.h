// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/layer_reading.h"
#include "project/project.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QScrollArea;
class QStackedWidget;

namespace glassnet::app {

class Lens;
class ProblemList;
class SettingsForm;

/// The panel on the right: the selected layer with its settings and live pictures; with nothing selected, the
/// whole network and its problems.
class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget* parent = nullptr);

    void show(const Project& project, const Checked& checked, const QStringList& selection);
    void showSight(const LayerReading& reading);
    void editName();
    void focusSettings();

Q_SIGNALS:
    void settingEdited(const QString& node, const QString& setting, const glassnet::Value& value);
    void settingReset(const QString& node, const QString& setting);
    void renameWanted(const QString& node, const QString& name);
    void nodeWanted(const QString& node);
    void helpWanted();
    void repairWanted(const glassnet::Repair& repair);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeLayerPage();
    QWidget* makeNetworkPage();
    void showLayer(const CheckedNode& node, const Checked& checked, const Node& drawn);
    void showNetwork(const Checked& checked, int selected);
    void paintTile();

    QStackedWidget* pages_;
    QString node_;
    QString icon_, role_;
    QLabel* tile_;
    QLineEdit* name_;
    QLabel* facts_;
    QLabel* unknown_;
    SettingsForm* form_;
    Lens* lens_;
    QLabel* networkTitle_;
    QLabel* networkFacts_;
    ProblemList* problems_;
};

}  // namespace glassnet::app
