// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace glassnet::app {

/// An on/off switch: a check box that looks like what it does. The knob's position shows the state, not its
/// colour alone.
class Switch : public QAbstractButton {
    Q_OBJECT
public:
    explicit Switch(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {36, 20}; }

protected:
    void paintEvent(QPaintEvent*) override;
};

}  // namespace glassnet::app
