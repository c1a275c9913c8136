// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/catalogue.h"
#include "layers/layer.h"

#include <span>
#include <string_view>

namespace glassnet {

/// A palette group and its colour role ("convolution", "pooling" …); order is the palette's.
struct LayerGroup {
    std::string_view name;
    std::string_view role;
};

/// Returns all groups, in the order people see them.
[[nodiscard]] std::span<const LayerGroup> layer_groups();

// kinds<Layer>()
[[nodiscard]] const Catalogue<Layer>& catalogue_of(Layer*);

}  // namespace glassnet
