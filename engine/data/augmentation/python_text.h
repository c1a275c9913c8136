// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/value.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glassnet {

/// What an expression of Python says: a value, a call, a list of both, or something that only Python knows.
struct PythonExpression {
    enum class Kind { value, call, list, other };
    Kind kind = Kind::other;
    Value value{};                                                  // None is null, tuples are lists
    std::string name{};                                             // of a call: the last word of a.b.c
    std::vector<PythonExpression> items{};                          // of a list, or a call's positions
    std::vector<std::pair<std::string, PythonExpression>> named{};  // a call's keywords
    std::string text{};                                             // as it was written
};

/// Reads numbers with + − * /, texts, True, False, None, lists, tuples and calls, from the first call in a
/// text on; assignments before it, comments and what stands behind it are passed over. Throws Error
/// (augmentation.python).
[[nodiscard]] PythonExpression read_python(std::string_view text);

}  // namespace glassnet
