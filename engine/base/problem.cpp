// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"

#include <algorithm>

namespace glassnet {

std::string_view to_text(Severity severity) {
    switch (severity) {
        case Severity::hint:
            return "hint";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "error";
}

std::string fill(std::string_view template_text, const Value::Map& arguments) {
    std::string text;
    while (!template_text.empty()) {
        const auto open = template_text.find('{');
        const auto close = template_text.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        text += template_text.substr(0, open);
        const auto name = template_text.substr(open + 1, close - open - 1);
        const Value* argument = find(arguments, name);
        text += argument ? to_text(*argument) : std::string(template_text.substr(open, close - open + 1));
        template_text.remove_prefix(close + 1);
    }
    return text += template_text;
}

Problem::Problem(const ProblemKind& kind, Value::Map arguments_, Where where_, std::vector<Repair> repairs_)
    : arguments(std::move(arguments_)),
      where(std::move(where_)),
      repairs(std::move(repairs_)),
      kind_(&kind) {}

std::string Problem::what() const { return fill(kind_->what, arguments); }
std::string Problem::hint() const { return fill(kind_->hint, arguments); }

std::string to_text(const Where& where) {
    std::string text = where.wire_from.empty() ? where.node : where.wire_from + " → " + where.node;
    const auto append = [&](std::string_view separator, const std::string& part) {
        if (part.empty()) return;
        if (!text.empty()) text += separator;
        text += part;
    };
    append(".", where.setting);
    append("/", where.tensor);
    append(" in ", where.file);
    if (where.line > 0) append(", ", "line " + std::to_string(where.line));
    if (where.offset >= 0) append(", ", "byte " + std::to_string(where.offset));
    return text;
}

bool has_errors(const std::vector<Problem>& problems) {
    return std::ranges::any_of(problems,
                               [](const Problem& problem) { return problem.severity() == Severity::error; });
}

Error::Error(Problem problem) : Error(std::vector{std::move(problem)}) {}

Error::Error(std::vector<Problem> problems) : problems_(std::move(problems)) {
    for (const Problem& problem : problems_) {
        const std::string place = to_text(problem.where);
        text_ += (text_.empty() ? "" : "\n") + std::string(problem.code()) + ": " + problem.what() +
                 (place.empty() ? "" : " (" + place + ")");
    }
}

Error::Error(const ProblemKind& kind, Value::Map arguments, Where where)
    : Error(Problem(kind, std::move(arguments), std::move(where))) {}

Error Error::in_file(const std::string& file) const {
    std::vector<Problem> problems = problems_;
    for (Problem& problem : problems) {
        if (problem.where.file.empty()) problem.where.file = file;
    }
    return Error(std::move(problems));
}

}  // namespace glassnet
