// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "execution/batch_loss.h"
#include "network/check.h"
#include "training/training_settings.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace glassnet {

/// One output of a network in training: its target, its loss, and how much it counts.
struct TrainedOutput {
    std::string node;
    std::shared_ptr<const Loss> loss;  // nullptr where the settings name none that exists
    double weight = 1;
    // which of the data's targets (Dataset::target); nothing: the input as the network sees it
    std::optional<int> target = 0;
};

/// All outputs of a network, in the order of Checked::outputs.
struct TrainedOutputs {
    std::vector<TrainedOutput> all;
    std::size_t main = 0;  // the output used for predictions: accuracy and metrics are its own

    [[nodiscard]] std::vector<OutputLoss> losses() const;
    [[nodiscard]] std::vector<std::optional<ActivationFunction>> fused_activations() const;
};

/// Makes the trained outputs that the settings describe, and adds whatever is wrong with them
/// (network.outputs, training.output_*, those of losses). Without `data` all named targets are assumed to
/// exist.
[[nodiscard]] TrainedOutputs make_outputs(const Checked& checked, const TrainingSettings& settings,
                                          const DatasetSummary* data, std::vector<Problem>& problems);

/// Makes the trained outputs of settings without errors. Throws Error with those there are.
[[nodiscard]] TrainedOutputs make_outputs(const Checked& checked, const TrainingSettings& settings,
                                          const DatasetSummary* data = nullptr);

/// Tells whether a loss sees targets as values: those without classes, and numbers that the data does not
/// name as classes where the loss compares values. `loss` may be nullptr.
[[nodiscard]] bool sees_values(const TargetSummary& target, const Loss* loss);

/// Returns what an output is compared with: numbers that the data does not name as classes are values to a
/// loss that compares values. `input_shape` is that of a sample as the network sees it.
[[nodiscard]] TargetSummary target_of(const TrainedOutput& output, const DatasetSummary& data,
                                      const Shape& input_shape);

/// Names what belongs to one output among the metrics of an epoch (Keras' names): "dense_2_loss".
[[nodiscard]] std::string metric_name(const TrainedOutput& output, std::string_view metric);

}  // namespace glassnet
