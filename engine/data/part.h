// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace glassnet {

/// What samples are for.
enum class Part { training, validation, test };

/// All parts, in the order in which people see them.
inline constexpr std::array all_parts{Part::training, Part::validation, Part::test};

/// Returns the part's name: "training", "validation", "test".
[[nodiscard]] constexpr std::string_view to_text(Part part) {
    return part == Part::training ? "training" : part == Part::validation ? "validation" : "test";
}

}  // namespace glassnet
