// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Losses of `count` outputs and their targets, summed, and their gradients in the same pass (optional:
// nullptr). Float runs in the processor's widest vectors, in blocks whose sums are added in double; double
// runs in plain loops. Results do not depend on the number of lanes.

/// Returns Σ (y − t)² and computes gradient = (y − t) · scale.
template <class T>
double squared_error(const T* outputs, const T* targets, std::int64_t count, T scale, T* gradient);

/// A target t counts as t · keep + add.
struct LabelSmoothing {
    double keep = 1, add = 0;
};

/// Returns Σ ln(1 + eˣ) − x · t of logits x and targets t from 0 to 1, replaces the logits by the
/// probabilities p = 1 / (1 + e⁻ˣ) and computes gradient = (p − t) · scale.
template <class T>
double sigmoid_crossentropy(T* logits, const T* targets, const LabelSmoothing& smoothing, std::int64_t count,
                            T scale, T* gradient);

}  // namespace glassnet
