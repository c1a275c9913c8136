// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <memory>
#include <span>

namespace glassnet {

/// Returns what each activation function is, in the order of the list: kinds without settings, for help. The
/// id is the name in settings.
[[nodiscard]] std::span<const std::unique_ptr<const Kind>> activation_catalogue();

}  // namespace glassnet
