// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind setting_type{"setting.type", Severity::error, "{setting} must be {wanted}, not {found}",
                                   "Write {wanted}."};
constexpr ProblemKind setting_range{"setting.range", Severity::error,
                                    "{setting} is {found}, allowed is {allowed}",
                                    "Choose a value in the range {allowed}."};
constexpr ProblemKind setting_choice{"setting.choice", Severity::error, "{setting} cannot be “{found}”",
                                     "Choose one of: {allowed}."};
constexpr ProblemKind setting_unknown{"setting.unknown", Severity::warning,
                                      "{kind} has no setting “{setting}”; it is kept and ignored",
                                      "Settings of {kind}: {allowed}."};

Where at(std::string_view setting) { return {.setting = std::string(setting)}; }

[[noreturn]] void wrong_type(const Value& value, const SettingInfo& info, const char* wanted) {
    throw Error(setting_type, {{"setting", info.name}, {"wanted", wanted}, {"found", to_text(value)}},
                at(info.name));
}

void check_range(double number, const SettingInfo& info) {
    const Range& range = info.range;
    const bool inside = (range.minimum_excluded ? number > range.minimum : number >= range.minimum) &&
                        (range.maximum_excluded ? number < range.maximum : number <= range.maximum) &&
                        std::isfinite(number);
    if (!inside) {
        throw Error(setting_range,
                    {{"setting", info.name}, {"found", to_text(number)}, {"allowed", accepted_values(info)}},
                    at(info.name));
    }
}

int to_int(const Value& value, const SettingInfo& info) {
    const double number = value.number();
    if (!value.is_number() || number != std::floor(number)) wrong_type(value, info, "a whole number");
    check_range(number, info);
    if (std::abs(number) > std::numeric_limits<int>::max()) {
        throw Error(setting_range,
                    {{"setting", info.name}, {"found", to_text(number)}, {"allowed", "below 2,147,483,648"}},
                    at(info.name));
    }
    return static_cast<int>(number);
}

std::string joined(std::span<const std::string_view> words) {
    std::string text;
    for (const auto word : words) text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

}  // namespace

namespace settings_detail {

Value to_value(bool value) { return value; }
Value to_value(int value) { return value; }
Value to_value(double value) { return value; }
Value to_value(Size2 value) { return Value::List{value.height, value.width}; }
Value to_value(const std::vector<int>& value) { return Value::List(value.begin(), value.end()); }
Value to_value(const std::vector<double>& value) { return Value::List(value.begin(), value.end()); }

void from_value(const Value& value, const SettingInfo& info, bool& result) {
    const bool* truth = value.get_if<bool>();
    if (!truth) wrong_type(value, info, "true or false");
    result = *truth;
}

void from_value(const Value& value, const SettingInfo& info, int& result) { result = to_int(value, info); }

void from_value(const Value& value, const SettingInfo& info, double& result) {
    if (!value.is_number()) wrong_type(value, info, "a number");
    check_range(value.number(), info);
    result = value.number();
}

void from_value(const Value& value, const SettingInfo& info, Size2& result) {
    if (value.is_number()) {
        const int side = to_int(value, info);
        result = {side, side};
        return;
    }
    const auto* list = value.get_if<Value::List>();
    if (!list || list->size() != 2) wrong_type(value, info, "one whole number or two, as [3, 3]");
    result = {to_int((*list)[0], info), to_int((*list)[1], info)};
}

void from_value(const Value& value, const SettingInfo& info, std::vector<int>& result) {
    const auto* list = value.get_if<Value::List>();
    const auto* by_default = info.default_value.get_if<Value::List>();
    const bool may_be_empty = by_default && by_default->empty();
    if (!list || (list->empty() && !may_be_empty))
        wrong_type(value, info, "a list of whole numbers, as [28, 28, 1]");
    std::vector<int> sides;
    for (const Value& side : *list) sides.push_back(to_int(side, info));
    result = std::move(sides);
}

void from_value(const Value& value, const SettingInfo& info, std::vector<double>& result) {
    const auto* list = value.get_if<Value::List>();
    if (!list || !std::ranges::all_of(*list, &Value::is_number))
        wrong_type(value, info, "a list of numbers, as [0.1, 0.01]");
    std::vector<double> numbers;
    for (const Value& number : *list) {
        check_range(number.number(), info);
        numbers.push_back(number.number());
    }
    result = std::move(numbers);
}

std::size_t choice_from_value(const Value& value, const SettingInfo& info) {
    const auto* text = value.get_if<std::string>();
    const auto found = text ? std::ranges::find(info.choices, *text) : info.choices.end();
    if (found == info.choices.end()) {
        throw Error(setting_choice,
                    {{"setting", info.name}, {"found", to_text(value)}, {"allowed", accepted_values(info)}},
                    at(info.name));
    }
    return static_cast<std::size_t>(found - info.choices.begin());
}

}  // namespace settings_detail

