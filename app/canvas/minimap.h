// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace glassnet::app {

class CanvasScene;

/// The whole network in small, with the visible part marked; a click or drag goes there.
class Minimap : public QWidget {
    Q_OBJECT
public:
    Minimap(const CanvasScene& scene, QWidget* parent);
    void showView(const QRectF& inView);

Q_SIGNALS:
    void wanted(QPointF centre);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QTransform toMap() const;
    const CanvasScene& scene_;
    QRectF inView_;
};

}  // namespace glassnet::app
