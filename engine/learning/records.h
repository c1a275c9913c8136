// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a training records of each batch and each epoch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace glassnet {

/// One point of the curves.
struct BatchRecord {
    std::int64_t step = 0;  // after this batch, counted from 1
    double epochs = 0;      // after this batch: 2.5 in the middle of the third
    double loss = 0;        // mean over the batch
    // share of correct predictions; nothing where there are no classes
    std::optional<double> accuracy{};
    double learning_rate = 0;
};

/// One of the metrics that a run computes on request, beyond loss and accuracy. Keras' names: "val_f1_score",
/// "dense_2_loss".
struct MetricValue {
    std::string name;
    std::optional<double> value;  // nothing where it is not defined
    friend bool operator==(const MetricValue&, const MetricValue&) = default;
};

/// The end of an epoch.
struct EpochRecord {
    int epoch = 0;  // counted from 1
    std::int64_t step = 0;
    double loss = 0;  // mean over the epoch's training batches, as the accuracy
    std::optional<double> accuracy{};
    std::optional<double> validation_loss, validation_accuracy;
    double learning_rate = 0;            // of the epoch's last batch
    double seconds = 0;                  // of this epoch
    std::vector<MetricValue> metrics{};  // the same names in each epoch of a run
};

}  // namespace glassnet
