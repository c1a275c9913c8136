// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "network/check.h"

#include <string>
#include <vector>

namespace glassnet::cli {

/// Exit codes of `glassnet`, for programs that call it.
enum class ExitCode {
    ok = 0,
    usage = 2,
    bad_input = 3,
    resource = 4,
    diagnosis = 5,
    interrupted = 6,
    internal = 70
};

/// How results and problems are reported: text for people, or one JSON object for programs. Problems go to
/// standard error in both.
class Report {
public:
    bool json = false;
    std::string file;  // what the command works on: the place of problems that name no file

    /// Prints a line for people; silent with --json.
    void say(const std::string& text) const;
    /// Prints the result for programs: one line of JSON; silent without --json.
    void result(const Value::Map& fields) const;
    void problems(const std::vector<Problem>& problems) const;
};

/// Returns one problem as programs read it: code, severity, what, where, hint.
[[nodiscard]] Value to_value(const Problem& problem);

/// Returns the exit code for these problems: resource for memory and disk, diagnosis for training, otherwise
/// bad input.
[[nodiscard]] ExitCode exit_code(const std::vector<Problem>& problems);

}  // namespace glassnet::cli
