// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tensor_image.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

double Tile::mean() const {
    double sum = 0;
    for (const float value : values) sum += static_cast<double>(value);
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

std::vector<Tile> tilesOfOutput(const Shape& shape, std::span<const float> values, int first, int most) {
    if (static_cast<std::int64_t>(values.size()) != shape.elements()) return {};
    if (shape.rank() != 3) return {Tile{1, static_cast<int>(values.size()), {values.begin(), values.end()}}};
    const int height = static_cast<int>(shape[0]), width = static_cast<int>(shape[1]),
              channels = static_cast<int>(shape[2]);
    std::vector<Tile> tiles;
    for (int channel = first; channel < std::min(channels, first + most); ++channel) {
        Tile tile{height, width, {}};
        tile.values.reserve(values.size() / static_cast<std::size_t>(channels));
        for (std::size_t at = static_cast<std::size_t>(channel); at < values.size();
             at += static_cast<std::size_t>(channels))
            tile.values.push_back(values[at]);
        tiles.push_back(std::move(tile));
    }
    return tiles;
}

std::vector<Tile> tilesOfKernel(const Shape& shape, std::span<const float> values, int inputChannel) {
    if (shape.rank() != 4 || static_cast<std::int64_t>(values.size()) != shape.elements()) return {};
    const auto height = static_cast<std::size_t>(shape[0]), width = static_cast<std::size_t>(shape[1]);
    const auto inputs = static_cast<std::size_t>(shape[2]), filters = static_cast<std::size_t>(shape[3]);
    const auto input = std::min(static_cast<std::size_t>(std::max(0, inputChannel)), inputs - 1);
    std::vector<Tile> tiles(
        filters, Tile{static_cast<int>(height), static_cast<int>(width), std::vector<float>(height * width)});
    for (std::size_t pixel = 0; pixel < height * width; ++pixel)
        for (std::size_t filter = 0; filter < filters; ++filter)
            tiles[filter].values[pixel] = values[(pixel * inputs + input) * filters + filter];
    return tiles;
}

QImage imageOf(const Tile& tile, const Scale& scale, ColourMap map, bool dark) {
    QImage image(tile.width, tile.height, QImage::Format_Indexed8);
    image.setColorTable(colourTable(map, dark));
    for (int row = 0; row < tile.height; ++row) {
        uchar* line = image.scanLine(row);
        for (int column = 0; column < tile.width; ++column)
            line[column] = static_cast<uchar>(colourIndex(static_cast<double>(tile.at(row, column)), scale));
    }
    return image;
}

QImage pictureOf(const Shape& shape, std::span<const float> values, double black, double white) {
    if (shape.rank() != 3 || static_cast<std::int64_t>(values.size()) != shape.elements()) return {};
    const int height = static_cast<int>(shape[0]), width = static_cast<int>(shape[1]);
    const auto channels = static_cast<std::size_t>(shape[2]);
    const auto level = [&](std::size_t at) {
        const double share = white > black ? (static_cast<double>(values[at]) - black) / (white - black) : 0;
        return std::isfinite(share) ? static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 255)) : 0;
    };
    QImage image(width, height, QImage::Format_RGB32);
    for (int row = 0; row < height; ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        for (int column = 0; column < width; ++column) {
            const std::size_t at = static_cast<std::size_t>(row * width + column) * channels;
            const int first = level(at);
            line[column] =
                channels >= 3 ? qRgb(first, level(at + 1), level(at + 2)) : qRgb(first, first, first);
        }
    }
    return image;
}

void drawTile(QPainter& painter, const QRectF& place, const QImage& image, bool smooth) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    painter.drawImage(place, smooth ? image.convertToFormat(QImage::Format_RGB32) : image);
    if (image.format() != QImage::Format_Indexed8) return;
    const double cellWidth = place.width() / image.width(), cellHeight = place.height() / image.height();
    for (int row = 0; row < image.height(); ++row)
        for (int column = 0; column < image.width(); ++column) {
            if (image.pixelIndex(column, row) != notANumberIndex) continue;
            const QRectF cell(place.left() + column * cellWidth, place.top() + row * cellHeight, cellWidth,
                              cellHeight);
            painter.fillRect(cell, QBrush(Qt::white));
            painter.fillRect(cell, QBrush(QColor(image.color(notANumberIndex)), Qt::BDiagPattern));
        }
}

}  // namespace glassnet::app
