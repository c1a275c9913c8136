// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// All kinds of one sort, as people look for them.
struct KindFamily {
    std::string_view id;     // "layers"
    std::string_view title;  // "Layers"
    std::vector<const Kind*> kinds;
};

/// Returns everything that a project may name: read by the help pages, `glassnet catalogue` and the tests
/// that sweep all kinds.
[[nodiscard]] const std::vector<KindFamily>& reference();

/// A kind and its family.
struct ReferenceEntry {
    const KindFamily* family;
    const Kind* kind;
};
/// Returns all kinds of this id, whatever its capitals: a name may be in two families ("Softmax" the layer,
/// "softmax" the activation).
[[nodiscard]] std::vector<ReferenceEntry> find_entries(std::string_view id);

/// Returns the family that a setting chooses from (activation, kernel_initializer); nullptr where it is none
/// of these.
[[nodiscard]] const KindFamily* family_of(const SettingInfo& info);

/// Returns the ids closest to a mistyped one, closest first, at most three.
[[nodiscard]] std::vector<std::string_view> similar_ids(std::string_view id);

}  // namespace glassnet
