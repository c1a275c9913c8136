// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/edits_since.h"

#include "base/text.h"
#include "network/network.h"
#include "session/live_run.h"

#include <string>

namespace glassnet::app {

namespace {

constexpr ProblemKind layer_edited{
    "run.layer_edited", Severity::hint, "{node} was edited since the run began: next run",
    "The run goes on with the layer as it was. Stop it and press Train to train what is drawn."};
constexpr ProblemKind layer_added{
    "run.layer_added", Severity::hint, "{node} was added after the run began: next run",
    "The run goes on without it. Stop it and press Train to train what is drawn."};
constexpr ProblemKind layers_removed{"run.layers_removed", Severity::hint,
                                     "The run still trains layers that were removed since: {nodes}",
                                     "Stop it and press Train to train what is drawn."};
constexpr ProblemKind settings_edited{
    "run.settings_edited", Severity::hint, "Edited since the run began, for the next run: {settings}",
    "The run goes on as it began. Stop it and press Train to begin another with them."};

bool sameLayer(const Node& a, const Node& b) { return a.kind == b.kind && a.settings == b.settings; }

std::vector<std::string> differences(const TrainingTask& run, const Project& project,
                                     const std::shared_ptr<const Dataset>& dataset) {
    std::vector<std::string> names;
    if (!sameData(run.dataset, dataset)) names.emplace_back("data");
    if (run.preprocessing != project.preprocessing) names.emplace_back("preprocessing");
    if (run.augmentation != project.augmentation) names.emplace_back("augmentation");
    const auto settings = settingsThatDiffer(run.settings, project.training);
    names.insert(names.end(), settings.begin(), settings.end());
    return names;
}

}  // namespace

std::vector<std::string> settingsThatDiffer(const TrainingSettings& was, const TrainingSettings& is) {
    const auto different = different_settings(TrainingRecord(was), TrainingRecord(is));
    return {different.begin(), different.end()};
}

std::vector<Problem> editsSince(const TrainingTask& run, const Project& project,
                                const std::shared_ptr<const Dataset>& dataset) {
    std::vector<Problem> edits;
    for (const Node& node : project.network.nodes) {
        const Node* was = find_node(run.network, node.id);
        if (was && sameLayer(*was, node) &&
            inputs_of(run.network, node.id) == inputs_of(project.network, node.id))
            continue;
        edits.emplace_back(was ? layer_edited : layer_added, Value::Map{{"node", node.id}},
                           Where{.node = node.id});
    }
    std::vector<std::string> removed;
    for (const Node& node : run.network.nodes)
        if (!find_node(project.network, node.id)) removed.push_back(node.id);
    if (!removed.empty())
        edits.emplace_back(layers_removed, Value::Map{{"nodes", listed(removed, removed.size())}});
    const auto settings = differences(run, project, dataset);
    if (!settings.empty())
        edits.emplace_back(settings_edited, Value::Map{{"settings", listed(settings, settings.size())}});
    return edits;
}

}  // namespace glassnet::app
