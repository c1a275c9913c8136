// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <functional>
#include <string>
#include <vector>

/// What tests ask about problems.
namespace glassnet::testing {

/// The problems that `work` throws; none if it throws nothing.
inline std::vector<Problem> problems_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.problems();
    }
    return {};
}

/// The code of the one problem that `work` throws; "" if it throws nothing, all codes with commas if there
/// are several.
inline std::string code_of(const std::function<void()>& work) {
    std::string codes;
    for (const Problem& problem : problems_of(work))
        codes += (codes.empty() ? "" : ",") + std::string(problem.code());
    return codes;
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace glassnet::testing
