// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/size_scatter.h"

#include "widgets/axis_scale.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

SizeScatter::SizeScatter(QWidget* parent) : QWidget(parent) {
    setFixedSize(sizeHint());
    setAccessibleName(tr("Sizes of the pictures"));
}

void SizeScatter::show(const Sizes& sizes) {
    sizes_ = sizes;
    int width = 1, height = 1;
    most_ = 1;
    for (const auto& [size, count] : sizes) {
        height = std::max(height, size.first);
        width = std::max(width, size.second);
        most_ = std::max(most_, count);
    }
    widest_ = static_cast<int>(std::ceil(roundUp(width)));
    highest_ = static_cast<int>(std::ceil(roundUp(height)));
    if (!sizes.empty()) {
        const auto usual = std::ranges::max_element(sizes, {}, &Sizes::value_type::second);
        setAccessibleDescription(tr("%1 sizes, up to %2 × %3; most often %4 × %5")
                                     .arg(countText(static_cast<std::int64_t>(sizes.size())))
                                     .arg(width)
                                     .arg(height)
                                     .arg(usual->first.second)
                                     .arg(usual->first.first));
    }
    update();
}

QRectF SizeScatter::area() const { return {34.5, 8.5, width() - 44.0, height() - 28.0}; }

QPointF SizeScatter::placeOf(int height, int width) const {
    const QRectF field = area();
    return {field.left() + field.width() * width / widest_,
            field.bottom() - field.height() * height / highest_};
}

double SizeScatter::radiusOf(std::int64_t count) const {
    return std::max(1.6, 9 * std::sqrt(static_cast<double>(count) / static_cast<double>(most_)));
}

void SizeScatter::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    const QRectF field = area();
    painter.setPen(QPen(colours.line, 1));
    painter.drawLine(field.topLeft(), field.bottomLeft());
    painter.drawLine(field.bottomLeft(), field.bottomRight());
    // Pictures as high as wide lie on it.
    const double same = std::min(widest_, highest_);
    painter.setPen(QPen(colours.line, 1, Qt::DashLine));
    painter.drawLine(field.bottomLeft(), placeOf(static_cast<int>(same), static_cast<int>(same)));
    painter.setFont(textFont(10.5));
    painter.setPen(colours.secondary);
    const QRectF below(field.left(), field.bottom() + 3, field.width(), 15);
    painter.drawText(below, Qt::AlignRight, QString::number(widest_));
    painter.drawText(below, Qt::AlignHCenter, tr("width"));
    painter.drawText(QRectF(0, field.top() - 6, 30, 15), Qt::AlignRight, QString::number(highest_));
    painter.drawText(QRectF(0, field.bottom() - 8, 30, 15), Qt::AlignRight, QStringLiteral("0"));
    painter.save();
    painter.translate(11, field.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-40, -8, 80, 15), Qt::AlignCenter, tr("height"));
    painter.restore();
    QColor fill = colours.training;
    fill.setAlphaF(0.5F);
    painter.setPen(QPen(colours.training, 1));
    painter.setBrush(fill);
    for (const auto& [size, count] : sizes_)
        painter.drawEllipse(placeOf(size.first, size.second), radiusOf(count), radiusOf(count));
}

/// Tells the size whose dot is nearest, in words.
bool SizeScatter::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString words;
    double nearest = 12;
    for (const auto& [size, count] : sizes_) {
        const QPointF away = placeOf(size.first, size.second) - help->pos();
        const double distance = std::hypot(away.x(), away.y());
        if (distance >= nearest) continue;
        nearest = distance;
        words = tr("%1 × %2: %n pictures", nullptr, static_cast<int>(count)).arg(size.second).arg(size.first);
    }
    QToolTip::showText(help->globalPos(), words, this);
    return true;
}

}  // namespace glassnet::app
