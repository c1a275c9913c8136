// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/network.h"

namespace glassnet {

/// Sizes used by the arrangement, in pixels at 100 %.
struct ArrangeOptions {
    double column = 176;       // distance of neighbouring columns' left edges
    double row = 184;          // distance of rows
    int columns_per_band = 5;  // a long chain continues in a new band below; 0: never
};

/// Places every node by its layer in the graph, left to right, side branches below, few crossings.
/// Deterministic.
[[nodiscard]] Network arrange(Network network, const ArrangeOptions& options = {});

/// Places only nodes without a place; leaves the rest.
[[nodiscard]] Network place_missing(Network network, const ArrangeOptions& options = {});

}  // namespace glassnet
