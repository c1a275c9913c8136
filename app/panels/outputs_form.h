// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/training_settings.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QVBoxLayout;

namespace glassnet::app {

class Field;

/// The outputs of a network that has several: what each learns, with which loss, and how much it counts.
/// Hidden while there is nothing to show.
class OutputsForm : public QWidget {
    Q_OBJECT
public:
    explicit OutputsForm(QWidget* parent = nullptr);
    /// Shows the outputs. `nodes`: the nodes that are the network's outputs; `targets`: names of the data's
    /// further targets.
    void show(const std::vector<OutputSettings>& outputs, const QStringList& nodes,
              const QStringList& targets);

Q_SIGNALS:
    void edited(const std::vector<glassnet::OutputSettings>& outputs);

private:
    struct Row {
        QString node;
        QComboBox* target;
        QComboBox* loss;
        Field* weight;
    };
    void build(const QStringList& nodes, const QStringList& targets);
    void change(const QString& node, const std::function<void(OutputSettings&)>& change);

    QVBoxLayout* column_;
    QWidget* content_ = nullptr;
    QStringList nodes_, targets_;
    std::vector<Row> rows_;
    std::vector<OutputSettings> outputs_;
};

}  // namespace glassnet::app
