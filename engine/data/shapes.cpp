// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/shapes.h"

#include "base/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace glassnet {

namespace {

constexpr std::int64_t side = 224;
constexpr std::uint64_t shapes_seed = 1;
constexpr int training_pictures = 160, test_pictures = 40;

double distance(double x, double y) { return std::sqrt(x * x + y * y); }
double box(double x, double y, double width, double height) {
    return std::max(std::abs(x) - width, std::abs(y) - height);
}
double bar_pair(double x, double y) {
    return std::min(box(x, y - 0.5, 0.9, 0.22), box(x, y + 0.5, 0.9, 0.22));
}

/// Returns the half-plane distance of a regular polygon, the first corner above.
double polygon(double x, double y, int corners) {
    const double inner = std::cos(std::numbers::pi / corners);
    double furthest = -1;
    for (int edge = 0; edge < corners; ++edge) {
        const double angle = std::numbers::pi * (0.5 + (2 * edge + 1) / static_cast<double>(corners));
        furthest = std::max(furthest, x * std::cos(angle) + y * std::sin(angle) - inner);
    }
    return furthest;
}

double star(double x, double y) {
    const double angle = std::atan2(y, x), sector = 2 * std::numbers::pi / 5;
    const double turned = std::abs(angle - sector * std::round(angle / sector));
    return distance(x, y) - (1 - 0.55 * turned / (sector / 2));
}

/// A shape within the circle of radius 1 about 0: negative inside.
struct ShapeKind {
    const char* name;
    double (*outside)(double x, double y);
};

constexpr std::array shape_kinds{
    ShapeKind{"circle", [](double x, double y) { return distance(x, y) - 0.9; }},
    ShapeKind{"ring", [](double x, double y) { return std::abs(distance(x, y) - 0.75) - 0.2; }},
    ShapeKind{"square", [](double x, double y) { return box(x, y, 0.7, 0.7); }},
    ShapeKind{"frame", [](double x, double y) { return std::abs(box(x, y, 0.6, 0.6)) - 0.13; }},
    ShapeKind{"triangle", [](double x, double y) { return polygon(x, y, 3); }},
    ShapeKind{"hexagon", [](double x, double y) { return polygon(x, y, 6); }},
    ShapeKind{"cross",
              [](double x, double y) { return std::min(box(x, y, 0.95, 0.25), box(x, y, 0.25, 0.95)); }},
    ShapeKind{"star", [](double x, double y) { return star(x, y); }},
    ShapeKind{"bars", [](double x, double y) { return bar_pair(x, y); }},
    ShapeKind{"crescent", [](double x, double y) {
                  return std::max(distance(x, y) - 0.95, 0.75 - distance(x - 0.45, y));
              }}};

using Colour = std::array<double, 3>;

Colour any_colour(Random& random, double low, double high) {
    Colour colour{};
    for (double& part : colour) part = low + (high - low) * static_cast<double>(random.uniform());
    return colour;
}

void draw(const ShapeKind& kind, Random& random, std::uint8_t* pixels) {
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random.uniform());
    };
    const bool bright = random.below(2) == 1;  // the shape or its ground
    const Colour shape = any_colour(random, bright ? 140 : 0, bright ? 255 : 115),
                 ground = any_colour(random, bright ? 0 : 140, bright ? 115 : 255);
    const double radius = between(40, 80), turn = between(-0.35, 0.35);
    const double centre_x = between(radius, side - radius), centre_y = between(radius, side - radius);
    const double cosine = std::cos(turn) / radius, sine = std::sin(turn) / radius;
    for (std::int64_t row = 0; row < side; ++row) {
        for (std::int64_t column = 0; column < side; ++column) {
            const double across = static_cast<double>(column) + 0.5 - centre_x,
                         up = centre_y - static_cast<double>(row) - 0.5;
            const double outside =
                kind.outside(across * cosine + up * sine, up * cosine - across * sine) * radius;
            const double share = std::clamp(0.5 - outside, 0.0, 1.0);  // edges are one pixel soft
            for (std::size_t channel = 0; channel < 3; ++channel)
                *pixels++ = static_cast<std::uint8_t>(
                    std::lround(ground[channel] + share * (shape[channel] - ground[channel])));
        }
    }
}

DataPart drawn_part(int count, std::uint32_t part) {
    constexpr std::int64_t bytes = side * side * 3;
    DataPart result;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(count * bytes));
    for (int i = 0; i < count; ++i) {
        Random random(shapes_seed, Random::Purpose::generated_data, part, static_cast<std::uint32_t>(i));
        const std::size_t number = static_cast<std::size_t>(i) % shape_kinds.size();
        draw(shape_kinds[number], random, pixels.data() + i * bytes);
        result.targets.push_back(static_cast<float>(number));
    }
    result.count = count;
    result.inputs = SampleValues(std::move(pixels), bytes);
    return result;
}

}  // namespace

Dataset generated_shapes() {
    Dataset dataset;
    dataset.summary.sample_shape = {side, side, 3};
    for (const ShapeKind& kind : shape_kinds) dataset.summary.class_names.emplace_back(kind.name);
    dataset.training = drawn_part(training_pictures, 2);
    dataset.test = drawn_part(test_pictures, 3);
    return dataset;
}

}  // namespace glassnet
