// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/unknown_settings.h"

#include "training/catalogue.h"

#include <algorithm>
#include <array>
#include <string>

namespace glassnet {

namespace {

constexpr ProblemKind field_unknown{"setting.unknown_field", Severity::warning,
                                    "“{place}” has no setting “{field}”; it has no effect",
                                    "Settings of “{place}”: {known}."};
constexpr ProblemKind field_elsewhere{"setting.elsewhere", Severity::warning,
                                      "“{field}” has no effect in “training”: it is a setting of the {group}",
                                      "Write it inside “{group}”, beside its kind {kind}."};

constexpr std::array<std::string_view, 13> training_fields{
    "loss",       "outputs", "metrics", "optimizer",        "stopping",    "class_weight",         "epochs",
    "batch_size", "seed",    "shuffle", "keep_checkpoints", "max_seconds", "recompute_activations"};
constexpr std::array<std::string_view, 4> output_fields{"node", "loss", "loss_weight", "target"};

/// A kind of the training with the name that it has in the file.
struct Part {
    std::string group;
    const Kind* kind;
    const KindSettings& settings;
};

std::vector<Part> parts_of(const TrainingSettings& settings) {
    std::vector<Part> parts{
        {"optimizer", kinds<Optimizer>().find(settings.optimizer.kind), settings.optimizer},
        {"loss", kinds<Loss>().find(settings.loss.kind), settings.loss},
        {"stopping", kinds<Stopping>().find(settings.stopping.kind), settings.stopping},
        {"class_weight", kinds<ClassWeight>().find(settings.class_weight.kind), settings.class_weight}};
    for (const OutputSettings& output : settings.outputs)
        if (!output.loss.kind.empty())
            parts.push_back(
                {"outputs." + output.node + ".loss", kinds<Loss>().find(output.loss.kind), output.loss});
    return parts;
}

}  // namespace

std::vector<Problem> unknown_fields(const Value::Map& extra, std::string_view place,
                                    std::span<const std::string_view> known) {
    std::string names;
    for (const std::string_view name : known)
        if (!name.empty()) names += (names.empty() ? "" : ", ") + std::string(name);
    std::vector<Problem> problems;
    for (const Field& field : extra)
        problems.emplace_back(field_unknown,
                              Value::Map{{"place", place}, {"field", field.name}, {"known", names}},
                              Where{.setting = std::string(place) + "." + field.name});
    return problems;
}

std::vector<Problem> unknown_settings(const TrainingSettings& settings) {
    std::vector<Problem> problems;
    const auto take = [&](std::vector<Problem> found) {
        problems.insert(problems.end(), found.begin(), found.end());
    };
    const std::vector<Part> parts = parts_of(settings);
    for (const Field& field : settings.extra) {
        const auto owner = std::ranges::find_if(
            parts, [&](const Part& part) { return part.kind && find_setting(*part.kind, field.name); });
        if (owner == parts.end())
            take(unknown_fields({field}, "training", training_fields));
        else
            problems.emplace_back(
                field_elsewhere,
                Value::Map{{"field", field.name}, {"group", owner->group}, {"kind", owner->settings.kind}},
                Where{.setting = "training." + field.name});
    }
    for (const OutputSettings& output : settings.outputs)
        take(unknown_fields(output.extra, "outputs", output_fields));
    for (const Part& part : parts) {
        if (!part.kind) continue;  // told elsewhere
        std::vector<Problem> found =
            configure(*part.kind->copy(), part.settings.settings, {.setting = "training." + part.group});
        std::erase_if(found, [](const Problem& problem) { return problem.severity() != Severity::warning; });
        take(std::move(found));
    }
    return problems;
}

}  // namespace glassnet
