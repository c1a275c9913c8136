// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/catalogue.h"
#include "base/settings.h"

#include <cstdint>
#include <memory>
#include <span>

namespace glassnet {

/// The weights of a penalty: l1 · Σ|w| + l2 · Σw².
struct PenaltyWeights {
    double l1 = 0;
    double l2 = 0;
    [[nodiscard]] bool none() const { return l1 == 0 && l2 == 0; }
};

/// A penalty on large numbers (weights, outputs), added to the loss. Names and defaults are Keras 3's.
class Regularizer : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Regularizer> clone() const = 0;
    [[nodiscard]] virtual PenaltyWeights penalty() const = 0;
};

[[nodiscard]] const Catalogue<Regularizer>& catalogue_of(Regularizer*);

/// Computes l1 · Σ|v| + l2 · Σv², summed in double from the first to the last.
template <class T>
[[nodiscard]] double penalty_of(const T* values, std::int64_t count, PenaltyWeights weights);

/// Computes gradient += scale · (l1 · sign(v) + 2 · l2 · v); sign(0) = 0.
template <class T>
void add_penalty_gradient(const T* values, std::int64_t count, PenaltyWeights weights, double scale,
                          T* gradient);

}  // namespace glassnet
