// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/learned_range.h"

namespace glassnet {

namespace {

constexpr ProblemKind range_scaled{
    "predict.scaled", Severity::hint,
    "values 0 … 255 of the picture become {lowest} … 1, as the network learned them",
    "Nothing needs to be done."};
constexpr ProblemKind range_unknown{
    "predict.range", Severity::warning,
    "the network learned from values {lowest} … {highest}, a picture holds 0 … 255: the answer may be wrong",
    "Train on pictures, or on arrays of 0 … 255, 0 … 1 or −1 … 1."};

constexpr double white = 255;

}  // namespace

std::vector<Problem> bring_to_learned_range(std::span<float> values, ValueRange learned) {
    const bool are_shares = learned.lowest >= 0 && learned.highest <= 1;
    const bool are_signed = learned.lowest < 0 && learned.lowest >= -1 && learned.highest <= 1;
    if (are_shares || are_signed) {
        const double lowest = are_signed ? -1 : 0;
        for (float& value : values)
            value = static_cast<float>(lowest + static_cast<double>(value) * (1 - lowest) / white);
        return {Problem(range_scaled, {{"lowest", lowest}})};
    }
    if (learned.lowest >= 0 && learned.highest <= white) return {};
    return {Problem(range_unknown, {{"lowest", learned.lowest}, {"highest", learned.highest}})};
}

}  // namespace glassnet
