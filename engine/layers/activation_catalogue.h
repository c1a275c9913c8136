// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <memory>
#include <span>

namespace glassnet {

/// What each function of activations.h is, in its order: kinds without settings, for help and lists. The id
/// is its name in settings.
[[nodiscard]] std::span<const std::unique_ptr<const Kind>> activation_catalogue();

}  // namespace glassnet
