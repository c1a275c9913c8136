// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace glassnet::app {

/// A frame as high as its content, which scrolls where there is less room.
class ShrinkingArea : public QScrollArea {
    Q_OBJECT
public:
    explicit ShrinkingArea(QWidget* content);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, widget()->isHidden() ? 0 : 40}; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
};

}  // namespace glassnet::app
