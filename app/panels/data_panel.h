// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/sample_order.h"
#include "session/fit_offer.h"

#include <QWidget>

#include <memory>
#include <vector>

class QButtonGroup;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace glassnet::app {

class DataRemarks;
class Field;

/// Where the data comes from: a built-in set, an IDX folder, a folder of pictures, or a file; and what it
/// contains.
class DataPanel : public QWidget {
    Q_OBJECT
public:
    explicit DataPanel(QWidget* parent = nullptr);
    void show(const DataSettings& settings, const Dataset* dataset, bool loading,
              const std::vector<Problem>& problems, const FitOffer& offer,
              const DataReport* report = nullptr);

Q_SIGNALS:
    void edited(const glassnet::DataSettings& settings, const QString& setting);
    void folderWanted();  // a folder of pictures, or one with IDX files
    void fileWanted();    // .npz, .safetensors, IDX
    void fitWanted();     // what the offer tells
    void samplesWanted(glassnet::SampleChoice choice);

private:
    void addSources(QVBoxLayout* column);
    void addFields(QVBoxLayout* column);
    void showFacts(const Dataset& dataset);
    void showOffer(const FitOffer& offer);

    DataSettings settings_;
    QButtonGroup* sources_;
    QLabel* own_;
    QLabel* facts_;
    DataRemarks* remarks_;
    QLabel* changes_;
    QPushButton* fit_;
    std::vector<Field*> fields_;
};

}  // namespace glassnet::app
