// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/live_run.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace glassnet::app {

/// How far a run is: epoch, images per second, time left, and a bar.
class ProgressView : public QWidget {
    Q_OBJECT
public:
    explicit ProgressView(QWidget* parent = nullptr);
    /// Shows the progress. `edited`: what is on the screen applies to the next run only.
    void show(const Snapshot* snapshot, int epochs, bool edited);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString left_, right_;
    double share_ = 0;
};

/// The bar at the top: project, workspaces, the one filled button, step, stop, progress, seed.
class TopBar : public QWidget {
    Q_OBJECT
public:
    /// The actions that the buttons carry out and whose state they show.
    struct Actions {
        QAction* train;
        QAction* step;
        QAction* stop;
        QList<QAction*> workspaces;
    };
    explicit TopBar(const Actions& actions, QWidget* parent = nullptr);

    void showFile(const QString& name, bool modified);
    void showRun(const LiveRun& run, int epochs);
    void showSeed(std::uint64_t seed);

Q_SIGNALS:
    void seedEdited(std::uint64_t seed);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* button(QAction* action, const QString& name, const QString& role);
    void paintIcons();
    void fitName();

    Actions actions_;
    QLabel* logo_;
    QLabel* name_;
    QPushButton* train_;
    QPushButton* step_;
    QPushButton* stop_;
    ProgressView* progress_;
    QLabel* seedLabel_;
    QLineEdit* seed_;
    QLabel* threads_;
    QString file_;
    bool modified_ = false;
    bool running_ = false;
};

}  // namespace glassnet::app
