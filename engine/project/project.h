// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "network/check.h"
#include "network/network.h"
#include "training/check_training.h"
#include "training/task.h"
#include "training/training_settings.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Everything a user decides: network, data, preprocessing, augmentation, training. A value: copyable,
/// comparable, immutable once shared.
struct Project {
    Network network;
    DataSettings data;
    std::vector<KindSettings> preprocessing;
    std::vector<KindSettings> augmentation;
    TrainingSettings training;
    Value::Map extra;  // unknown fields of the file
    friend bool operator==(const Project&, const Project&) = default;
};

/// Checks the network and everything around it: loss against the last layer, class count, optimizer, batch,
/// data steps, memory. `data` may be nullptr while the data set is not loaded; what needs it is then left
/// out.
[[nodiscard]] Checked check(const Project& project, const DatasetSummary* data,
                            MemoryCheck memory = MemoryCheck::with_a_plan);

/// Returns a warning for each setting of the project that nothing reads, misspelt or in the wrong place.
[[nodiscard]] std::vector<Problem> unknown_settings_of(const Project& project);
/// Returns those warnings that the check of a training does not give.
[[nodiscard]] std::vector<Problem> unknown_settings_outside_training(const Project& project);

/// Renames a node wherever the project names it; returns false as the network's rename_node does.
bool rename_node(Project& project, std::string_view id, std::string_view new_id);

/// Removes nodes, and the training's settings for them.
void remove_nodes(Project& project, const std::vector<std::string>& ids, Bridge bridge = Bridge::no);

/// Returns the project with the repair carried out.
[[nodiscard]] Project apply(const Repair& repair, Project project);

/// Returns the task that trains this project.
[[nodiscard]] TrainingTask training_task(const Project& project, std::shared_ptr<const Dataset> dataset);

/// A ready project to begin with.
struct Template {
    std::string_view id;  // "small-cnn"
    std::string_view title;
    std::string_view summary;  // one sentence
    Project (*make)();
};
[[nodiscard]] std::vector<Template> templates();

/// Returns the running example that the designer opens: a small CNN on the embedded Fashion-MNIST subset.
[[nodiscard]] Project example_project();

}  // namespace glassnet
