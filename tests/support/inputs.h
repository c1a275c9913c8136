// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <cstddef>
#include <vector>

namespace glassnet::testing {

/// Gives one of the inputs of a part, which are float, another value.
inline void set_input(DataPart& part, std::size_t index, float value) {
    std::vector<float> values = part.inputs.all<float>();
    const std::int64_t elements = part.inputs.elements();
    values.at(index) = value;
    part.inputs = {std::move(values), elements};
}

}  // namespace glassnet::testing
