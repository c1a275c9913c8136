// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/record.h"

#include <string>

namespace glassnet {

void Record::read_all(const Value::Map& fields) {
    for (const Field& field : fields)
        if (const auto index = find_setting(*this, field.name)) read(*index, field.value);
    set_written(fields);
}

Value::Map unknown_settings(const Record& record, const Value::Map& written) {
    Value::Map unknown;
    for (const Field& field : written)
        if (!find_setting(record, field.name)) unknown.push_back(field);
    return unknown;
}

std::vector<Problem> out_of_range(const Record& record, std::string_view place) {
    std::vector<Problem> problems;
    const auto infos = record.settings_info();
    const auto probe = record.clone();
    for (std::size_t i = 0; i < infos.size(); ++i) {
        try {
            probe->set(i, record.get(i));
        } catch (const Error& error) {
            for (Problem problem : error.problems()) {
                problem.where = {.setting = std::string(place) + "." + std::string(infos[i].name)};
                problems.push_back(std::move(problem));
            }
        }
    }
    return problems;
}

std::vector<std::string_view> different_settings(const Record& a, const Record& b) {
    std::vector<std::string_view> names;
    const auto infos = a.settings_info();
    for (std::size_t i = 0; i < infos.size(); ++i)
        if (a.get(i) != b.get(i)) names.push_back(infos[i].name);
    return names;
}

}  // namespace glassnet
