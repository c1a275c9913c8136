// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace glassnet::app {

/// A label of one line that can shrink: where there is no room its end becomes "…" and the tool tip shows the
/// whole. Plain text only.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QString shown() const;
};

}  // namespace glassnet::app
