// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/part.h"

#include <compare>
#include <cstdint>

namespace glassnet {

/// A sample of a data set.
struct SampleRef {
    Part part{};
    std::int64_t index = 0;
    friend auto operator<=>(const SampleRef&, const SampleRef&) = default;
};

}  // namespace glassnet
