// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet {

// Sums over outputs and their targets, with the slopes at hand. Float runs in the processor's widest vectors,
// in blocks whose sums are added in double; double runs in plain loops. No result depends on the lanes.
// `gradient` may be nullptr: unwanted.

/// Returns Σ (y − t)²; gradient = (y − t) · slope
template <class T>
double squared_distances(const T* outputs, const T* targets, std::int64_t count, T slope, T* gradient);

/// A target t counts as t · keep + add.
struct SmoothedTargets {
    double keep = 1, add = 0;
};
/// Of logits x and targets 0 … 1: returns Σ ln(1 + eˣ) − x · t; gradient = (p − t) · slope; p = 1 / (1 + e⁻ˣ)
/// takes the logit's place.
template <class T>
double logistic_distances(T* logits, const T* targets, const SmoothedTargets& smoothed, std::int64_t count,
                          T slope, T* gradient);

}  // namespace glassnet
