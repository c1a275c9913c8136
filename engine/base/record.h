// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings that a project holds once (its training, its data) or in a list (its outputs). They are plain
// structs, so that code reads `training.epochs`, and described like every kind, so that forms, files, checks
// and help know them: beside the struct is its record, which lists the members. A new setting is one member
// and one line.
#pragma once

#include "base/settings.h"

#include <memory>
#include <string_view>
#include <tuple>
#include <vector>

namespace glassnet {

/// The description of a struct of settings, with values.
class Record : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Record> clone() const = 0;
    /// Sets what a file says: a number may be out of its range, which the check reports. Throws Error
    /// (setting.type) and leaves the old value.
    virtual void read(std::size_t index, const Value& value) = 0;
    /// Reads all fields as they stand in a file. Throws Error for the first that cannot be read.
    void read_all(const Value::Map& fields);
    /// Keeps the fields as they stood in the file.
    virtual void set_written(const Value::Map& fields) = 0;
};

/// Base of a record: `class OutputRecord final : public RecordOf<OutputRecord, OutputSettings>`. The struct
/// has a member `Value::Map written`: its fields as they stood in the file, unknown ones included.
template <class Derived, class Settings>
class RecordOf : public KindOf<Derived, Record>, public Settings {
public:
    RecordOf() = default;
    RecordOf(const Settings& settings) : Settings(settings) {}

    void read(std::size_t index, const Value& value) final {
        SettingInfo any = this->settings_info()[index];
        any.range = {};
        this->assign(index, value, any);
    }
    void set_written(const Value::Map& fields) final { this->written = fields; }
};

/// Returns the fields that stand in a file and in no description.
[[nodiscard]] Value::Map unknown_settings(const Record& record, const Value::Map& written);

/// Returns a problem (setting.range …) for each setting that does not match its description; `place` comes
/// before the setting's name: "training".
[[nodiscard]] std::vector<Problem> out_of_range(const Record& record, std::string_view place);

/// Returns the names of the settings that differ, in the order of the description. Both records are of one
/// struct.
[[nodiscard]] std::vector<std::string_view> different_settings(const Record& a, const Record& b);

/// Tells whether both would be written to a file alike: all settings, and the unknown fields.
template <class Settings>
[[nodiscard]] bool same_settings(const Settings& a, const Settings& b) {
    using Described = typename Settings::DescribedBy;
    static const Described description;
    const auto same = [&](const auto&... setting) {
        return ((a.*setting.member == b.*setting.member) && ...);
    };
    return std::apply(same, Described::settings) &&
           unknown_settings(description, a.written) == unknown_settings(description, b.written);
}

}  // namespace glassnet
