// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/adjust.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassnet {

namespace {

float within(float value, const Bounds& range) {
    return std::clamp(value, static_cast<float>(range.lowest), static_cast<float>(range.highest));
}

/// Hue and saturation 0 … 1; the value as it was.
struct HueColour {
    float hue, saturation, value;
};

// Without branches and calls: what colour a pixel has cannot be foreseen.
HueColour hue_colour(float red, float green, float blue) {
    const float value = std::max(std::max(red, green), blue);
    const float spread = value - std::min(std::min(red, green), blue);
    const bool has_hue = spread > 0 && value > 0;
    const bool is_red = value == red, is_green = value == green;
    const float difference = is_red ? green - blue : is_green ? blue - red : red - green;
    const float third = is_red ? 0 : is_green ? 2.0F / 6 : 4.0F / 6;
    const float hue = difference / (has_hue ? 6 * spread : 1) + third;
    return {has_hue ? (hue < 0 ? hue + 1 : hue) : 0, has_hue ? spread / value : 0, value};
}

std::array<float, 3> rgb_colour(const HueColour& colour) {
    constexpr float turns = 8;  // more than hues are turned back by: what is cut off then is the floor
    const auto floor = static_cast<float>(static_cast<int>(colour.hue + turns)) - turns;
    const float sector = (colour.hue - floor) * 6;
    const auto share = [](float distance) { return std::min(std::max(distance, 0.0F), 1.0F); };
    const std::array<float, 3> shares{share(std::abs(sector - 3) - 1), share(2 - std::abs(sector - 2)),
                                      share(2 - std::abs(sector - 4))};
    std::array<float, 3> rgb{};
    for (std::size_t i = 0; i < 3; ++i)
        rgb[i] = colour.value * (1 - colour.saturation + colour.saturation * shares[i]);
    return rgb;
}

template <class Change>
void change_colours(std::span<float> values, Change change) {
    for (std::size_t i = 0; i + 2 < values.size(); i += 3) {
        HueColour colour = hue_colour(values[i], values[i + 1], values[i + 2]);
        change(colour);
        std::ranges::copy(rgb_colour(colour), values.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

/// Levels 0 … 255 of a range, and back.
class Levels {
public:
    explicit Levels(const Bounds& range)
        : lowest_(static_cast<float>(range.lowest)),
          width_(static_cast<float>(range.highest - range.lowest) / 255) {}
    [[nodiscard]] float level(float value) const { return width_ > 0 ? (value - lowest_) / width_ : 0; }
    [[nodiscard]] float value(float level) const { return level * width_ + lowest_; }

private:
    float lowest_, width_;
};

std::vector<float> gaussian_kernel(int size, double deviation) {
    std::vector<double> weights;
    double sum = 0;
    for (int i = 0; i < size; ++i) {
        const double distance = (i - (size - 1) / 2.0) / deviation;
        sum += weights.emplace_back(std::exp(-0.5 * distance * distance));
    }
    std::vector<float> kernel;
    kernel.reserve(weights.size());
    for (const double weight : weights) kernel.push_back(static_cast<float>(weight / sum));
    return kernel;
}

/// Convolves lines of `count` groups, each of `size` values beside each other; beyond their ends is 0. Lines
/// are added up whole, so that neighbours are computed together.
void convolve_lines(const float* from, float* to, std::int64_t count, std::int64_t size,
                    std::span<const float> kernel) {
    const std::int64_t half = std::ssize(kernel) / 2;
    std::fill_n(to, count * size, 0.0F);
    for (std::int64_t tap = 0; tap < std::ssize(kernel); ++tap) {
        const float weight = kernel[static_cast<std::size_t>(tap)];
        const std::int64_t first = std::max<std::int64_t>(0, half - tap), shift = tap - half;
        const std::int64_t end = std::min(count, count - shift) * size;
        const float* const source = from + shift * size;
        for (std::int64_t i = first * size; i < end; ++i) to[i] += source[i] * weight;
    }
}

/// Adds to each value the one that stands `shift` values behind it, if the row has it.
void add_shifted(const float* from, std::int64_t shift, std::int64_t row, float* to) {
    const std::int64_t end = std::min(row, row - shift);
    for (std::int64_t i = std::max<std::int64_t>(0, -shift); i < end; ++i) to[i] += from[i + shift];
}

}  // namespace

void add_to_values(std::span<float> values, double number, const Bounds& range) {
    for (float& value : values) value = within(value + static_cast<float>(number), range);
}

void scale_contrast(std::span<float> values, std::int64_t channels, double factor, const Bounds& range) {
    const auto step = static_cast<std::size_t>(channels);
    for (std::size_t channel = 0; channel < step; ++channel) {
        double sum = 0;
        for (std::size_t i = channel; i < values.size(); i += step) sum += static_cast<double>(values[i]);
        const auto mean =
            static_cast<float>(sum * static_cast<double>(channels) / static_cast<double>(values.size()));
        for (std::size_t i = channel; i < values.size(); i += step)
            values[i] = within((values[i] - mean) * static_cast<float>(factor) + mean, range);
    }
}

void scale_saturation(std::span<float> values, double factor) {
    change_colours(values, [by = static_cast<float>(factor)](HueColour& colour) {
        colour.saturation = std::min(colour.saturation * by, 1.0F);
    });
}

void turn_hue(std::span<float> values, double turns, const Bounds& range) {
    change_colours(values, [by = static_cast<float>(turns)](HueColour& colour) { colour.hue += by; });
    for (float& value : values) value = within(value, range);
}

void make_grey(std::span<float> values) {
    for (std::size_t i = 0; i + 2 < values.size(); i += 3) {
        const float grey = 0.2989F * values[i] + 0.587F * values[i + 1] + 0.114F * values[i + 2];
        std::ranges::fill(values.subspan(i, 3), grey);
    }
}

void invert_values(std::span<float> values, const Bounds& range) {
    for (float& value : values) value = static_cast<float>(range.highest) - value;
}

void posterize(std::span<float> values, int bits, const Bounds& range) {
    const Levels levels(range);
    const int lost = 8 - std::clamp(bits, 1, 8);
    for (float& value : values) {
        const int level = static_cast<int>(std::clamp(levels.level(value), 0.0F, 255.0F));
        value = levels.value(static_cast<float>(level >> lost << lost));
    }
}

void solarize(std::span<float> values, double addition, double threshold, const Bounds& range) {
    const Levels levels(range);
    for (float& value : values) {
        const float level = std::clamp(levels.level(value) + static_cast<float>(addition), 0.0F, 255.0F);
        value = levels.value(level < static_cast<float>(threshold) ? level : 255 - level);
    }
}

void sharpen(std::span<const float> from, const Shape& shape, std::span<float> to, double factor,
             const Bounds& range) {
    const std::int64_t height = shape[0], channels = channels_of(shape), row = shape[1] * channels;
    const auto share = static_cast<float>(1 - factor);
    thread_local std::vector<float> sums;
    sums.resize(static_cast<std::size_t>(row));
    for (std::int64_t y = 0; y < height; ++y) {
        const float* const here = from.data() + y * row;
        for (std::int64_t i = 0; i < row; ++i) sums[static_cast<std::size_t>(i)] = 4 * here[i];
        for (std::int64_t line = std::max<std::int64_t>(y - 1, 0); line < std::min(y + 2, height); ++line)
            for (const std::int64_t shift : {-channels, std::int64_t{0}, channels})
                add_shifted(from.data() + line * row, shift, row, sums.data());
        float* const into = to.data() + y * row;
        for (std::int64_t i = 0; i < row; ++i)
            into[i] = within(here[i] + share * (sums[static_cast<std::size_t>(i)] / 13 - here[i]), range);
    }
}

void gaussian_blur(std::span<const float> from, const Shape& shape, std::span<float> to, int size,
                   double deviation_x, double deviation_y) {
    thread_local std::vector<float> between;
    between.resize(from.size());
    const std::int64_t channels = channels_of(shape), row = shape[1] * channels;
    const std::vector<float> across = gaussian_kernel(size, deviation_x);
    const std::vector<float> along = gaussian_kernel(size, deviation_y);
    for (std::int64_t y = 0; y < shape[0]; ++y)
        convolve_lines(from.data() + y * row, between.data() + y * row, shape[1], channels, across);
    convolve_lines(between.data(), to.data(), shape[0], row, along);
}

}  // namespace glassnet
