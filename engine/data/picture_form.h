// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/imaging_module.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace glassnet {

/// What the channels of a pixel are: colours (or bands of any meaning), then perhaps alpha.
struct PixelForm {
    int colours = 1;
    bool has_alpha = false;
    [[nodiscard]] int channels() const { return colours + (has_alpha ? 1 : 0); }
    friend bool operator==(const PixelForm&, const PixelForm&) = default;
};

[[nodiscard]] PixelForm form_of(const Picture& picture);

/// Tells whether nothing is lost when pixels are brought from one form to another: grey to red, green and
/// blue, opaque to alpha.
[[nodiscard]] bool can_become(const PixelForm& from, const PixelForm& to);

/// Brings pixels to another form, where they can become it; what gets alpha is opaque.
template <class T>
[[nodiscard]] std::vector<T> in_form(const std::vector<T>& values, const PixelForm& from,
                                     const PixelForm& to) {
    if (from == to) return values;
    std::vector<T> result;
    const auto step = static_cast<std::size_t>(from.channels());
    result.reserve(values.size() / step * static_cast<std::size_t>(to.channels()));
    for (std::size_t pixel = 0; pixel < values.size(); pixel += step) {
        for (int channel = 0; channel < to.colours; ++channel)
            result.push_back(values[pixel + static_cast<std::size_t>(std::min(channel, from.colours - 1))]);
        if (to.has_alpha) result.push_back(from.has_alpha ? values[pixel + step - 1] : T{255});
    }
    return result;
}

/// What becomes of transparency: a colour to lay the picture on, or one more channel.
struct AlphaRule {
    std::array<float, 3> ground{255, 255, 255};
    bool is_kept = false;
};

/// Returns what the setting `alpha` of the data says: “white”, “black”, “#rrggbb” or “channel”. Throws Error
/// (data.alpha).
[[nodiscard]] AlphaRule alpha_rule(const std::string& setting);

/// Lays a picture with alpha on the rule's colour, or leaves it where alpha is kept. A grey picture on a
/// colour becomes coloured.
void apply_alpha(Picture& picture, const AlphaRule& rule);

/// Reduces a picture of red, green and blue that shows only greys to one channel, beside alpha.
void drop_equal_colours(Picture& picture);

/// Reduces red, green and blue to their brightness (ITU-R BT.601), beside alpha.
void reduce_to_grey(Picture& picture);

/// Tells whether height and width change places when the picture is turned.
[[nodiscard]] constexpr bool lies_on_its_side(int orientation) { return orientation >= 5; }

/// Turns a picture that lies in one of EXIF's eight ways.
void turn(Picture& picture, int orientation);

}  // namespace glassnet
