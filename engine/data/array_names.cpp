// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/array_names.h"

#include "base/text.h"
#include "data/array_words.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace glassnet {

namespace {

constexpr ProblemKind arrays_missing{
    "data.arrays_missing", Severity::error, "the array “{name}” is missing; there are: {found}",
    "Save the arrays as x_train, y_train, x_test, y_test and, if wanted, x_val, y_val, further targets as "
    "y_NAME_train and so on; or name those that are there by the settings data.inputs and data.targets. "
    "Where "
    "only the input itself is learned, leave all y out."};
constexpr ProblemKind arrays_ambiguous{"data.arrays_ambiguous", Severity::error,
                                       "more than one array may be meant: {readings}",
                                       "Say which by the settings data.inputs and data.targets."};
constexpr ProblemKind arrays_twice{"data.arrays_twice", Severity::error,
                                   "“{first}” and “{second}” are both the {part} part of “{name}”",
                                   "Remove or rename one of them."};
constexpr ProblemKind arrays_taken{
    "data.arrays_taken", Severity::hint,
    "arrays were found by their names: {inputs} as inputs, {targets} as targets",
    "Name others by the settings data.inputs and data.targets."};
constexpr ProblemKind arrays_more_form{
    "data.more_targets", Severity::error, "data.more_targets cannot be read at “{found}”",
    "Write NAME=ARRAY with commas between: box=boxes_train, colour=colours_train."};

using Role = ArrayName::Role;

constexpr std::size_t listed_names = 30;

std::string quoted(const std::string& name) { return "“" + name + "”"; }

/// One way to read the names: inputs with targets, or inputs alone.
struct Reading {
    const ArrayName* inputs = nullptr;
    const ArrayName* targets = nullptr;
};

std::string text_of(const Reading& reading) {
    return quoted(reading.inputs->array) + (reading.targets ? " with " + quoted(reading.targets->array) : "");
}

bool is_of_training(const ArrayName& name) { return !name.part || name.part == Part::training; }

class ArrayFinder {
public:
    ArrayFinder(const std::vector<std::string>& names, const DataSettings& settings, const std::string& file)
        : all_(names), settings_(settings), file_(file) {
        for (const std::string& name : names) names_.push_back(read_array_name(name));
    }

    ArrayRoles find() {
        read_more_targets();
        const Reading reading = choose();
        roles_.inputs = parts_of(*reading.inputs);
        if (reading.targets) roles_.targets = parts_of(*reading.targets);
        if (reading.targets && settings_.more_targets.empty()) find_more_targets(*reading.targets);
        find_the_rest(reading.inputs->part);
        note_taken(reading);
        return std::move(roles_);
    }

private:
    using Candidates = std::vector<const ArrayName*>;

    /// Returns the arrays of the training part that have this role: the one that a setting names, else the
    /// one of the usual name, else all whose names say so.
    [[nodiscard]] Candidates candidates(Role role, const std::string& chosen, const char* setting,
                                        const char* usual) const {
        if (!chosen.empty()) return {&named(chosen, setting)};
        Candidates found;
        for (const ArrayName& name : names_) {
            if (name.array == usual) return {&name};
            if (name.role == role && is_of_training(name) && !is_further(name)) found.push_back(&name);
        }
        return found;
    }

    /// Tells whether a setting makes this array a further target.
    [[nodiscard]] bool is_further(const ArrayName& name) const {
        return std::ranges::any_of(roles_.more_targets, [&](const ArrayRoles::Target& target) {
            return target.arrays.training == name.array;
        });
    }

    [[nodiscard]] const ArrayName& named(const std::string& array, const char* setting) const {
        const auto found = std::ranges::find(names_, array, &ArrayName::array);
        if (found == names_.end())
            throw Error({missing_array(array, all_, {.file = file_, .setting = setting, .tensor = array})});
        return *found;
    }

    [[nodiscard]] Reading choose() const {
        const auto inputs = candidates(Role::inputs, settings_.inputs, "data.inputs", "x_train");
        const auto targets = candidates(Role::targets, settings_.targets, "data.targets", "y_train");
        if (inputs.empty()) throw missing("x_train");
        std::vector<Reading> readings = pairs(inputs, targets);
        if (readings.empty() && has_targets()) throw missing("y_train");
        if (readings.empty()) {
            for (const ArrayName* each : inputs) readings.push_back({each, nullptr});
        }
        if (readings.size() == 1) return readings.front();
        std::string list;
        for (const Reading& reading : readings) list += (list.empty() ? "" : "; ") + text_of(reading);
        throw Error(arrays_ambiguous, {{"readings", list}},
                    {.file = file_, .setting = settings_.inputs.empty() ? "data.inputs" : "data.targets"});
    }

    /// Returns all pairs of one form: both of a training part; without these, both of no part. What settings
    /// name goes with any form if none is like it.
    [[nodiscard]] std::vector<Reading> pairs(const Candidates& inputs, const Candidates& targets) const {
        const bool is_named = !settings_.inputs.empty() || !settings_.targets.empty();
        std::vector<Reading> alike, others;
        for (const ArrayName* x : inputs) {
            for (const ArrayName* y : targets) {
                if (x != y) (x->part == y->part ? alike : others).push_back({x, y});
            }
        }
        const auto is_whole = [](const Reading& reading) { return !reading.inputs->part; };
        if (!std::ranges::all_of(alike, is_whole)) std::erase_if(alike, is_whole);
        return alike.empty() && is_named ? others : alike;
    }

