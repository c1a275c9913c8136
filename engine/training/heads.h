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

/// One end of a network at training: what it is held against, by which loss, and how much that counts.
struct Head {
    std::string node;
    std::shared_ptr<const Loss> loss;  // nullptr where the settings name none that exists
    double weight = 1;
    int target = 0;                       // which of the data's targets (Dataset::target), or own_input
    static constexpr int own_input = -1;  // the input as the network sees it
};

/// All ends of a network, in the order of Checked::outputs.
struct Heads {
    std::vector<Head> all;
    std::size_t main = 0;  // the end that answers: accuracy, predictions and metrics are its own

    [[nodiscard]] std::vector<Objective> objectives() const;
    [[nodiscard]] std::vector<std::optional<ActivationFunction>> fused_activations() const;
};

/// The heads that the settings make of these ends, and whatever is wrong with that (network.outputs,
/// training.output_*, those of losses). Without `data` all named targets are taken for existing.
[[nodiscard]] Heads make_heads(const Checked& checked, const TrainingSettings& settings,
                               const DatasetSummary* data, std::vector<Problem>& problems);

/// The same of settings without errors; throws Error with those there are.
[[nodiscard]] Heads make_heads(const Checked& checked, const TrainingSettings& settings,
                               const DatasetSummary* data = nullptr);

/// What a head is held against: numbers that the data does not name as classes are values to a loss that
/// compares values.
[[nodiscard]] TargetSummary target_of(const Head& head, const DatasetSummary& data);

/// "dense_2_loss": what belongs to one end among the figures of an epoch (Keras' names).
[[nodiscard]] std::string figure_name(const Head& head, std::string_view figure);

}  // namespace glassnet
