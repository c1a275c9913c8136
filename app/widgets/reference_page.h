// SPDX-License-Identifier: GPL-3.0-or-later
//
// Help pages, made from the same descriptions as everything else; links are "kind:FAMILY/ID" and "family:ID".
#pragma once

#include "project/reference.h"

#include <QString>

namespace glassnet::app {

/// Returns a kind's description, its formula, its names elsewhere and all its settings, as HTML.
[[nodiscard]] QString kindPage(const ReferenceEntry& entry);
/// Returns all kinds of a family, one sentence each, as HTML.
[[nodiscard]] QString familyPage(const KindFamily& family);

[[nodiscard]] QString linkTo(const ReferenceEntry& entry);
[[nodiscard]] QString linkTo(const KindFamily& family);
/// Returns the target of a link; nothing where it leads nowhere. For a family `kind` is nullptr.
[[nodiscard]] std::optional<ReferenceEntry> targetOf(const QString& link);

}  // namespace glassnet::app
