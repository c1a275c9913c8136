// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.h"

#include "network/repair.h"
#include "training/unknown_settings.h"

#include <algorithm>
#include <array>
#include <functional>

namespace glassnet {

Checked check(const Project& project, const DatasetSummary* data, MemoryCheck memory) {
    Checked checked = check(project.network);
    for (Problem& problem : unknown_settings_outside_training(project))
        checked.problems.push_back(std::move(problem));
    for (Problem& problem : out_of_range(DataRecord(project.data), "data"))
        checked.problems.push_back(std::move(problem));
    check_training(checked, {.settings = project.training,
                             .augmentation = project.augmentation,
                             .preprocessing = project.preprocessing,
                             .data = data,
                             .memory = memory});
    // What blocks training comes first, then what only advises.
    std::ranges::stable_sort(checked.problems, std::greater{}, &Problem::severity);
    return checked;
}

std::vector<Problem> unknown_settings_outside_training(const Project& project) {
    constexpr std::array<std::string_view, 5> fields{"network", "data", "preprocessing", "augmentation",
                                                     "training"};
    constexpr std::array<std::string_view, 2> network_fields{"nodes", "wires"};
    std::vector<Problem> problems = unknown_fields(project.data.written, "data", DataRecord(project.data));
    const auto take = [&](std::vector<Problem> found) {
        problems.insert(problems.end(), found.begin(), found.end());
    };
    for (const Field& field : project.extra) {
        // What the file's network holds besides nodes and wires is kept under its name.
        const auto* of_network = field.name == "network" ? field.value.get_if<Value::Map>() : nullptr;
        take(of_network ? unknown_fields(*of_network, "network", network_fields)
                        : unknown_fields(Value::Map{field}, "project", fields));
    }
    return problems;
}

std::vector<Problem> unknown_settings_of(const Project& project) {
    std::vector<Problem> problems = unknown_settings_outside_training(project);
    for (Problem& problem : unknown_settings(project.training)) problems.push_back(std::move(problem));
    return problems;
}

bool rename_node(Project& project, std::string_view id, std::string_view new_id) {
    const std::string old_id(id);
    if (!rename_node(project.network, id, new_id)) return false;
    for (OutputSettings& output : project.training.outputs) {
        if (output.node == old_id) output.node = new_id;
    }
    return true;
}

void remove_nodes(Project& project, const std::vector<std::string>& ids, Bridge bridge) {
    remove_nodes(project.network, ids, bridge);
    std::erase_if(project.training.outputs, [&](const OutputSettings& output) {
        return std::ranges::find(ids, output.node) != ids.end();
    });
}

Project apply(const Repair& repair, Project project) {
    auto& outputs = project.training.outputs;
    const auto output = std::ranges::find(outputs, repair.node, &OutputSettings::node);
    switch (repair.action) {
        case Repair::Action::replace_loss:
            (output == outputs.end() ? project.training.loss : output->loss) = {repair.kind, {}};
            break;
        case Repair::Action::train_output:
            if (output == outputs.end()) outputs.push_back({.node = repair.node});
            break;
        case Repair::Action::forget_output:
            std::erase_if(outputs, [&](const OutputSettings& each) { return each.node == repair.node; });
            break;
        default:
            project.network = apply(repair, std::move(project.network));
            break;
    }
    return project;
}

TrainingTask training_task(const Project& project, std::shared_ptr<const Dataset> dataset) {
    return {.network = project.network,
            .dataset = std::move(dataset),
            .augmentation = project.augmentation,
            .preprocessing = project.preprocessing,
            .settings = project.training};
}

}  // namespace glassnet
