// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture_grid.h"

#include "widgets/colours.h"
#include "widgets/fonts.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace glassnet::app {

PictureGrid::PictureGrid(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::StrongFocus);
}

void PictureGrid::show(const QList<Picture>& pictures, int side, int gap) {
    pictures_ = pictures;
    here_ = 0;
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
    constexpr int line = 14;
    qsizetype lines = 0;
    for (const Picture& picture : pictures_)
        if (!picture.caption.isEmpty()) lines = std::max(lines, picture.caption.count(QLatin1Char('\n')) + 1);
    return lines > 0 ? static_cast<int>(lines) * line + 3 : 0;
}

int PictureGrid::heightForWidth(int width) const {
    const int rows =
        std::min(maximumRows_, (static_cast<int>(pictures_.size()) + columns(width) - 1) / columns(width));
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

void PictureGrid::paintPicture(QPainter& painter, qsizetype index) const {
    const Picture& picture = pictures_[index];
    const Colours& colours = coloursOf(palette());
    const QRect place = placeOf(index);
    painter.fillRect(place, colours.field);
    painter.setPen(colours.secondary);
    if (picture.image.isNull()) {
        painter.drawText(place, Qt::AlignCenter, QStringLiteral("#%1").arg(picture.number));
    } else {
        QRect inner(QPoint(), picture.image.size().scaled(place.size(), Qt::KeepAspectRatio));
        inner.moveCenter(place.center());
        painter.drawImage(inner, picture.image);
    }
    const QStringList lines = picture.caption.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (int line = 0; line < lines.size(); ++line)
        painter.drawText(QRect(place.left(), place.bottom() + 3 + 14 * line, side_, 14), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(lines[line], Qt::ElideRight, side_));
    const bool pinned = picture.number >= 0 && picture.number == pinned_;
    if (!pinned && !(hasFocus() && index == here_)) return;
    painter.setPen(QPen(pinned ? colours.accent : colours.secondary, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place.adjusted(1, 1, -1, -1));
}

void PictureGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setFont(textFont(11));
    for (qsizetype i = 0; i < shown(); ++i) paintPicture(painter, i);
}

void PictureGrid::walkTo(qsizetype index) {
    if (index < 0 || index >= shown()) return;
    here_ = index;
    setAccessibleDescription(pictures_[index].caption);
    update();
}

void PictureGrid::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            return walkTo(here_ - 1);
        case Qt::Key_Right:
            return walkTo(here_ + 1);
        case Qt::Key_Up:
            return walkTo(here_ - columns(width()));
        case Qt::Key_Down:
            return walkTo(here_ + columns(width()));
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (here_ < shown() && pictures_[here_].number >= 0) Q_EMIT chosen(pictures_[here_].number);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void PictureGrid::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void PictureGrid::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

void PictureGrid::mousePressEvent(QMouseEvent* event) {
    const qsizetype index = indexAt(event->pos());
    if (index < 0) return;
    here_ = index;
    if (pictures_[index].number >= 0) Q_EMIT chosen(pictures_[index].number);
}

bool PictureGrid::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const qsizetype index = indexAt(help->pos());
    QToolTip::showText(help->globalPos(), index >= 0 ? pictures_[index].caption : QString(), this);
    return true;
}

}  // namespace glassnet::app
