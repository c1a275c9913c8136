// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tensor_grid.h"

#include "widgets/colours.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace glassnet::app {

namespace {
constexpr double gap = 4;
}

TensorGrid::TensorGrid(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TensorGrid::show(std::vector<Entry> entries, ColourMap map) {
    const auto shape = [](const std::vector<Entry>& list) {
        return list.empty() ? QSize() : QSize(list.front().tile.width, list.front().tile.height);
    };
    const bool relaid = entries.size() != entries_.size() || shape(entries) != shape(entries_);
    entries_ = std::move(entries);
    map_ = map;
    if (relaid) {
        setFixedHeight(heightForWidth(width()));
        updateGeometry();
    }
    update();
}

void TensorGrid::resizeEvent(QResizeEvent*) {
    const int wanted = heightForWidth(width());
    if (wanted != height()) setFixedHeight(wanted);
}

int TensorGrid::shownTiles() const {
    return std::min(static_cast<int>(entries_.size()), columns_ * maximumRows_);
}

void TensorGrid::select(int channel) {
    if (channel == selected_) return;
    selected_ = channel;
    update();
}

QSizeF TensorGrid::tileSize(int width) const {
    const double side = std::max(4.0, (width - gap * (columns_ - 1)) / columns_);
    if (entries_.empty()) return {side, side};
    const Tile& tile = entries_.front().tile;
    // A vector is a bar; very flat or tall pictures keep their form within limits.
    const double form = tile.height == 1 && tile.width > 4
                            ? 0.11
                            : std::clamp(static_cast<double>(tile.height) / tile.width, 0.4, 2.0);
    return {side, side * (columns_ <= 6 ? std::min(form, 0.8) : form)};
}

int TensorGrid::heightForWidth(int width) const {
    const int rows = (shownTiles() + columns_ - 1) / columns_;
    return rows == 0 ? 16 : static_cast<int>(rows * (tileSize(width).height() + gap) - gap + 1);
}

QSize TensorGrid::sizeHint() const { return {280, heightForWidth(width() > 60 ? width() : 280)}; }

QRectF TensorGrid::placeOf(int position) const {
    const QSizeF size = tileSize(width());
    const int column = position % columns_, row = position / columns_;
    return {column * (size.width() + gap), row * (size.height() + gap), size.width(), size.height()};
}

int TensorGrid::positionAt(QPointF point) const {
    for (int position = 0; position < shownTiles(); ++position)
        if (placeOf(position).contains(point)) return position;
    return -1;
}

void TensorGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Colours& colours = coloursOf(palette());
    for (int position = 0; position < shownTiles(); ++position) {
        const Entry& entry = entries_[static_cast<std::size_t>(position)];
        const QRectF place = placeOf(position);
        drawTile(painter, place, imageOf(entry.tile, entry.scale, map_, colours.dark), smooth_);
        if (entry.channel != selected_) continue;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.panel, 1));
        painter.drawRect(place.adjusted(1.5, 1.5, -1.5, -1.5));
        painter.setPen(QPen(colours.accent, 2));
        painter.drawRoundedRect(place.adjusted(0, 0, 0, 0).adjusted(.5, .5, -.5, -.5), 2, 2);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (hasFocus() && selected_ < 0 && !entries_.empty()) {
        painter.setPen(QPen(colours.accent, 1, Qt::DotLine));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TensorGrid::mouseMoveEvent(QMouseEvent* event) {
    const int position = positionAt(event->position());
    if (position < 0) {
        Q_EMIT hovered({});
        return;
    }
    const Entry& entry = entries_[static_cast<std::size_t>(position)];
    const QRectF place = placeOf(position);
    const auto cell = [](double offset, double size, int count) {
        return std::clamp(static_cast<int>(offset / size * count), 0, count - 1);
    };
    const int row = cell(event->position().y() - place.top(), place.height(), entry.tile.height);
    const int column = cell(event->position().x() - place.left(), place.width(), entry.tile.width);
    Q_EMIT hovered({entry.channel, row, column, static_cast<double>(entry.tile.at(row, column))});
}

void TensorGrid::leaveEvent(QEvent*) { Q_EMIT hovered({}); }

void TensorGrid::mousePressEvent(QMouseEvent* event) {
    const int position = positionAt(event->position());
    if (position >= 0) Q_EMIT chosen(entries_[static_cast<std::size_t>(position)].channel);
}

void TensorGrid::walk(int by) {
    const auto found = std::ranges::find(entries_, selected_, &Entry::channel);
    const int now = found == entries_.end() ? -by : static_cast<int>(found - entries_.begin());
    const int next = std::clamp(now + by, 0, std::max(0, shownTiles() - 1));
    if (!entries_.empty()) Q_EMIT chosen(entries_[static_cast<std::size_t>(next)].channel);
}

void TensorGrid::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            return walk(-1);
        case Qt::Key_Right:
            return walk(1);
        case Qt::Key_Up:
            return walk(-columns_);
        case Qt::Key_Down:
            return walk(columns_);
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace glassnet::app
