// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a kind (layer, loss, optimizer, augmentation step …) describes itself once: its settings are its
// members, listed in one constexpr tuple. Everything else (palette, inspector, file, checks, help) reads the
// descriptions made here. This is the only clever code of the project; it stays in this file.
#pragma once

#include "base/kind_settings.h"
#include "base/problem.h"
#include "base/value.h"

#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace glassnet {

/// A height and a width, in pixels. Written as `3` or `[3, 3]`.
struct Size2 {
    int height = 1;
    int width = 1;
    friend bool operator==(const Size2&, const Size2&) = default;
};

/// The values a setting may hold.
struct Range {
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    bool minimum_excluded = false;
    bool maximum_excluded = false;
};

constexpr Range at_least(double minimum) { return {.minimum = minimum}; }
constexpr Range above(double minimum) { return {.minimum = minimum, .minimum_excluded = true}; }
constexpr Range between(double minimum, double maximum) { return {.minimum = minimum, .maximum = maximum}; }
/// Returns the range minimum ≤ x < maximum.
constexpr Range from_below(double minimum, double maximum) {
    return {.minimum = minimum, .maximum = maximum, .maximum_excluded = true};
}

class Kind;
template <class Base>
class Catalogue;

/// One setting of a kind as forms, files and help see it. Its texts live as long as the program.
struct SettingInfo {
    enum class Type {
        integer,
        seed,  // a whole number from 0 to 2⁶⁴ − 1; as text where it exceeds 2⁶³ − 1
        real,
        boolean,
        choice,
        text,
        size,
        shape,
        numbers,
        kind,
        kinds,   // a list of kinds
        records  // a list of records, each described by the one kind in `kinds`
    };
    std::string_view name;
    std::string_view help;
    Type type{};
    Range range;
    std::span<const std::string_view> choices;  // of Type::choice; of Type::kind and kinds the ids
    std::vector<const Kind*> kinds{};           // of Type::kind and kinds, with their default settings
    Value default_value;
    bool advanced = false;       // shown folded
    std::string_view title{};    // what forms call it; empty: its name
    bool in_every_file = false;  // written even where it is the default: the file holds the whole recipe
    bool kept_by_run = false;    // a run keeps the value it began with
    [[nodiscard]] std::string_view label() const { return title.empty() ? name : title; }
};

/// What a kind is, for people and for other programs. `formula` is plain text with Unicode; empty texts mean
/// "none".
struct Description {
    std::string_view id;       // "Conv2D": the name in files, as in Keras
    std::string_view title;    // what people read
    std::string_view group;    // palette group: "Convolution"
    std::string_view summary;  // one sentence
    std::string_view formula;
    std::string_view keras;    // keras.layers.Conv2D
    std::string_view pytorch;  // torch.nn.Conv2d
    std::string_view onnx;     // Conv
    std::string_view icon;     // file name in resources/icons without its ending
};

/// The interface to every kind's settings. Immutable once shared.
class Kind {
public:
    virtual ~Kind() = default;
    [[nodiscard]] virtual const Description& description() const = 0;
    [[nodiscard]] virtual std::span<const SettingInfo> settings_info() const = 0;
    [[nodiscard]] virtual Value get(std::size_t index) const = 0;
    /// Sets the value. Throws Error (setting.type, setting.range, setting.choice) and leaves the old value.
    virtual void set(std::size_t index, const Value& value) = 0;
    [[nodiscard]] virtual std::unique_ptr<Kind> copy() const = 0;

    [[nodiscard]] std::string_view id() const { return description().id; }

protected:
    Kind() = default;
    Kind(const Kind&) = default;
    Kind& operator=(const Kind&) = default;
};

/// Sets what `fields` names and returns all problems, unknown names included (as warnings). `where` is
/// completed with the setting.
std::vector<Problem> configure(Kind& kind, const Value::Map& fields, const Where& where);

/// Returns the settings that differ from their defaults, in the order of the description.
[[nodiscard]] Value::Map changed_settings(const Kind& kind);

