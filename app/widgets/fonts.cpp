// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fonts.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

namespace glassnet::app {

QFont textFont(double pixels, QFont::Weight weight) {
    QFont font = QGuiApplication::font();
    font.setPixelSize(qRound(pixels));
    if (pixels != static_cast<int>(pixels)) font.setPointSizeF(pixels * 0.75);
    font.setWeight(weight);
    return font;
}

QFont monospacedFont(double pixels) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(qRound(pixels));
    return font;
}

namespace {

/// Calls `place(text, x)` for every piece, digits one by one.
template <class Place>
double layTabular(const QFontMetricsF& metrics, const QString& text, Place place) {
    const double digit = metrics.horizontalAdvance(QLatin1Char('0'));
    double x = 0;
    QString piece;
    const auto flush = [&] {
        if (piece.isEmpty()) return;
        place(piece, x);
        x += metrics.horizontalAdvance(piece);
        piece.clear();
    };
    for (const QChar c : text) {
        if (!c.isDigit()) {
            piece += c;
            continue;
        }
        flush();
        place(QString(c), x + (digit - metrics.horizontalAdvance(c)) / 2);
        x += digit;
    }
    flush();
    return x;
}

}  // namespace

double drawTabular(QPainter& painter, QPointF baseline, const QString& text) {
    return layTabular(QFontMetricsF(painter.font()), text, [&](const QString& piece, double x) {
        painter.drawText(baseline + QPointF(x, 0), piece);
    });
}

double tabularWidth(const QFont& font, const QString& text) {
    return layTabular(QFontMetricsF(font), text, [](const QString&, double) {});
}

}  // namespace glassnet::app
