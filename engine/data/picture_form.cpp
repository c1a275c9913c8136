// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_form.h"

#include "base/problem.h"

#include <charconv>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind alpha_unknown{"data.alpha", Severity::error,
                                    "“{value}” says nothing about transparency",
                                    "Set alpha to white, black, a colour such as #80c0ff, or channel."};

std::size_t places(int number) { return static_cast<std::size_t>(number); }

bool has_colours(const Picture& picture) { return form_of(picture).colours == 3; }

/// Puts one value in place of each pixel's three colours.
template <class Grey>
void put_grey(Picture& picture, Grey grey) {
    std::vector<float>& values = picture.values;
    const std::size_t step = places(picture.channels);
    std::size_t kept = 0;
    for (std::size_t pixel = 0; pixel < values.size(); pixel += step) {
        values[kept++] = grey(values.data() + pixel);
        if (picture.has_alpha) values[kept++] = values[pixel + 3];
    }
    values.resize(kept);
    picture.channels -= 2;
}

}  // namespace

PixelForm form_of(const Picture& picture) {
    return {.colours = picture.channels - (picture.has_alpha ? 1 : 0), .has_alpha = picture.has_alpha};
}

bool can_become(const PixelForm& from, const PixelForm& to) {
    const bool is_coloured = from.colours == 1 && to.colours == 3;
    return (from.colours == to.colours || is_coloured) && from.has_alpha <= to.has_alpha;
}

AlphaRule alpha_rule(const std::string& setting) {
    if (setting == "white") return {};
    if (setting == "black") return {.ground = {0, 0, 0}};
    if (setting == "channel") return {.is_kept = true};
    unsigned colour = 0;
    const char* const end = setting.data() + setting.size();
    const auto read = setting.size() == 7 ? std::from_chars(setting.data() + 1, end, colour, 16)
                                          : std::from_chars_result{nullptr, {}};
    if (setting.empty() || setting[0] != '#' || read.ptr != end)
        throw Error(alpha_unknown, {{"value", setting}}, {.setting = "data.alpha"});
    return {.ground = {static_cast<float>(colour >> 16), static_cast<float>(colour >> 8 & 255),
                       static_cast<float>(colour & 255)}};
}

void apply_alpha(Picture& picture, const AlphaRule& rule) {
    if (!picture.has_alpha || rule.is_kept) return;
    const auto& [red, green, blue] = rule.ground;
    const int from = picture.channels - 1;
    const int to = from == 1 && (red != green || red != blue) ? 3 : from;
    std::vector<float> values;
    values.reserve(picture.values.size() / places(from + 1) * places(to));
    for (std::size_t pixel = 0; pixel < picture.values.size(); pixel += places(from + 1)) {
        const float alpha = picture.values[pixel + places(from)] / 255;
        picture.had_alpha |= alpha < 1;
        for (int channel = 0; channel < to; ++channel) {
            const float ground = rule.ground[places(channel)];
            const float value = picture.values[pixel + places(std::min(channel, from - 1))];
            const float mixed = value * alpha + ground * (1 - alpha);
            values.push_back(picture.is_deep ? mixed : std::nearbyint(mixed));
        }
    }
    picture.values = std::move(values);
    picture.channels = to;
    picture.has_alpha = false;
}

void drop_equal_colours(Picture& picture) {
    if (!has_colours(picture)) return;
    const std::size_t step = places(picture.channels);
    const std::vector<float>& values = picture.values;
    for (std::size_t pixel = 0; pixel < values.size(); pixel += step)
        if (values[pixel] != values[pixel + 1] || values[pixel] != values[pixel + 2]) return;
    put_grey(picture, [](const float* pixel) { return *pixel; });
}

void reduce_to_grey(Picture& picture) {
    if (!has_colours(picture)) return;
    put_grey(picture,
             [](const float* pixel) { return 0.299F * pixel[0] + 0.587F * pixel[1] + 0.114F * pixel[2]; });
}

void turn(Picture& picture, int orientation) {
    if (orientation == 1) return;
    const bool is_transposed = lies_on_its_side(orientation);
    const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_below = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const int height = picture.height, width = picture.width;
    std::vector<float> values;
    values.reserve(picture.values.size());
    for (int row = 0; row < (is_transposed ? width : height); ++row) {
        for (int column = 0; column < (is_transposed ? height : width); ++column) {
            const int x = is_transposed ? row : column, y = is_transposed ? column : row;
            const int from_x = from_right ? width - 1 - x : x, from_y = from_below ? height - 1 - y : y;
            const auto pixel =
                picture.values.begin() + (std::ptrdiff_t{from_y} * width + from_x) * picture.channels;
            values.insert(values.end(), pixel, pixel + picture.channels);
        }
    }
    picture.values = std::move(values);
    if (is_transposed) std::swap(picture.height, picture.width);
}

}  // namespace glassnet
