// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace glassnet::app {

/// The network's prediction for one sample: a bar for each class, the true one marked with a tick.
class ClassBars : public QWidget {
    Q_OBJECT
public:
    explicit ClassBars(QWidget* parent = nullptr) : QWidget(parent) {}
    void show(const QStringList& names, const std::vector<float>& shares, int truth);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QStringList names_;
    std::vector<float> shares_;
    int truth_ = -1;
};

}  // namespace glassnet::app
