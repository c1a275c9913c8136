// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"

#include <memory>
#include <span>
#include <string_view>

namespace glassnet {

/// A palette group and its colour role ("convolution", "pooling" …); order is the palette's.
struct LayerGroup {
    std::string_view name;
    std::string_view role;
};

/// All groups, in the order people see them.
[[nodiscard]] std::span<const LayerGroup> layer_groups();

/// One layer of each kind with its default settings, in the order people see them.
[[nodiscard]] std::span<const std::unique_ptr<const Layer>> layer_catalogue();

/// The layer of this kind with default settings, or nullptr.
[[nodiscard]] const Layer* find_layer_kind(std::string_view id);

}  // namespace glassnet
