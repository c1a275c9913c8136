// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/catalogue.h"
#include "base/settings.h"
#include "math/shape.h"

#include <memory>
#include <span>

namespace glassnet {

/// A bound that a weight must satisfy after each step. Names, defaults and formulas are Keras 3's.
class Constraint : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Constraint> clone() const = 0;
    [[nodiscard]] virtual bool none() const { return false; }
    /// Tells whether it is meaningful for a tensor of this shape.
    [[nodiscard]] virtual bool fits(const Shape&) const { return true; }
    virtual void apply(float* weights, const Shape& shape) const = 0;
    virtual void apply(double* weights, const Shape& shape) const = 0;
};

[[nodiscard]] const Catalogue<Constraint>& catalogue_of(Constraint*);

}  // namespace glassnet
