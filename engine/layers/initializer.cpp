// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/initializer.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

void fill_uniform(std::span<float> weights, double limit, Random& random) {
    for (float& weight : weights) weight = static_cast<float>((2.0 * static_cast<double>(random.uniform()) - 1.0) * limit);
}

void fill_normal(std::span<float> weights, double deviation, Random& random) {
    for (float& weight : weights) weight = static_cast<float>(static_cast<double>(random.normal()) * deviation);
}

/// Normal, but drawn again beyond two standard deviations; `deviation` is that of the result.
void fill_truncated_normal(std::span<float> weights, double deviation, Random& random) {
    const double untruncated = deviation / 0.87962566103423978;  // the truncated standard normal's own deviation
    for (float& weight : weights) {
        float number = random.normal();
        while (std::abs(number) > 2.0F) number = random.normal();
        weight = static_cast<float>(static_cast<double>(number) * untruncated);
    }
}

}  // namespace

void initialize(std::span<float> weights, Initializer initializer, std::int64_t fan_in, std::int64_t fan_out, Random random) {
    const double in = std::max(1.0, static_cast<double>(fan_in));
    const double mean = std::max(1.0, (static_cast<double>(fan_in) + static_cast<double>(fan_out)) / 2);
    switch (initializer) {
        case Initializer::zeros:
            std::ranges::fill(weights, 0.0F);
            break;
        case Initializer::ones:
            std::ranges::fill(weights, 1.0F);
            break;
        case Initializer::glorot_uniform:
            fill_uniform(weights, std::sqrt(3 / mean), random);
            break;
        case Initializer::glorot_normal:
            fill_truncated_normal(weights, std::sqrt(1 / mean), random);
            break;
        case Initializer::he_uniform:
            fill_uniform(weights, std::sqrt(6 / in), random);
            break;
        case Initializer::he_normal:
            fill_truncated_normal(weights, std::sqrt(2 / in), random);
            break;
        case Initializer::lecun_uniform:
            fill_uniform(weights, std::sqrt(3 / in), random);
            break;
        case Initializer::lecun_normal:
            fill_truncated_normal(weights, std::sqrt(1 / in), random);
            break;
        case Initializer::random_uniform:
            fill_uniform(weights, 0.05, random);
            break;
        case Initializer::random_normal:
            fill_normal(weights, 0.05, random);
            break;
    }
}

}  // namespace glassnet
