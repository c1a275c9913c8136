// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/arena.h"
#include "math/convolution/convolution.h"
#include "operations/operation.h"

#include <cstdint>

namespace glassnet {

// The packed kernels of a convolution in an operation's per_batch memory: forward's, then that of its input
// gradient.

template <class T>
std::int64_t packed_elements(const Convolution<T>& convolution) {
    return aligned<T>(convolution.packed_forward_elements()) + convolution.packed_backward_elements();
}

template <class T>
T* backward_kernel(const Convolution<T>& convolution, const Pass<T>& pass) {
    return pass.per_batch + aligned<T>(convolution.packed_forward_elements());
}

}  // namespace glassnet
