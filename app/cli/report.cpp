// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report.h"

#include "formats/json.h"

#include <algorithm>
#include <cstdio>

namespace glassnet::cli {

namespace {

Value where_value(const Where& where) {
    Value::Map fields;
    const auto add = [&](const char* name, const std::string& text) {
        if (!text.empty()) fields.push_back({name, text});
    };
    add("file", where.file);
    if (where.line > 0) fields.push_back({"line", where.line});
    if (where.offset >= 0) fields.push_back({"offset", where.offset});
    add("node", where.node);
    add("wire_from", where.wire_from);
    add("setting", where.setting);
    add("tensor", where.tensor);
    return fields;
}

void print(std::FILE* stream, const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

}  // namespace

Value to_value(const Problem& problem) {
    return Value::Map{{"code", problem.code()},
                      {"severity", to_text(problem.severity())},
                      {"what", problem.what()},
                      {"where", where_value(problem.where)},
                      {"hint", problem.hint()}};
}

void Report::say(const std::string& text) const {
    if (!json) print(stdout, text);
}

void Report::result(const Value::Map& fields) const {
    if (json) print(stdout, write_json(fields));
}

void Report::problems(const std::vector<Problem>& problems) const {
    for (Problem problem : problems) {
        if (problem.where.file.empty()) problem.where.file = file;
        if (json) {
            print(stderr, write_json(to_value(problem)));
            continue;
        }
        const std::string place = to_text(problem.where);
        print(stderr, std::string(to_text(problem.severity())) + " " + std::string(problem.code()) + ": " +
                          problem.what() + (place.empty() ? "" : "\n  where: " + place) +
                          "\n  hint:  " + problem.hint());
    }
}

ExitCode exit_code(const std::vector<Problem>& problems) {
    const auto any = [&](std::string_view begin) {
        return std::ranges::any_of(problems,
                                   [&](const Problem& problem) { return problem.code().starts_with(begin); });
    };
    if (any("training.not_finite") || any("training.update_not_finite")) return ExitCode::diagnosis;
    for (const std::string_view code :
         {"training.memory", "file.write", "file.disk_full", "run.folder", "run.unreadable"}) {
        if (any(code)) return ExitCode::resource;
    }
    // Not file.read_only: in that case a wrong place was named.
    if (std::ranges::any_of(problems, [](const Problem& problem) { return problem.code() == "file.read"; }))
        return ExitCode::resource;
    return ExitCode::bad_input;
}

}  // namespace glassnet::cli
