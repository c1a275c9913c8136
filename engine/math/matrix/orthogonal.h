// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

/// Turns a row-major matrix of independent normal numbers into a uniformly distributed orthogonal one times
/// `gain`: orthogonal columns, or orthogonal rows where columns > rows. By QR decomposition
/// with the signs of R's diagonal (Mezzadri 2007).
void make_orthogonal(float* matrix, std::int64_t rows, std::int64_t columns, double gain);

}  // namespace glassnet
