// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/beta.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Returns the logarithm of a gamma number of this shape: small shapes give numbers that no double has.
double log_gamma_number(double shape, Random& random) {
    const auto above_zero = [&] { return std::max(static_cast<double>(random.uniform()), 0x1p-25); };
    if (shape < 1) return log_gamma_number(shape + 1, random) + std::log(above_zero()) / shape;
    const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    while (true) {
        const double x = static_cast<double>(random.normal()), root = 1 + c * x;
        if (root <= 0) continue;
        const double v = root * root * root;
        if (std::log(above_zero()) < 0.5 * x * x + d - d * v + d * std::log(v)) return std::log(d * v);
    }
}

}  // namespace

double symmetric_beta(double concentration, Random& random) {
    const double first = log_gamma_number(concentration, random),
                 second = log_gamma_number(concentration, random);
    return 1 / (1 + std::exp(second - first));
}

}  // namespace glassnet
