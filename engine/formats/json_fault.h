// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <string_view>

namespace glassnet {

/// What is wrong with a text that is no JSON, in the words of those who write it by hand.
struct JsonFault {
    const ProblemKind* kind = nullptr;
    Value::Map arguments{};
    std::size_t at = 0;  // the byte that it is about
};

/// Finds the fault of a text at the byte where a parser stopped: behind the word that it did not expect.
/// `told` is what the parser says of it.
[[nodiscard]] JsonFault json_fault(std::string_view text, std::size_t stopped, std::string_view told);

}  // namespace glassnet
