// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include <algorithm>
#include <charconv>
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
Value to_value(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return std::to_string(value);
    return static_cast<std::int64_t>(value);
}
Value to_value(double value) { return value; }
Value to_value(const std::string& value) { return value; }
Value to_value(const std::vector<KindSettings>& value) {
    Value::List list;
    for (const KindSettings& each : value) list.push_back(to_value(each));
    return list;
}
Value to_value(Size2 value) { return Value::List{value.height, value.width}; }
Value to_value(const std::vector<int>& value) { return Value::List(value.begin(), value.end()); }
Value to_value(const std::vector<double>& value) { return Value::List(value.begin(), value.end()); }

void from_value(const Value& value, const SettingInfo& info, bool& result) {
    const bool* truth = value.get_if<bool>();
    if (!truth) wrong_type(value, info, "true or false");
    result = *truth;
}

void from_value(const Value& value, const SettingInfo& info, int& result) { result = to_int(value, info); }

void from_value(const Value& value, const SettingInfo& info, std::uint64_t& result) {
    constexpr const char* wanted =
        "a whole number from 0 to 9,223,372,036,854,775,807, or a larger one in quotes";
    if (const auto* number = value.get_if<std::int64_t>(); number && *number >= 0) {
        result = static_cast<std::uint64_t>(*number);
        return;
    }
    if (const auto* digits = value.get_if<std::string>();
        digits && !digits->empty() && digits->size() <= 20) {
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), number);
        if (error == std::errc() && end == digits->data() + digits->size()) {
            result = number;
            return;
        }
    }
    constexpr double exact = 9e18;  // beyond, a file's number was rounded when it was read
    const bool large = value.is<double>() && value.number() > exact;
    wrong_type(large ? Value("a larger one without") : value, info, wanted);
}

void from_value(const Value& value, const SettingInfo& info, std::string& result) {
    const auto* text = value.get_if<std::string>();
    if (!text) wrong_type(value, info, "a text in quotes");
    result = *text;
}

void from_value(const Value& value, const SettingInfo& info, std::vector<KindSettings>& result) {
    const auto* list = value.get_if<Value::List>();
    if (!list) wrong_type(value, info, "a list of names, or of settings with a kind");
    std::vector<KindSettings> all(list->size());
    for (std::size_t i = 0; i < list->size(); ++i) from_value((*list)[i], info, all[i]);
    result = std::move(all);
}

std::vector<Value::Map> records_from_value(const Value& value, const SettingInfo& info) {
    std::vector<Value::Map> records;
    const auto* list = value.get_if<Value::List>();
    if (!list || !std::ranges::all_of(*list, &Value::is<Value::Map>))
        wrong_type(value, info, "a list of fields in braces");
    for (const Value& each : *list) records.push_back(*each.get_if<Value::Map>());
    return records;
}

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

std::string setting_names(const Kind& kind) {
    std::vector<std::string_view> names;
    for (const SettingInfo& info : kind.settings_info()) names.push_back(info.name);
    return joined(names);
}

const Kind* offered_kind(const SettingInfo& info, std::string_view id) {
    const auto found = std::ranges::find(info.kinds, id, &Kind::id);
    return found == info.kinds.end() ? nullptr : *found;
}

Value written_kind(const KindSettings& kind) {
    if (kind.settings.empty()) return kind.kind;
    Value::Map fields{{"kind", kind.kind}};
    fields.insert(fields.end(), kind.settings.begin(), kind.settings.end());
    return fields;
}
KindSettings read_kind(const Value& value, const SettingInfo& info) {
    if (const auto* name = value.get_if<std::string>()) return {*name, {}};
    if (value.is<Value::List>()) {
        // A list is short for the kind that has only numbers: weights of classes.
        for (const Kind* kind : info.kinds) {
            const auto settings = kind->settings_info();
            if (settings.size() == 1 && settings[0].type == SettingInfo::Type::numbers)
                return {std::string(kind->id()), {{std::string(settings[0].name), value}}};
        }
    }
    const auto* fields = value.get_if<Value::Map>();
    const Value* id = fields ? find(*fields, "kind") : nullptr;
    const auto* name = id ? id->get_if<std::string>() : nullptr;
    if (!name) wrong_type(value, info, "a name, or settings with a kind");
    KindSettings read{*name, *fields};
    remove(read.settings, "kind");
    return read;
}

std::optional<std::size_t> find_setting(const Kind& kind, std::string_view name) {
    const auto infos = kind.settings_info();
    const auto found = std::ranges::find(infos, name, &SettingInfo::name);
    if (found == infos.end()) return std::nullopt;
    return static_cast<std::size_t>(found - infos.begin());
}

namespace {

/// Returns what nothing reads within a setting that is a kind of its own, such as a schedule or an
/// initializer.
std::vector<Problem> unknown_within(const Value& value, const SettingInfo& info, const Where& where) {
    const auto* fields = value.get_if<Value::Map>();
    const Value* id = fields ? find(*fields, "kind") : nullptr;
    const auto* name = id ? id->get_if<std::string>() : nullptr;
    const Kind* chosen = name ? offered_kind(info, *name) : nullptr;
    if (!chosen) return {};
    Value::Map inner = *fields;
    remove(inner, "kind");
    std::vector<Problem> problems = configure(*chosen->copy(), inner, where);
    // reported by the setting itself
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
            problems.emplace_back(
                setting_unknown,
                Value::Map{{"kind", kind.id()}, {"setting", field.name}, {"allowed", setting_names(kind)}},
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

Value::Map written_settings(const Kind& kind, const Value::Map& as_read) {
    const auto infos = kind.settings_info();
    const auto probe = kind.copy();
    const auto still_holds = [&](std::size_t index, const Value& written) {
        try {
            probe->set(index, written);
            return probe->get(index) == kind.get(index);
        } catch (const Error&) {  // out of range: as it was read
            return to_text(written) == to_text(kind.get(index));
        }
    };
    Value::Map fields;
    for (const Field& field : as_read) {
        const auto index = find_setting(kind, field.name);
        if (!index || still_holds(*index, field.value))
            fields.push_back(field);
        else if (infos[*index].in_every_file || kind.get(*index) != infos[*index].default_value)
            fields.push_back({field.name, kind.get(*index)});
    }
    std::size_t at = 0;  // behind the last field that the description names before
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const auto found = std::ranges::find(fields, infos[i].name, &Field::name);
        if (found != fields.end()) {
            at = static_cast<std::size_t>(found - fields.begin()) + 1;
        } else if (infos[i].in_every_file || kind.get(i) != infos[i].default_value) {
            fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(at++),
                          {std::string(infos[i].name), kind.get(i)});
        }
    }
    return fields;
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
    if (info.type == SettingInfo::Type::seed) return "0 ≤ x < 2⁶⁴";
    if (info.type == SettingInfo::Type::text) return "any text";
    if (info.type == SettingInfo::Type::records)
        return "a list, each with " + setting_names(*info.kinds.front());
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