    /// Tells whether anything is named like targets, of whatever part.
    [[nodiscard]] bool has_targets() const {
        return std::ranges::any_of(names_, [&](const ArrayName& name) {
            const bool is_target = name.role == Role::targets || (name.words.starts_with("y_") && name.part);
            return is_target && !is_further(name);
        });
    }

    [[nodiscard]] Error missing(const std::string& name) const {
        return Error({missing_array(name, all_, {.file = file_, .tensor = name})});
    }

    /// Returns an array of the training part with those that have its name with another part.
    [[nodiscard]] ArraysOfParts parts_of(const ArrayName& training) const {
        return {training.array, part_of(training, Part::validation, "validation"),
                part_of(training, Part::test, "test")};
    }

    [[nodiscard]] std::string part_of(const ArrayName& training, Part part, const char* part_name) const {
        const ArrayName* found = nullptr;
        for (const ArrayName& name : names_) {
            if (name.part != part || name.words != training.words) continue;
            if (found)
                throw Error(arrays_twice,
                            {{"first", found->array},
                             {"second", name.array},
                             {"part", part_name},
                             {"name", training.array}},
                            {.file = file_, .tensor = name.array});
            found = &name;
        }
        return found ? found->array : "";
    }

    /// Takes every y_NAME_train beside y_train as a further target.
    void find_more_targets(const ArrayName& targets) {
        if (targets.words != "y") return;
        for (const ArrayName& name : names_) {
            const auto last = name.array.find_last_of('_');
            const bool is_named = name.part == Part::training && name.words.starts_with("y_") &&
                                  name.array[1] == '_' && last != std::string::npos && last > 2;
            if (is_named && read_array_name(name.array.substr(last)).part == Part::training)
                roles_.more_targets.push_back({name.array.substr(2, last - 2), parts_of(name)});
        }
    }

    /// Reads the further targets that the setting names.
    void read_more_targets() {
        std::string_view rest = settings_.more_targets;
        while (!rest.empty()) {
            const auto comma = std::min(rest.find(','), rest.size());
            read_more_target(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }

    void read_more_target(std::string_view text) {
        const auto equals = text.find('=');
        const std::string name(trimmed(text.substr(0, equals)));
        const std::string array(equals == std::string_view::npos ? "" : trimmed(text.substr(equals + 1)));
        const bool is_twice = std::ranges::count(roles_.more_targets, name, &ArrayRoles::Target::name) > 0;
        if (name.empty() || array.empty() || is_twice)
            throw Error(arrays_more_form, {{"found", std::string(trimmed(text))}},
                        {.setting = "data.more_targets"});
        roles_.more_targets.push_back({name, parts_of(named(array, "data.more_targets"))});
    }

    void find_the_rest(std::optional<Part> part) {
        for (const ArrayName& name : names_) {
            if (name.role == Role::sample_weights && name.part == part && roles_.sample_weights.empty())
                roles_.sample_weights = name.array;
            if (name.role == Role::class_names && !name.part) roles_.class_names.push_back(name.array);
        }
        const auto is_usual = [](const std::string& name) { return name == "class_names"; };
        std::stable_partition(roles_.class_names.begin(), roles_.class_names.end(), is_usual);
    }

    /// Notes which arrays were taken, unless they are named as usual or by the settings.
    void note_taken(const Reading& reading) {
        const bool is_known =
            (!settings_.inputs.empty() || reading.inputs->array == "x_train") &&
            (!reading.targets || !settings_.targets.empty() || reading.targets->array == "y_train");
        if (is_known) return;
        const auto list = [](const ArraysOfParts& arrays) {
            std::string text = quoted(arrays.training);
            for (const std::string& other : {arrays.validation, arrays.test})
                text += other.empty() ? "" : ", " + quoted(other);
            return text;
        };
        roles_.notes.emplace_back(arrays_taken,
                                  Value::Map{{"inputs", list(roles_.inputs)},
                                             {"targets", reading.targets ? list(roles_.targets) : "nothing"}},
                                  Where{.file = file_});
    }

    const std::vector<std::string>& all_;
    const DataSettings& settings_;
    const std::string& file_;
    std::vector<ArrayName> names_;
    ArrayRoles roles_;
};

}  // namespace

ArrayRoles find_arrays(const std::vector<std::string>& names, const DataSettings& settings,
                       const std::string& file) {
    return ArrayFinder(names, settings, file).find();
}

bool has_training_inputs(const std::vector<std::string>& names) {
    return std::ranges::any_of(names, [](const std::string& array) {
        const ArrayName name = read_array_name(array);
        return name.role == Role::inputs && is_of_training(name);
    });
}

Problem missing_array(const std::string& name, const std::vector<std::string>& names, const Where& where) {
    std::string found;
    for (std::size_t i = 0; i < std::min(names.size(), listed_names); ++i)
        found += (found.empty() ? "" : ", ") + names[i];
    if (names.size() > listed_names) found += " and " + std::to_string(names.size() - listed_names) + " more";
    return Problem(arrays_missing, {{"name", name}, {"found", found.empty() ? "none" : found}}, where);
}

}  // namespace glassnet
