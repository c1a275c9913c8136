// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/unknown_settings.h"

#include "learning/catalogue.h"

#include <algorithm>
#include <string>

namespace glassnet {

namespace {

constexpr ProblemKind field_unknown{"setting.unknown_field", Severity::warning,
                                    "“{place}” has no setting “{field}”; it has no effect",
                                    "Settings of “{place}”: {known}."};
constexpr ProblemKind field_elsewhere{"setting.elsewhere", Severity::warning,
                                      "“{field}” has no effect in “training”: it is a setting of the {group}",
                                      "Write it inside “{group}”, beside its kind {kind}."};

/// A kind of the training with its name in the file.
struct Described {
    std::string group;
    const Kind* kind;  // nullptr: unknown, which is reported elsewhere
    KindSettings settings;
};

void add_parts(const Record& record, const std::string& place, std::vector<Described>& parts) {
    const auto infos = record.settings_info();
    for (std::size_t i = 0; i < infos.size(); ++i) {
        if (infos[i].type != SettingInfo::Type::kind) continue;
        KindSettings chosen = read_kind(record.get(i), infos[i]);
        const Kind* kind = offered_kind(infos[i], chosen.kind);
        parts.push_back({place + std::string(infos[i].name), kind, std::move(chosen)});
    }
}

std::vector<Described> parts_of(const TrainingSettings& settings) {
    std::vector<Described> parts;
    add_parts(TrainingRecord(settings), "", parts);
    for (const OutputSettings& output : settings.outputs)
        add_parts(OutputRecord(output), "outputs." + output.node + ".", parts);
    return parts;
}

}  // namespace

std::vector<Problem> unknown_fields(const Value::Map& fields, std::string_view place,
                                    std::span<const std::string_view> known) {
    std::string names;
    for (const std::string_view name : known)
        if (!name.empty()) names += (names.empty() ? "" : ", ") + std::string(name);
    std::vector<Problem> problems;
    for (const Field& field : fields)
        problems.emplace_back(field_unknown,
                              Value::Map{{"place", place}, {"field", field.name}, {"known", names}},
                              Where{.setting = std::string(place) + "." + field.name});
    return problems;
}

std::vector<Problem> unknown_fields(const Value::Map& written, std::string_view place, const Record& record) {
    std::vector<std::string_view> known;
    for (const SettingInfo& info : record.settings_info()) known.push_back(info.name);
    return unknown_fields(unknown_settings(record, written), place, known);
}

std::vector<Problem> unknown_settings(const TrainingSettings& settings) {
    std::vector<Problem> problems;
    const auto take = [&](std::vector<Problem> found) {
        problems.insert(problems.end(), found.begin(), found.end());
    };
    const std::vector<Described> parts = parts_of(settings);
    const TrainingRecord record(settings);
    for (const Field& field : unknown_settings(record, settings.written)) {
        const auto owner = std::ranges::find_if(
            parts, [&](const Described& part) { return part.kind && find_setting(*part.kind, field.name); });
        if (owner == parts.end())
            take(unknown_fields(Value::Map{field}, "training", record));
        else
            problems.emplace_back(
                field_elsewhere,
                Value::Map{{"field", field.name}, {"group", owner->group}, {"kind", owner->settings.kind}},
                Where{.setting = "training." + field.name});
    }
    for (const OutputSettings& output : settings.outputs)
        take(unknown_fields(output.written, "outputs", OutputRecord(output)));
    for (const Described& part : parts) {
        if (!part.kind) continue;
        std::vector<Problem> found =
            configure(*part.kind->copy(), part.settings.settings, {.setting = "training." + part.group});
        std::erase_if(found, [](const Problem& problem) { return problem.severity() != Severity::warning; });
        take(std::move(found));
    }
    return problems;
}

}  // namespace glassnet
