// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/shape.h"
#include "widgets/colour_map.h"

#include <QImage>

#include <span>
#include <vector>

namespace glassnet::app {

/// A tensor cut into the pictures that people see: one per channel, per filter or, for a vector, a single
/// row.
struct Tile {
    int height = 0;
    int width = 0;
    std::vector<float> values;  // height × width, row by row
    [[nodiscard]] float at(int row, int column) const {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                      static_cast<std::size_t>(column)];
    }
    [[nodiscard]] double mean() const;
    friend bool operator==(const Tile&, const Tile&) = default;
};

/// Returns the channels `first` … of an output: height × width × channels gives one tile per channel, a
/// vector one row.
[[nodiscard]] std::vector<Tile> tilesOfOutput(const Shape& shape, std::span<const float> values,
                                              int first = 0, int most = 1 << 20);

/// Returns the tiles of a convolution's kernel, height × width × inputs × filters: one tile per filter, of
/// one input channel.
[[nodiscard]] std::vector<Tile> tilesOfKernel(const Shape& shape, std::span<const float> values,
                                              int inputChannel);

/// Returns the tile as an image, one pixel per value.
[[nodiscard]] QImage imageOf(const Tile& tile, const Scale& scale, ColourMap map, bool dark);

/// Returns a sample as people see it: grey or RGB, from the value that is drawn black to the one that is
/// drawn white.
[[nodiscard]] QImage pictureOf(const Shape& shape, std::span<const float> values, double black, double white);

/// Draws the image into the place, values as crisp squares where they are large, smooth where the picture is
/// scaled down; what is not a number is hatched.
void drawTile(QPainter& painter, const QRectF& place, const QImage& image, bool smooth);

}  // namespace glassnet::app