std::optional<std::size_t> find_setting(const Kind& kind, std::string_view name) {
    const auto infos = kind.settings_info();
    const auto found = std::ranges::find(infos, name, &SettingInfo::name);
    if (found == infos.end()) return std::nullopt;
    return static_cast<std::size_t>(found - infos.begin());
}

namespace {

/// What nobody reads within a setting that is a kind of its own, as a schedule or an initializer.
std::vector<Problem> unknown_within(const Value& value, const SettingInfo& info, const Where& where) {
    const auto* fields = value.get_if<Value::Map>();
    const Value* id = fields ? find(*fields, "kind") : nullptr;
    const auto* name = id ? id->get_if<std::string>() : nullptr;
    const auto chosen =
        name ? std::ranges::find_if(info.kinds, [&](const Kind* each) { return each->id() == *name; })
             : info.kinds.end();
    if (chosen == info.kinds.end()) return {};
    Value::Map inner = *fields;
    remove(inner, "kind");
    std::vector<Problem> problems = configure(*(*chosen)->copy(), inner, where);
    // told by the setting itself
    std::erase_if(problems, [](const Problem& problem) { return problem.severity() == Severity::error; });
    return problems;
}

}  // namespace

std::vector<Problem> configure(Kind& kind, const Value::Map& fields, const Where& where) {
    std::vector<Problem> problems;
    const auto place = [&](std::string_view setting) {
        Where result = where;
        result.setting =
            where.setting.empty() ? std::string(setting) : where.setting + "." + std::string(setting);
        return result;
    };
    for (const Field& field : fields) {
        const auto index = find_setting(kind, field.name);
        if (!index) {
            std::vector<std::string_view> known;
            for (const auto& info : kind.settings_info()) known.push_back(info.name);
            problems.emplace_back(
                setting_unknown,
                Value::Map{{"kind", kind.id()}, {"setting", field.name}, {"allowed", joined(known)}},
                place(field.name));
            continue;
        }
        const std::vector<Problem> within =
            unknown_within(field.value, kind.settings_info()[*index], place(field.name));
        problems.insert(problems.end(), within.begin(), within.end());
        try {
            kind.set(*index, field.value);
        } catch (const Error& error) {
            for (Problem problem : error.problems()) {
                problem.where = place(field.name);
                problems.push_back(std::move(problem));
            }
        }
    }
    return problems;
}

Value::Map changed_settings(const Kind& kind) {
    Value::Map changed;
    const auto infos = kind.settings_info();
    for (std::size_t i = 0; i < infos.size(); ++i) {
        if (Value value = kind.get(i); value != infos[i].default_value)
            changed.push_back({std::string(infos[i].name), std::move(value)});
    }
    return changed;
}

Value written_as_setting(const Kind& kind) {
    Value::Map changed = changed_settings(kind);
    if (changed.empty()) return kind.id();
    changed.insert(changed.begin(), {"kind", kind.id()});
    return changed;
}

std::unique_ptr<Kind> kind_from_setting(const Value& value, const SettingInfo& info) {
    Value id = value;
    Value::Map settings;
    if (const auto* fields = value.get_if<Value::Map>(); fields && find(*fields, "kind")) {
        id = *find(*fields, "kind");
        settings = *fields;
        remove(settings, "kind");
    } else if (!value.is<std::string>()) {
        wrong_type(value, info, "a name, or settings with a kind");
    }
    std::unique_ptr<Kind> kind = info.kinds[settings_detail::choice_from_value(id, info)]->copy();
    std::vector<Problem> problems = configure(*kind, settings, {});
    std::erase_if(problems, [](const Problem& problem) { return problem.severity() != Severity::error; });
    if (!problems.empty()) throw Error(std::move(problems));
    return kind;
}

std::string accepted_values(const SettingInfo& info) {
    if (!info.choices.empty()) return joined(info.choices);
    const Range& range = info.range;
    const bool has_minimum = std::isfinite(range.minimum);
    const bool has_maximum = std::isfinite(range.maximum);
    const std::string_view above = range.minimum_excluded ? " < " : " ≤ ";
    const std::string_view below = range.maximum_excluded ? " < " : " ≤ ";
    if (has_minimum && has_maximum)
        return to_text(range.minimum) + std::string(above) + "x" + std::string(below) +
               to_text(range.maximum);
    if (has_minimum) return std::string(range.minimum_excluded ? "> " : "≥ ") + to_text(range.minimum);
    if (has_maximum) return std::string(range.maximum_excluded ? "< " : "≤ ") + to_text(range.maximum);
    return "any finite number";
}

}  // namespace glassnet
