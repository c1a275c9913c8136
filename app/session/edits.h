// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "project/project.h"

#include <string>
#include <string_view>

namespace glassnet::app {

// Edits of a project as functions from value to value; `Document::edit` makes each one step of undo.

/// The setting of a node with a new value; one that equals its default is left out of the project.
[[nodiscard]] Project withSetting(Project project, std::string_view node, const Kind& kind,
                                  std::string_view setting, const Value& value);
[[nodiscard]] Project withoutSetting(Project project, std::string_view node, std::string_view setting);

/// The settings of a kind (optimizer, loss, augmentation step) with one new value.
[[nodiscard]] KindSettings withSetting(KindSettings settings, const Kind& kind, std::string_view setting,
                                       const Value& value);

/// A new layer behind `after`, wired in: the wires that left `after` leave the new one. Without `after` it
/// stands alone. Returns the new node's id.
std::string insertBehind(Network& network, std::string_view kind, std::string_view after);

/// The node goes into the wire, which keeps its place among the inputs of its end.
void insertNode(Network& network, std::string_view node, const Wire& into);

}  // namespace glassnet::app
