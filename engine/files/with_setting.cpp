// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/with_setting.h"

#include "data/augmentation/from_python.h"
#include "files/project_file.h"
#include "formats/json.h"
#include "layers/catalogue.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace glassnet {

namespace {

constexpr ProblemKind set_node{
    "set.node", Severity::error, "There is no node “{node}”",
    "Nodes of this project: {allowed}. Other settings begin with training, optimizer, loss, data …"};
constexpr ProblemKind set_fixed{"set.fixed", Severity::error, "“{field}” of a node is no setting",
                                "Change the project file itself."};
constexpr ProblemKind set_unknown{"set.unknown", Severity::error, "{kind} has no setting “{setting}”",
                                  "Settings of {kind}: {allowed}."};
constexpr ProblemKind set_elsewhere{"set.elsewhere", Severity::error, "“{field}” is a setting of the {group}",
                                    "Write --set {group}.{field}=…."};
constexpr ProblemKind set_step{"set.step", Severity::error, "“{place}” has no step {number}; it has {count}",
                               "Steps are counted from 0; add one in the project file."};

constexpr std::array<std::string_view, 4> groups{"data", "training", "preprocessing", "augmentation"};

/// Tells whether the word is a kind of the training, which may be named without it.
bool is_part_of_training(std::string_view word) {
    const TrainingRecord training;
    const auto index = find_setting(training, word);
    return index && training.settings_info()[*index].type == SettingInfo::Type::kind;
}

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t dot = std::min(path.find('.', at), path.size());
        words.push_back(path.substr(at, dot - at));
        at = dot + 1;
    }
    return words;
}

void set_of_node(Project& project, const std::string& id, const std::string& setting, const Value& value) {
    Node* node = find_node(project.network, id);
    if (!node) {
        std::string allowed;
        for (const Node& each : project.network.nodes) allowed += (allowed.empty() ? "" : ", ") + each.id;
        throw Error(set_node, {{"node", id}, {"allowed", allowed}}, {.setting = "--set"});
    }
    if (setting == "id" || setting == "kind" || setting == "at")
        throw Error(set_fixed, {{"field", setting}}, {.setting = "--set"});
    if (const Layer* kind = kinds<Layer>().find(node->kind); kind && !find_setting(*kind, setting)) {
        const std::string allowed = setting_names(*kind);
        throw Error(
            set_unknown,
            {{"kind", node->kind}, {"setting", setting}, {"allowed", allowed.empty() ? "none" : allowed}},
            {.node = node->id, .setting = "--set"});
    }
    assign(node->settings, setting, value);
}

/// Sets a value within the file's fields; a kind that is given by its name alone becomes one with settings.
void set_within(Value& place, std::span<const std::string> path, const std::string& gone,
                const Value& value) {
    if (path.empty()) {
        place = value;
        return;
    }
    const std::string here = gone.empty() ? path.front() : gone + "." + path.front();
    if (const auto* list = place.get_if<Value::List>()) {
        Value::List steps = *list;
        const bool counts =
            path.front().find_first_not_of("0123456789") == std::string::npos && path.front().size() < 9;
        const std::size_t number = counts && !path.front().empty() ? std::stoul(path.front()) : steps.size();
        if (number >= steps.size())
            throw Error(set_step,
                        {{"place", gone},
                         {"number", path.front()},
                         {"count", static_cast<std::int64_t>(steps.size())}},
                        {.setting = "--set"});
        set_within(steps[number], path.subspan(1), here, value);
        place = steps;
        return;
    }
    Value::Map fields;
    if (const auto* map = place.get_if<Value::Map>()) fields = *map;
    if (place.is<std::string>()) fields = {{"kind", place}};
    Value inner;
    if (const Value* found = find(fields, path.front())) inner = *found;
    set_within(inner, path.subspan(1), here, value);
    assign(fields, path.front(), inner);
    place = fields;
}

/// Turns the check's warning that this very setting is unknown into an error: whoever sets it from outside
/// wants it to have an effect.
void refuse_unknown(const Project& project, const std::string& path) {
    for (const Problem& problem : unknown_settings_of(project)) {
        if (problem.where.setting != path) continue;
        const auto argument = [&](const char* name) {
            const Value* found = find(problem.arguments, name);
            return found ? *found : Value("");
        };
        if (problem.code() == "setting.elsewhere")
            throw Error(set_elsewhere, {{"field", argument("field")}, {"group", argument("group")}},
                        {.setting = "--set"});
        const bool of_kind = find(problem.arguments, "allowed") != nullptr;
        throw Error(set_unknown,
                    {{"kind", of_kind ? argument("kind") : argument("place")},
                     {"setting", of_kind ? argument("setting") : argument("field")},
                     {"allowed", of_kind ? argument("allowed") : argument("known")}},
                    {.setting = "--set"});
    }
}

}  // namespace

Project with_setting(const Project& project, std::string path, const Value& value) {
    if (const auto* code = value.get_if<std::string>(); code && path == "augmentation") {
        StepsFromPython steps = steps_from_python(*code);
        if (!steps.problems.empty()) throw Error(std::move(steps.problems));
        Project changed = project;
        take_over(steps, changed.augmentation, changed.preprocessing);
        return changed;
    }
    std::vector<std::string> words = split(path);
    if (is_part_of_training(words.front()) && !find_node(project.network, words.front())) {
        words.insert(words.begin(), "training");
        path = "training." + path;
    }
    if (std::ranges::find(groups, words.front()) == groups.end() ||
        find_node(project.network, words.front())) {
        const auto dot = path.rfind('.');
        Project changed = project;
        set_of_node(changed, path.substr(0, dot), path.substr(dot + 1), value);
        return changed;
    }
    Value file = parse_json(to_json(project), "");
    set_within(file, words, {}, value);
    Project changed = project_from_json(write_json(file), "--set " + path + "=" + to_text(value));
    refuse_unknown(changed, path);
    return changed;
}

}  // namespace glassnet
