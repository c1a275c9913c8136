// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/value.h"

#include <string>

namespace glassnet {

/// A kind's name with the settings that were given, as in a project: not yet checked, unknown fields
/// included.
struct KindSettings {
    std::string kind;
    Value::Map settings;
    friend bool operator==(const KindSettings&, const KindSettings&) = default;
};

}  // namespace glassnet
