// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/data_state.h"

#include <algorithm>

namespace glassnet::app {

namespace {

constexpr ProblemKind data_loading{"data.loading", Severity::hint, "“{source}” is being loaded",
                                   "It can be trained on once it is there."};
constexpr std::string_view data_source = "data.source";

}  // namespace

bool waitsForData(const std::vector<Problem>& problems) {
    return std::ranges::any_of(problems,
                               [](const Problem& problem) { return problem.code() == data_loading.code; });
}

bool isOfData(const Problem& problem) { return problem.where.setting == data_source; }

Checked checkWith(const Project& project, const DataState& data) {
    Checked checked = check(project, data.summary ? &*data.summary : nullptr, MemoryCheck::left_out);
    std::vector<Problem> found = data.problems;
    if (data.loading) found.emplace_back(data_loading, Value::Map{{"source", project.data.source}});
    const std::string input = checked.inputs.empty() ? "" : checked.node(checked.inputs.front()).id;
    for (Problem& problem : found) {
        problem.where.setting = data_source;
        problem.where.node = input;
    }
    checked.problems.insert(checked.problems.begin(), found.begin(), found.end());
    return checked;
}

}  // namespace glassnet::app
