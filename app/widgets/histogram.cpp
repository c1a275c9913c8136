// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/histogram.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassnet::app {

Bins binned(std::span<const float> values, int count, BinRange range) {
    Bins bins{.lowest = std::numeric_limits<double>::infinity(),
              .highest = -std::numeric_limits<double>::infinity(),
              .counts = std::vector<int>(static_cast<std::size_t>(count)),
              .notNumbers = 0};
    for (const float value : values) {
        if (!std::isfinite(value)) {
            ++bins.notNumbers;
            continue;
        }
        bins.lowest = std::min(bins.lowest, static_cast<double>(value));
        bins.highest = std::max(bins.highest, static_cast<double>(value));
    }
    if (bins.lowest > bins.highest) bins.lowest = bins.highest = 0;
    if (range == BinRange::symmetric && bins.lowest < 0 && bins.highest > 0)
        bins.lowest = -(bins.highest = std::max(-bins.lowest, bins.highest));
    if (bins.lowest == bins.highest) {
        bins.lowest -= 0.5;
        bins.highest += 0.5;
    }
    for (const float value : values) {
        if (!std::isfinite(value)) continue;
        const double share = (static_cast<double>(value) - bins.lowest) / (bins.highest - bins.lowest);
        ++bins.counts[static_cast<std::size_t>(std::clamp(static_cast<int>(share * count), 0, count - 1))];
    }
    return bins;
}

Histogram::Histogram(QWidget* parent) : QWidget(parent) { setFixedHeight(84); }

void Histogram::show(const Bins& bins, const QColor& colour) {
    bins_ = bins;
    colour_ = colour;
    update();
}

void Histogram::paintEvent(QPaintEvent*) {
    if (bins_.counts.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    const QRectF area(0, 2, width(), height() - 20);
    const int most = std::max(1, *std::ranges::max_element(bins_.counts));
    const double step = area.width() / static_cast<double>(bins_.counts.size());
    QColor fill = colour_;
    fill.setAlphaF(0.75F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    for (std::size_t i = 0; i < bins_.counts.size(); ++i) {
        if (bins_.counts[i] == 0) continue;
        const double tall = std::max(1.0, bins_.counts[i] * area.height() / most);
        painter.drawRoundedRect(QRectF(area.left() + static_cast<double>(i) * step, area.bottom() - tall,
                                       std::max(1.0, step - 1), tall),
                                1, 1);
    }
    painter.setPen(QPen(colours.line, 1));
    painter.drawLine(area.bottomLeft() + QPointF(0, .5), area.bottomRight() + QPointF(0, .5));
    painter.setFont(textFont(10.5));
    painter.setPen(colours.faint);
    const double baseline = height() - 4;
    const QString low = valueText(bins_.lowest), high = valueText(bins_.highest);
    drawTabular(painter, {0, baseline}, low);
    drawTabular(painter, {width() - tabularWidth(painter.font(), high), baseline}, high);
    if (bins_.notNumbers > 0) {
        painter.setPen(colours.error);
        painter.drawText(QRectF(0, baseline - 11, width(), 14), Qt::AlignHCenter,
                         tr("%n not finite", nullptr, bins_.notNumbers));
    } else if (bins_.lowest < 0 && bins_.highest > 0) {
        const double zero = -bins_.lowest / (bins_.highest - bins_.lowest) * width();
        const double free = tabularWidth(painter.font(), low) + 8;  // no text over another
        if (zero > free && zero < width() - free)
            painter.drawText(QRectF(zero - 20, baseline - 11, 40, 14), Qt::AlignHCenter, QStringLiteral("0"));
    }
}

bool Histogram::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || bins_.counts.empty()) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const double step = (bins_.highest - bins_.lowest) / static_cast<double>(bins_.counts.size());
    const auto bin = static_cast<std::size_t>(
        std::clamp(help->pos().x() * static_cast<int>(bins_.counts.size()) / std::max(1, width()), 0,
                   static_cast<int>(bins_.counts.size()) - 1));
    const double from = bins_.lowest + static_cast<double>(bin) * step;
    QToolTip::showText(
        help->globalPos(),
        tr("%1 to %2: %3 values").arg(valueText(from), valueText(from + step), countText(bins_.counts[bin])),
        this);
    return true;
}

}  // namespace glassnet::app
