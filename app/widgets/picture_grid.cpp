// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_grid.h"

#include "widgets/colours.h"
#include "widgets/fonts.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace glassnet::app {

PictureGrid::PictureGrid(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PictureGrid::show(const QList<Picture>& pictures, int side, int gap) {
    pictures_ = pictures;
    side_ = side;
    gap_ = gap;
    setFixedHeight(heightForWidth(width()));
    update();
}

void PictureGrid::pin(int number) {
    pinned_ = number;
    update();
}

int PictureGrid::columns(int width) const { return std::max(1, (width + gap_) / (side_ + gap_)); }

qsizetype PictureGrid::shown() const {
    return std::min<qsizetype>(pictures_.size(), static_cast<qsizetype>(columns(width())) * maximumRows_);
}

int PictureGrid::captionHeight() const {
    return std::ranges::any_of(pictures_, [](const Picture& p) { return !p.caption.isEmpty(); }) ? 17 : 0;
}

int PictureGrid::heightForWidth(int width) const {
    const int rows = std::min(maximumRows_, (static_cast<int>(pictures_.size()) + columns(width) - 1) / columns(width));
    return std::max(8, rows * (side_ + captionHeight() + gap_) - gap_ + 2);
}

void PictureGrid::resizeEvent(QResizeEvent*) {
    const int wanted = heightForWidth(width());
    if (wanted != height()) setFixedHeight(wanted);
}

QRect PictureGrid::placeOf(qsizetype index) const {
    const int per = columns(width()), at = static_cast<int>(index);
    return {(at % per) * (side_ + gap_), (at / per) * (side_ + captionHeight() + gap_), side_, side_};
}

qsizetype PictureGrid::indexAt(QPoint point) const {
    for (qsizetype i = 0; i < shown(); ++i)
        if (placeOf(i).contains(point)) return i;
    return -1;
}

void PictureGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setFont(textFont(11));
    const Colours& colours = coloursOf(palette());
    for (qsizetype i = 0; i < shown(); ++i) {
        const QRect place = placeOf(i);
        painter.fillRect(place, colours.field);
        const QSize size = pictures_[i].image.size().scaled(place.size(), Qt::KeepAspectRatio);
        QRect inner(QPoint(), size);
        inner.moveCenter(place.center());
        painter.drawImage(inner, pictures_[i].image);
        if (pictures_[i].number >= 0 && pictures_[i].number == pinned_) {
            painter.setPen(QPen(colours.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(place.adjusted(1, 1, -1, -1));
        }
        if (pictures_[i].caption.isEmpty()) continue;
        painter.setPen(colours.secondary);
        const QString text = QFontMetrics(painter.font()).elidedText(pictures_[i].caption, Qt::ElideRight, side_);
        painter.drawText(QRect(place.left(), place.bottom() + 3, side_, 14), Qt::AlignCenter, text);
    }
}

void PictureGrid::mousePressEvent(QMouseEvent* event) {
    const qsizetype index = indexAt(event->pos());
    if (index >= 0 && pictures_[index].number >= 0) Q_EMIT chosen(pictures_[index].number);
}

bool PictureGrid::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const qsizetype index = indexAt(help->pos());
    QToolTip::showText(help->globalPos(), index >= 0 ? pictures_[index].caption : QString(), this);
    return true;
}

}  // namespace glassnet::app
