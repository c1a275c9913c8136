// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "network/check.h"
#include "training/snapshot.h"

#include <QColor>
#include <QString>
#include <QStringList>

#include <memory>

namespace glassnet::app {

/// What can be seen of one layer at one moment, for the pinned sample. A value: tensors are shared and never
/// change.
struct LayerReading {
    QString id;
    std::shared_ptr<const Layer> layer;
    Shape shape;  // of the output
    std::int64_t parameters = 0;
    SharedTensor input;  // output of the layer before it
    SharedTensor output;
    SharedTensor kernel, bias;
    bool last = false;    // its outputs are the network's predictions
    QStringList classes;  // names of the classes, for the last layer
    int truth = -1;       // class of the pinned sample
    bool raw = false;     // an Input: shown as the picture it is
};

[[nodiscard]] LayerReading readingOf(const CheckedNode& node, const Checked& checked,
                                     const Snapshot* snapshot, const DatasetSummary* data, int truth);

/// One product of the sum behind an output value.
struct WeightedInput {
    double input = 0, weight = 0;
    [[nodiscard]] double value() const { return input * weight; }
};

/// Returns the products behind one output value, largest first; empty for kinds without a simple sum, see
/// Layer::terms.
[[nodiscard]] std::vector<WeightedInput> productsBehind(const LayerReading& reading, int channel, int row,
                                                        int column);

/// Writes the sum: "relu( 0.91·0.38 + 0.87·0.22 + … + 0.04 )".
[[nodiscard]] QString sumText(const LayerReading& reading, int channel,
                              const std::vector<WeightedInput>& products);

}  // namespace glassnet::app
