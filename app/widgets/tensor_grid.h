// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tensor_image.h"

#include <QWidget>

#include <vector>

namespace glassnet::app {

/// A grid of tiles (feature maps, kernels, samples) that tells which number is under the pointer. Arrow keys
/// move between the tiles.
class TensorGrid : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        int channel = 0;  // its number in the tensor: the grid may be sorted
        Tile tile;
        Scale scale;
    };
    struct Place {
        int channel = -1, row = -1, column = -1;
        double value = 0;
    };

    explicit TensorGrid(QWidget* parent = nullptr);

    void show(std::vector<Entry> entries, ColourMap map);
    void setColumns(int columns) {
        columns_ = columns;
        updateGeometry();
    }
    void setSmooth(bool smooth) { smooth_ = smooth; }
    /// Sets how many rows are shown at most; the owner describes the rest in words.
    void setMaximumRows(int rows) {
        maximumRows_ = rows;
        updateGeometry();
    }
    [[nodiscard]] int shownTiles() const;
    void select(int channel);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {60, 16}; }

Q_SIGNALS:
    void hovered(const glassnet::app::TensorGrid::Place& place);  // channel −1: the pointer has left
    void chosen(int channel);

protected:
    void paintEvent(QPaintEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void leaveEvent(QEvent*) override;
    void keyPressEvent(QKeyEvent*) override;
    void resizeEvent(QResizeEvent*) override;

private:
    [[nodiscard]] QRectF placeOf(int position) const;
    [[nodiscard]] QSizeF tileSize(int width) const;
    [[nodiscard]] int positionAt(QPointF point) const;
    void walk(int by);

    std::vector<Entry> entries_;
    ColourMap map_ = ColourMap::viridis;
    int columns_ = 4;
    int maximumRows_ = 1000;
    int selected_ = -1;
    bool smooth_ = true;
};

}  // namespace glassnet::app

Q_DECLARE_METATYPE(glassnet::app::TensorGrid::Place)
