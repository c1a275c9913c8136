// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace glassnet::app {

namespace {

QString pathOf(const QString& name) { return QStringLiteral(":/icons/%1.svg").arg(name); }

QByteArray tintedSource(const QString& name, const QColor& colour) {
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

}  // namespace

bool hasIcon(const QString& name) { return !name.isEmpty() && QFile::exists(pathOf(name)); }

void paintIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& place) {
    QSvgRenderer renderer(tintedSource(name, colour));
    if (renderer.isValid()) renderer.render(&painter, place);
}

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, double ratio) {
    const QString key = QStringLiteral("glassnet/%1/%2/%3/%4").arg(name, colour.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(qRound(size * ratio), qRound(size * ratio));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, name, colour, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon tintedIcon(const QString& name, const QColor& colour, const QColor& disabled) {
    QIcon icon;
    for (const double ratio : {1.0, 2.0, 3.0}) {
        icon.addPixmap(iconPixmap(name, colour, 16, ratio));
        if (disabled.isValid()) icon.addPixmap(iconPixmap(name, disabled, 16, ratio), QIcon::Disabled);
    }
    return icon;
}

void paintIconTile(QPainter& painter, const QString& name, const QColor& colour, const QRectF& place) {
    QColor back = colour;
    back.setAlphaF(0.16F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(back);
    const double radius = place.width() * 0.22;
    painter.drawRoundedRect(place, radius, radius);
    const double margin = place.width() * 0.16;
    const QRectF inner = place.adjusted(margin, margin, -margin, -margin);
    const double ratio = painter.device()->devicePixelRatioF() * painter.worldTransform().m11();
    const int size = qMax(1, qRound(inner.width()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(inner, iconPixmap(name, colour, size, qMax(1.0, ratio)), QRectF());
}

}  // namespace glassnet::app
