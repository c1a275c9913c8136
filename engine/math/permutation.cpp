// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/permutation.h"

#include "math/permutation_reference.h"
#include "math/permutation_simd.h"

#include <algorithm>

namespace glassnet {

Permutation::Permutation(const Shape& before, std::span<const int> order) {
    std::array<std::int64_t, Shape::max_rank> distances{};
    std::int64_t distance = 1;
    for (int side = before.rank() - 1; side >= 0; --side) {
        distances[static_cast<std::size_t>(side)] = distance;
        distance *= before[side];
    }
    distance = before.elements();
    for (const int side : order) {
        if (before[side] == 1) continue;
        distance /= before[side];
        const Side next{before[side], distances[static_cast<std::size_t>(side)], distance};
        Side& last = outer_[outer_count_ == 0 ? 0 : outer_count_ - 1];
        if (outer_count_ > 0 && last.from == next.count * next.from)
            last = {last.count * next.count, next.from, next.to};
        else
            outer_[outer_count_++] = next;
    }
    if (outer_count_ == 0) return;
    inner_ = outer_[--outer_count_];
    if (outer_count_ == 0) return;
    const auto end = outer_.begin() + static_cast<std::ptrdiff_t>(outer_count_--);
    const auto second =
        inner_.from == 1 ? end - 1
                         : std::find_if(outer_.begin(), end, [](const Side& side) { return side.from == 1; });
    across_ = *second;
    std::copy(second + 1, end, second);
}

template <>
void permute(const Permutation& permutation, const double* from, double* to) {
    reference::permute(permutation, from, to);
}
template <>
void permute(const Permutation& permutation, const float* from, float* to) {
    simd::permute(permutation, from, to);
}

}  // namespace glassnet
