// SPDX-License-Identifier: GPL-3.0-or-later
//
// How weights are initialized. To add a way: a class in initializers/ and a line in initializer.cpp.
#pragma once

#include "base/catalogue.h"
#include "base/random.h"
#include "base/settings.h"
#include "math/shape.h"

#include <cstdint>
#include <memory>
#include <span>

namespace glassnet {

/// The weight to be initialized. Shapes are Keras': kernel height × width × inputs × filters.
struct NewWeight {
    const Shape& shape;
    std::int64_t fan_in = 1;   // inputs that meet in one output
    std::int64_t fan_out = 1;  // outputs that one input reaches
};

/// One way to initialize a weight. Names, formulas and defaults are Keras 3's; the seed is the project's.
class Initializer : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Initializer> clone() const = 0;
    /// Tells whether it can make a tensor of this shape.
    [[nodiscard]] virtual bool fits(const Shape&) const { return true; }
    /// Fills all shape.elements() values with numbers that depend on `random`'s key and their position alone.
    virtual void fill(std::span<float> values, const NewWeight& weight, Random random) const = 0;
};

[[nodiscard]] const Catalogue<Initializer>& catalogue_of(Initializer*);

}  // namespace glassnet