/// Returns the index of this setting in the description, or nothing.
[[nodiscard]] std::optional<std::size_t> find_setting(const Kind& kind, std::string_view name);

/// Returns the fields to be written to a file: those of `as_read` that still hold as they were written,
/// unknown ones too, changed ones with their new value; then, in the description's order, whatever else
/// differs from its default or is in every file.
[[nodiscard]] Value::Map written_settings(const Kind& kind, const Value::Map& as_read);

/// Returns the names of all settings, separated by commas.
[[nodiscard]] std::string setting_names(const Kind& kind);

/// Returns the kind of this id among those that a setting offers, with its default settings; nullptr where
/// there is none.
[[nodiscard]] const Kind* offered_kind(const SettingInfo& info, std::string_view id);

/// Returns the value of a setting that names a kind: its id, or {"kind": id, …} where it has settings.
[[nodiscard]] Value written_kind(const KindSettings& kind);
/// Reads back what written_kind() returns. Throws Error (setting.type).
[[nodiscard]] KindSettings read_kind(const Value& value, const SettingInfo& info);

/// Returns a kind as the value of a setting: its id, or {"kind": id, …} where settings differ from their
/// defaults.
[[nodiscard]] Value written_as_setting(const Kind& kind);

/// Makes the kind that a value gives for a setting of Type::kind. Throws Error (setting.type, setting.choice
/// and those of its settings).
[[nodiscard]] std::unique_ptr<Kind> kind_from_setting(const Value& value, const SettingInfo& info);

/// Returns what a setting accepts, for messages and tool tips: "≥ 1", "0 ≤ x < 1", "relu, sigmoid, …".
[[nodiscard]] std::string accepted_values(const SettingInfo& info);

/// A setting that is itself one of several kinds, with settings of its own: an initializer, a regularizer.
/// Written as its id, or as {"kind": id, …} where settings differ from their defaults. Never empty; copies
/// share the immutable kind.
template <class Base>
class Chosen {
public:
    /// Chooses the first of the catalogue.
    Chosen() : Chosen(catalogue().front()) {}
    /// `id` must be in the catalogue.
    Chosen(const char* id) : Chosen(*catalogue().find(id)) {}
    explicit Chosen(std::unique_ptr<const Base> kind) : kind_(std::move(kind)) {}

    const Base* operator->() const { return kind_.get(); }
    const Base& operator*() const { return *kind_; }

    static const Catalogue<Base>& catalogue() { return catalogue_of(static_cast<Base*>(nullptr)); }

private:
    explicit Chosen(const Base& of_catalogue) : kind_(std::shared_ptr<const Base>(), &of_catalogue) {}

    std::shared_ptr<const Base> kind_;
};

// ---- the description of one member ---------------------------------------------------------------------

template <class Owner, class T>
struct Setting {
    std::string_view name;
    T Owner::*member;
    Range range;
    std::string_view help;
    bool is_advanced = false;
    std::string_view title{};
    bool in_every_file = false;
    bool kept_by_run = false;
    void (*offer)(SettingInfo&) = nullptr;  // fills in choices and kinds that the type does not tell
};

template <class Owner, class T>
constexpr Setting<Owner, T> setting(std::string_view name, T Owner::*member, Range range,
                                    std::string_view help) {
    return {name, member, range, help};
}
template <class Owner, class T>
constexpr Setting<Owner, T> setting(std::string_view name, T Owner::*member, std::string_view help) {
    return {name, member, {}, help};
}
/// Marks a setting that forms fold away.
template <class Owner, class T>
constexpr Setting<Owner, T> advanced(Setting<Owner, T> setting) {
    setting.is_advanced = true;
    return setting;
}

