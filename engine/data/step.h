// SPDX-License-Identifier: GPL-3.0-or-later
//
// The contract of preprocessing and augmentation kinds: one file each in preprocessing/ and augmentation/,
// one line in catalogue.cpp.
#pragma once

#include "base/catalogue.h"
#include "base/random.h"
#include "base/settings.h"
#include "math/shape.h"

#include <memory>
#include <span>

namespace glassnet {

/// Changes one sample in place. Immutable once shared.
class DataStep : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<DataStep> clone() const = 0;
    /// Tells whether it can change samples of this shape; others pass unchanged.
    [[nodiscard]] virtual bool accepts(const Shape&) const { return true; }
    /// Returns what is set differently from the defaults where the step is added by hand: the cautious
    /// choice, not Keras'.
    [[nodiscard]] virtual Value::Map careful_settings() const { return {}; }
    /// Tells whether it is done once while samples are read, and may then only be the first step of all.
    [[nodiscard]] virtual bool is_done_while_reading() const { return false; }
    /// Changes the sample. `random` is this step's own stream for this sample and epoch; preprocessing does
    /// not use it.
    virtual void apply(std::span<float> values, const Shape& shape, Random& random) const = 0;
};

/// Returns the preprocessing kinds (Rescale …) with their defaults, in the order people see them.
[[nodiscard]] const Catalogue<DataStep>& preprocessing_catalogue();

/// Returns the augmentation kinds (RandomFlip, RandomRotation, RandomTranslation …) with their defaults, in
/// the order people see them.
[[nodiscard]] const Catalogue<DataStep>& augmentation_catalogue();

}  // namespace glassnet
