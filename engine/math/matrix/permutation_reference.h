// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/matrix/permutation.h"

/// permutation.h by plain loops: the oracle of the fast kernels.
namespace glassnet::reference {

template <class T>
void permute(const Permutation& permutation, const T* from, T* to) {
    const Permutation::Axis inner = permutation.inner(), across = permutation.across();
    permutation.for_each_plane([&](std::int64_t before, std::int64_t after) {
        for (std::int64_t j = 0; j < across.count; ++j)
            for (std::int64_t i = 0; i < inner.count; ++i)
                to[after + j * across.to + i] = from[before + j * across.from + i * inner.from];
    });
}

}  // namespace glassnet::reference
