// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "project/project.h"

#include <string>
#include <string_view>

namespace glassnet::app {

// Edits of a project as functions from value to value; `Document::edit` makes each one step of undo.

/// Gives a setting of a node a new value; one that equals its default is left out of the project.
[[nodiscard]] Project withSetting(Project project, std::string_view node, const Kind& kind,
                                  std::string_view setting, const Value& value);
[[nodiscard]] Project withoutSetting(Project project, std::string_view node, std::string_view setting);

/// Gives one of the settings of a kind (optimizer, loss, augmentation step) a new value.
[[nodiscard]] KindSettings withSetting(KindSettings settings, const Kind& kind, std::string_view setting,
                                       const Value& value);

/// Inserts a new layer behind `after`, wired in: the wires that left `after` leave the new one. Without
/// `after` it has no wires. Returns the new node's id.
std::string insertBehind(Network& network, std::string_view kind, std::string_view after);

/// Inserts the node into the wire, which keeps its place among the inputs of its target.
void insertNode(Network& network, std::string_view node, const Wire& into);

}  // namespace glassnet::app
