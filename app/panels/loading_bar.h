// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/load_rate.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace glassnet::app {

/// How far the loading of data has come, with a way to end it; hidden when there is nothing to tell.
class LoadingBar : public QWidget {
    Q_OBJECT
public:
    explicit LoadingBar(QWidget* parent = nullptr);

    void showLoading(const LoadState& state);
    /// Offers to load what was not loaded to its end.
    void showEnded();
    void showNothing() { hide(); }

Q_SIGNALS:
    void endWanted();
    void againWanted();

private:
    QLabel* text_;
    QProgressBar* bar_;
    QPushButton* end_;
    QPushButton* again_;
};

/// Says a time as people do who wait: "12 s", "3 min", "2 h".
[[nodiscard]] QString waitText(double seconds);

/// Says how far loading has come: "1,234 of 9,601 files · 850/s · 10 s left".
[[nodiscard]] QString loadText(const LoadState& state);

}  // namespace glassnet::app