/// Gives a setting another name in forms.
template <class Owner, class T>
constexpr Setting<Owner, T> titled(std::string_view title, Setting<Owner, T> setting) {
    setting.title = title;
    return setting;
}
/// Marks a setting that is in every file, even where it is the default.
template <class Owner, class T>
constexpr Setting<Owner, T> in_every_file(Setting<Owner, T> setting) {
    setting.in_every_file = true;
    return setting;
}
/// Marks a setting that cannot be changed during a run.
template <class Owner, class T>
constexpr Setting<Owner, T> kept_by_run(Setting<Owner, T> setting) {
    setting.kept_by_run = true;
    return setting;
}
/// Describes a setting that names one kind of the family Base, or several. A file may name one that this
/// program does not know.
template <class Base, class Owner, class T>
constexpr Setting<Owner, T> of_family(Setting<Owner, T> setting) {
    setting.offer = [](SettingInfo& info) {
        const auto& catalogue = catalogue_of(static_cast<Base*>(nullptr));
        info.choices = catalogue.ids();
        for (const auto& kind : catalogue) info.kinds.push_back(kind.get());
    };
    return setting;
}

namespace settings_detail {

template <class T>
inline constexpr bool is_chosen = false;
template <class Base>
inline constexpr bool is_chosen<Chosen<Base>> = true;
/// A list of structs that are described (record.h).
template <class T>
concept RecordList = requires {
    typename T::value_type::DescribedBy;
};

// An enum that is a setting has, beside it, `names(TheEnum)`: an array or a vector of string_view in the
// order of its values.
template <class E>
std::span<const std::string_view> enum_names() {
    static const auto all = names(E{});
    return all;
}

Value to_value(bool value);
Value to_value(int value);
Value to_value(std::uint64_t value);
Value to_value(double value);
Value to_value(const std::string& value);
inline Value to_value(const KindSettings& value) { return written_kind(value); }
Value to_value(const std::vector<KindSettings>& value);
Value to_value(Size2 value);
Value to_value(const std::vector<int>& value);
Value to_value(const std::vector<double>& value);

void from_value(const Value& value, const SettingInfo& info, bool& result);
void from_value(const Value& value, const SettingInfo& info, int& result);
void from_value(const Value& value, const SettingInfo& info, std::uint64_t& result);
void from_value(const Value& value, const SettingInfo& info, double& result);
void from_value(const Value& value, const SettingInfo& info, std::string& result);
/// Accepts an unknown kind too.
inline void from_value(const Value& value, const SettingInfo& info, KindSettings& result) {
    result = read_kind(value, info);
}
void from_value(const Value& value, const SettingInfo& info, std::vector<KindSettings>& result);
void from_value(const Value& value, const SettingInfo& info, Size2& result);
void from_value(const Value& value, const SettingInfo& info, std::vector<int>& result);
void from_value(const Value& value, const SettingInfo& info, std::vector<double>& result);
std::size_t choice_from_value(const Value& value, const SettingInfo& info);
/// Returns the list, each element with its fields. Throws Error (setting.type).
std::vector<Value::Map> records_from_value(const Value& value, const SettingInfo& info);

template <RecordList List>
Value to_value(const List& records) {
    Value::List list;
    for (const auto& each : records)
        list.emplace_back(written_settings(typename List::value_type::DescribedBy(each), each.written));
    return list;
}
template <RecordList List>
void from_value(const Value& value, const SettingInfo& info, List& result) {
    List records;
    for (const Value::Map& fields : records_from_value(value, info)) {
        typename List::value_type::DescribedBy record;
        record.read_all(fields);
        records.push_back(record);
    }
    result = std::move(records);
}

template <class Base>
void from_value(const Value& value, const SettingInfo& info, Chosen<Base>& result) {
    std::unique_ptr<Kind> kind = kind_from_setting(value, info);
    // info.kinds are all of this Base
    result = Chosen<Base>(std::unique_ptr<const Base>(static_cast<const Base*>(kind.release())));
}

template <class T>
Value member_to_value(const T& member) {
    if constexpr (std::is_enum_v<T>)
        return Value(enum_names<T>()[static_cast<std::size_t>(member)]);
    else if constexpr (is_chosen<T>)
        return written_as_setting(*member);
    else
        return to_value(member);
}

template <class T>
constexpr SettingInfo::Type type_of() {
    if constexpr (std::is_enum_v<T>)
        return SettingInfo::Type::choice;
    else if constexpr (std::is_same_v<T, bool>)
        return SettingInfo::Type::boolean;
    else if constexpr (std::is_same_v<T, int>)
        return SettingInfo::Type::integer;
    else if constexpr (std::is_same_v<T, std::uint64_t>)
        return SettingInfo::Type::seed;
    else if constexpr (std::is_same_v<T, std::string>)
        return SettingInfo::Type::text;
    else if constexpr (std::is_same_v<T, std::vector<KindSettings>>)
        return SettingInfo::Type::kinds;
    else if constexpr (RecordList<T>)
        return SettingInfo::Type::records;
    else if constexpr (std::is_same_v<T, double>)
        return SettingInfo::Type::real;
    else if constexpr (std::is_same_v<T, Size2>)
        return SettingInfo::Type::size;
    else if constexpr (is_chosen<T> || std::is_same_v<T, KindSettings>)
        return SettingInfo::Type::kind;
    else if constexpr (std::is_same_v<T, std::vector<double>>)
        return SettingInfo::Type::numbers;
    else
        return SettingInfo::Type::shape;
}

template <class Owner, class T>
SettingInfo describe_member(const Setting<Owner, T>& setting, const std::type_identity_t<Owner>& defaults) {
    SettingInfo info{.name = setting.name,
                     .help = setting.help,
                     .type = type_of<T>(),
                     .range = setting.range,
                     .choices = {},
                     .kinds = {},
                     .default_value = member_to_value(defaults.*setting.member),
                     .advanced = setting.is_advanced,
                     .title = setting.title,
                     .in_every_file = setting.in_every_file,
                     .kept_by_run = setting.kept_by_run};
    if (setting.offer) setting.offer(info);
    if constexpr (std::is_enum_v<T>) {
        info.choices = enum_names<T>();
    } else if constexpr (is_chosen<T>) {
        info.choices = T::catalogue().ids();
        for (const auto& kind : T::catalogue()) info.kinds.push_back(kind.get());
    } else if constexpr (RecordList<T>) {
        static const typename T::value_type::DescribedBy element;
        info.kinds = {&element};
    }
    return info;
}

}  // namespace settings_detail

