// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <map>
#include <utility>

namespace glassnet::app {

/// The sizes of pictures, width × height: the area of a dot tells how many there are of one size.
class SizeScatter : public QWidget {
    Q_OBJECT
public:
    using Sizes = std::map<std::pair<int, int>, std::int64_t>;  // height, width; how many

    explicit SizeScatter(QWidget* parent = nullptr);
    void show(const Sizes& sizes);
    [[nodiscard]] QSize sizeHint() const override { return {200, 152}; }

protected:
    void paintEvent(QPaintEvent*) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] QPointF placeOf(int height, int width) const;
    [[nodiscard]] double radiusOf(std::int64_t count) const;

    Sizes sizes_;
    int widest_ = 1, highest_ = 1;
    std::int64_t most_ = 1;
};

}  // namespace glassnet::app
