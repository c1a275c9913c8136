// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace glassnet {

/// Which targets mean something to a loss.
enum class TargetRange {
    any,
    zero_to_one,
    shares,  // zero_to_one, and those of a sample add up to 1
    not_negative,
    signs  // −1 and 1, or 0 and 1
};

}  // namespace glassnet
