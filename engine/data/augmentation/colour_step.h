// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/augmentation/adjust.h"
#include "data/augmentation/ranged_step.h"

#include <algorithm>

namespace glassnet {

/// The setting of Keras' layers that change values.
struct ColourSettings {
    std::vector<double> value_range{0, 255};

    [[nodiscard]] Bounds values() const { return from_zero(value_range); }
};

inline constexpr auto colour_settings =
    std::tuple{advanced(setting("value_range", &ColourSettings::value_range,
                                "Lowest and highest value of the pictures: results keep to it."))};

/// The first random number of those that values get one by one: what is drawn for the whole picture comes
/// before.
inline constexpr std::int64_t first_number = 8;

/// A step that changes values in place.
template <class Derived>
class ColourStep : public RangedStep<Derived>, public ColourSettings {
public:
    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const final {
        std::ranges::copy(from, to.begin());
        this->self().change(to, shape, random);
    }
};

/// The same for pictures with red, green and blue.
template <class Derived>
class RgbStep : public ColourStep<Derived> {
public:
    [[nodiscard]] bool accepts(const Shape& shape) const final {
        return is_picture(shape) && channels_of(shape) == 3;
    }
    [[nodiscard]] std::string_view needs() const final { return "pictures with red, green and blue"; }
};

}  // namespace glassnet
