// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace glassnet {

/// Tells whether people would put `a` before `b`: numbers inside names count as numbers, "class 2" comes
/// before "class 10". Otherwise bytes are compared, so the order is the same in every locale. A strict order:
/// different texts are never equal.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);

}  // namespace glassnet
