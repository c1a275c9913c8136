// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shrinking_area.h"

#include <QResizeEvent>

namespace glassnet::app {

ShrinkingArea::ShrinkingArea(QWidget* content) {
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setWidget(content);
}

QSize ShrinkingArea::sizeHint() const {
    if (widget()->isHidden()) return {0, 0};
    const QSize size = widget()->sizeHint();
    return {size.width(), widget()->hasHeightForWidth() ? widget()->heightForWidth(width()) : size.height()};
}

/// The content is as high as what it shows.
bool ShrinkingArea::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() &&
        (event->type() == QEvent::LayoutRequest || event->type() == QEvent::ShowToParent ||
         event->type() == QEvent::HideToParent))
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

/// Lines of text are broken otherwise at another width.
void ShrinkingArea::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) updateGeometry();
}

}  // namespace glassnet::app
