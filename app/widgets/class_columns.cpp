// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/class_columns.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

namespace {

constexpr int leastWidth = 48, usualWidth = 76, mostWidth = 120;
constexpr int countHeight = 18, barHeight = 56, meanSide = 44, nameHeight = 18, space = 6;

}  // namespace

std::array<QColor, 3> partColours(const QPalette& palette) {
    const Colours& colours = coloursOf(palette);
    return {colours.training, colours.validation, colours.role(QStringLiteral("input"))};
}

ClassColumns::ClassColumns(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ClassColumns::show(std::vector<ClassColumn> columns, bool pictures) {
    if (columns == columns_ && pictures == pictures_) return;
    columns_ = std::move(columns);
    pictures_ = pictures;
    most_ = 1;
    for (const ClassColumn& column : columns_) most_ = std::max(most_, column.total());
    here_ = std::clamp(here_, 0, std::max(0, count() - 1));
    updateGeometry();
    update();
}

void ClassColumns::choose(int number) {
    chosen_ = number;
    update();
}

QSize ClassColumns::sizeHint() const { return {count() * usualWidth, minimumSizeHint().height()}; }

QSize ClassColumns::minimumSizeHint() const {
    return {count() * leastWidth,
            countHeight + barHeight + space + (pictures_ ? meanSide + 2 : 0) + nameHeight};
}

double ClassColumns::columnWidth() const {
    return count() == 0 ? mostWidth
                        : std::clamp(static_cast<double>(width()) / count(), static_cast<double>(leastWidth),
                                     static_cast<double>(mostWidth));
}

QRect ClassColumns::placeOf(int number) const {
    const int left = qRound(number * columnWidth());
    return {left, 0, qRound((number + 1) * columnWidth()) - left, height()};
}

int ClassColumns::numberAt(QPoint point) const {
    const int number = static_cast<int>(std::floor(point.x() / columnWidth()));
    return number >= 0 && number < count() ? number : -1;
}

/// Paints the parts from below, training first.
void ClassColumns::paintBar(QPainter& painter, const ClassColumn& column, const QRectF& place) const {
    const auto colours = partColours(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(coloursOf(palette()).field);
    painter.drawRoundedRect(place, 3, 3);
    double below = place.bottom();
    for (std::size_t part = 0; part < colours.size(); ++part) {
        if (column.counts[part] == 0) continue;
        const double share = static_cast<double>(column.counts[part]) / static_cast<double>(most_);
        const double tall = std::max(1.0, share * place.height());
        painter.fillRect(QRectF(place.left(), below - tall, place.width(), tall), colours[part]);
        below -= tall;
    }
}

void ClassColumns::paintColumn(QPainter& painter, int number) const {
    const ClassColumn& column = columns_[static_cast<std::size_t>(number)];
    const Colours& colours = coloursOf(palette());
    const QRect place = placeOf(number);
    const bool chosen = number == chosen_, here = hasFocus() && number == here_;
    if (chosen || here) {
        painter.setPen(here ? QPen(colours.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(chosen ? QBrush(colours.accentSoft) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(place).adjusted(1.5, .5, -1.5, -.5), 6, 6);
    }
    painter.setFont(textFont(11, column.rare ? QFont::DemiBold : QFont::Normal));
    painter.setPen(column.rare ? colours.warning : colours.secondary);
    const QString count = countText(column.total());
    const double wide = tabularWidth(painter.font(), count) + (column.rare ? 15 : 0);
    const double left = place.center().x() - wide / 2;
    if (column.rare)
        painter.drawPixmap(QPointF(left, 3),
                           iconPixmap(QStringLiteral("warning"), colours.warning, 12, devicePixelRatioF()));
    drawTabular(painter, {left + (column.rare ? 15 : 0), 13}, count);
    const double barWidth = std::min(32.0, place.width() * 0.5);
    paintBar(painter, column, {place.center().x() - barWidth / 2, countHeight, barWidth, barHeight});
    if (!column.mean.isNull()) {
        QRect mean(QPoint(), column.mean.size().scaled(meanSide, meanSide, Qt::KeepAspectRatio));
        mean.moveCenter({place.center().x(), countHeight + barHeight + space + meanSide / 2});
        painter.drawImage(mean, column.mean);
    }
    painter.setFont(textFont(11, chosen ? QFont::DemiBold : QFont::Normal));
    painter.setPen(colours.text);
    painter.drawText(QRect(place.left(), height() - nameHeight, place.width(), nameHeight), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(column.name, Qt::ElideRight, place.width() - 8));
}

/// Paints only the visible classes: there may be ten thousand.
void ClassColumns::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const int first = static_cast<int>(event->rect().left() / columnWidth()),
              last = static_cast<int>(event->rect().right() / columnWidth());
    for (int number = std::max(0, first); number <= std::min(last, count() - 1); ++number)
        paintColumn(painter, number);
}

QString ClassColumns::wordsOf(int number) const {
    const ClassColumn& column = columns_[static_cast<std::size_t>(number)];
    QString words = tr("%1: %2 training, %3 validation, %4 test")
                        .arg(column.name, countText(column.counts[0]), countText(column.counts[1]),
                             countText(column.counts[2]));
    if (column.rare)
        words += QLatin1Char('\n') + tr("Rare: the largest class has three times as many or more.");
    return words;
}

void ClassColumns::walkTo(int number) {
    if (number < 0 || number >= count()) return;
    here_ = number;
    setAccessibleDescription(wordsOf(number));
    update();
    Q_EMIT reached(placeOf(number));
}

void ClassColumns::mousePressEvent(QMouseEvent* event) {
    const int number = numberAt(event->pos());
    if (number >= 0) here_ = number;
    Q_EMIT chosen(number == chosen_ ? -1 : number);
}

void ClassColumns::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            return walkTo(here_ - 1);
        case Qt::Key_Right:
            return walkTo(here_ + 1);
        case Qt::Key_Home:
            return walkTo(0);
        case Qt::Key_End:
            return walkTo(count() - 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (count() > 0) Q_EMIT chosen(here_ == chosen_ ? -1 : here_);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void ClassColumns::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void ClassColumns::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

bool ClassColumns::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int number = numberAt(help->pos());
    QToolTip::showText(help->globalPos(), number >= 0 ? wordsOf(number) : QString(), this);
    return true;
}

}  // namespace glassnet::app
