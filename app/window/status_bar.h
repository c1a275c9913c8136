// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "training/snapshot.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace glassnet::app {

/// The line at the bottom: problems, size and cost of the network, what looking costs, whether all is saved.
class StatusBar : public QWidget {
    Q_OBJECT
public:
    explicit StatusBar(QWidget* parent = nullptr);
    void show(const Checked& checked);
    void showRun(const Snapshot* snapshot);
    void showSaved(const QString& text);
    /// A sentence for a few seconds.
    void tell(const QString& text);

Q_SIGNALS:
    void problemsWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSign();

    QPushButton* problems_;
    QLabel* size_;
    QLabel* message_;
    QLabel* cost_;
    QLabel* saved_;
    int errors_ = 0, warnings_ = 0;
};

}  // namespace glassnet::app
