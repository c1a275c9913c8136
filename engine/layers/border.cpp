// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/border.h"

namespace glassnet {

namespace {

constexpr ProblemKind border_numbers{"shape.border", Severity::error,
                                     "{kind} has {count} numbers for its border",
                                     "Give one, two (height, width) or four (top, bottom, left, right)."};

}  // namespace

Border border_of(std::string_view kind, const std::vector<int>& numbers) {
    switch (numbers.size()) {
        case 1:
            return {numbers[0], numbers[0], numbers[0], numbers[0]};
        case 2:
            return {numbers[0], numbers[0], numbers[1], numbers[1]};
        case 4:
            return {numbers[0], numbers[1], numbers[2], numbers[3]};
        default:
            throw Error(border_numbers,
                        {{"kind", kind}, {"count", static_cast<std::int64_t>(numbers.size())}});
    }
}

}  // namespace glassnet