/// Base of every concrete kind: `class Dense final : public KindOf<Dense, Layer>` with `static constexpr auto
/// settings` and `static Description describe()`.
template <class Derived, class Base>
class KindOf : public Base {
public:
    [[nodiscard]] const Description& description() const override {
        static const Description text = Derived::describe();
        return text;
    }

    [[nodiscard]] std::span<const SettingInfo> settings_info() const override {
        static const auto infos = std::apply(
            [](const auto&... setting) {
                const Derived defaults;
                return std::vector<SettingInfo>{settings_detail::describe_member(setting, defaults)...};
            },
            Derived::settings);
        return infos;
    }

    [[nodiscard]] Value get(std::size_t index) const override {
        Value result;
        visit(index, [&](const auto& setting) {
            result = settings_detail::member_to_value(self().*setting.member);
        });
        return result;
    }

    void set(std::size_t index, const Value& value) override { assign(index, value, settings_info()[index]); }

    [[nodiscard]] std::unique_ptr<Base> clone() const override { return std::make_unique<Derived>(self()); }
    [[nodiscard]] std::unique_ptr<Kind> copy() const override { return std::make_unique<Derived>(self()); }

protected:
    [[nodiscard]] const Derived& self() const { return static_cast<const Derived&>(*this); }

    /// Sets a value that must match `info`.
    void assign(std::size_t index, const Value& value, const SettingInfo& info) {
        visit(index, [&](const auto& setting) {
            auto& member = static_cast<Derived&>(*this).*setting.member;
            using T = std::remove_reference_t<decltype(member)>;
            if constexpr (std::is_enum_v<T>)
                member = static_cast<T>(settings_detail::choice_from_value(value, info));
            else
                settings_detail::from_value(value, info, member);
        });
    }

private:
    template <class Action>
    static void visit(std::size_t index, Action action) {
        std::size_t position = 0;
        std::apply([&](const auto&... setting) { ((position++ == index ? action(setting) : void()), ...); },
                   Derived::settings);
    }
};

}  // namespace glassnet
