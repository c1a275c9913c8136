// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace glassnet {

/// How a weight begins. Names, formulas and defaults are Keras 3's.
enum class Initializer {
    zeros,
    ones,
    glorot_uniform,
    glorot_normal,
    he_uniform,
    he_normal,
    lecun_uniform,
    lecun_normal,
    random_uniform,
    random_normal
};

constexpr std::array<std::string_view, 10> names(Initializer) {
    return {"zeros",     "ones",          "glorot_uniform", "glorot_normal",  "he_uniform",
            "he_normal", "lecun_uniform", "lecun_normal",   "random_uniform", "random_normal"};
}

/// Fills `weights` with numbers that depend on `random`'s key and the position alone.
/// uniform: ±√(3s/n), normal: truncated at two standard deviations with variance s/n, where n is the mean of fan_in and fan_out
/// (glorot, s = 1) or fan_in (he s = 2, lecun s = 1). random_uniform: ±0.05; random_normal: σ = 0.05.
void initialize(std::span<float> weights, Initializer initializer, std::int64_t fan_in, std::int64_t fan_out, Random random);

}  // namespace glassnet
