// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/class_bars.h"

#include "widgets/colours.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

namespace {
constexpr int rowHeight = 20;
}

void ClassBars::show(const QStringList& names, const std::vector<float>& shares, int truth) {
    names_ = names;
    shares_ = shares;
    truth_ = truth;
    setFixedHeight(static_cast<int>(names.size()) * rowHeight);
    update();
}

/// Paints only the visible rows: there may be ten thousand classes.
void ClassBars::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    const auto best = static_cast<int>(std::ranges::max_element(shares_) - shares_.begin());
    constexpr double left = 110, right = 52;
    const int rows = std::min(static_cast<int>(names_.size()), static_cast<int>(shares_.size()));
    const int first = std::max(0, event->rect().top() / rowHeight),
              end = std::min(rows, event->rect().bottom() / rowHeight + 1);
    for (int i = first; i < end; ++i) {
        const double top = i * rowHeight;
        painter.setFont(textFont(12, i == best ? QFont::DemiBold : QFont::Normal));
        painter.setPen(i == best ? colours.text : colours.secondary);
        const QString name =
            QFontMetrics(painter.font()).elidedText(names_[i], Qt::ElideRight, static_cast<int>(left) - 22);
        painter.drawText(QRectF(16, top, left - 18, rowHeight), Qt::AlignVCenter, name);
        if (i == truth_)
            painter.drawPixmap(QPointF(0, top + 4),
                               iconPixmap(QStringLiteral("good"), colours.accent, 12, devicePixelRatioF()));
        const double share = static_cast<double>(shares_[static_cast<std::size_t>(i)]);
        const QRectF track(left, top + 6, width() - left - right, 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.field);
        painter.drawRoundedRect(track, 4, 4);
        painter.setBrush(i == best ? (truth_ < 0 || i == truth_ ? colours.accent : colours.validation)
                                   : mixed(colours.field, colours.faint, 0.6));
        const double wide = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) * track.width() : 0;
        if (wide >= 1)
            painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(wide, 4.0), track.height()), 4,
                                    4);
        painter.setPen(i == best ? colours.text : colours.faint);
        const QString text = std::isfinite(share)
                                 ? QLocale().toString(share * 100, 'f', 1) + QStringLiteral(" %")
                                 : QStringLiteral("?");
        drawTabular(painter, {width() - tabularWidth(painter.font(), text), top + 14}, text);
    }
}

}  // namespace glassnet::app
