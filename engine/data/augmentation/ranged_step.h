// SPDX-License-Identifier: GPL-3.0-or-later
//
// What augmentation kinds share: settings that are one number or two, and draws between them.
#pragma once

#include "data/picture_shape.h"
#include "data/step.h"

#include <vector>

namespace glassnet {

/// Two numbers that a random one lies between.
struct Bounds {
    double lowest = 0;
    double highest = 0;
};

/// Reads a setting as Keras does: one number f stands for −|f| … |f|, two are the bounds.
[[nodiscard]] Bounds around_zero(const std::vector<double>& factor);
/// Reads a setting as Keras does: one number f stands for 0 … f, two are the bounds.
[[nodiscard]] Bounds from_zero(const std::vector<double>& factor);
/// Reads a setting as Keras does: one number f stands for 1 − f … 1 + f, two are the bounds.
[[nodiscard]] Bounds around_one(const std::vector<double>& factor);

/// Draws a number from a uniform distribution.
[[nodiscard]] double draw(const Bounds& bounds, Random& random);
/// Tells whether what has this probability, itself drawn from the bounds, comes about.
[[nodiscard]] bool comes_about(const Bounds& probability, Random& random);

/// Returns the setting's value as a list: a number becomes a list of one. Throws Error (augmentation.range)
/// where there are more than two numbers, or none that the default has.
[[nodiscard]] Value as_range(const Value& value, const SettingInfo& info);

/// A step for pictures whose lists of numbers are ranges, written as 0.2 or [0.1, 0.3].
template <class Derived>
class RangedStep : public KindOf<Derived, DataStep> {
public:
    [[nodiscard]] bool accepts(const Shape& shape) const override { return is_picture(shape); }
    void set(std::size_t index, const Value& value) override {
        const SettingInfo& info = this->settings_info()[index];
        const bool is_range = info.type == SettingInfo::Type::numbers;
        this->assign(index, is_range ? as_range(value, info) : value, info);
    }
};

}  // namespace glassnet
