// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/colour_map.h"

#include <QWidget>

namespace glassnet::app {

/// The legend of a colour map: its lowest value, the colours, its highest value.
class ColourBar : public QWidget {
    Q_OBJECT
public:
    explicit ColourBar(QWidget* parent = nullptr);
    void show(const Scale& scale, ColourMap map);
    [[nodiscard]] QSize sizeHint() const override { return {200, 16}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Scale scale_;
    ColourMap map_ = ColourMap::viridis;
};

}  // namespace glassnet::app
