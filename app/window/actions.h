// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QMenuBar;
class QMenu;

namespace glassnet::app {

/// Every command of the program, each with a name, a shortcut and a place in a menu. The main window defines
/// what they do.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget* window);
    void fillMenus(QMenuBar& bar);
    void fillNodeMenu(QMenu& menu);

    QAction *newProject, *open, *save, *saveAs, *close, *quit;
    QAction *undo, *redo, *cut, *copy, *paste, *duplicate, *remove, *removeAndCut, *selectAll, *rename,
        *editSettings, *connectSelected, *find, *addLayer, *arrange, *storage;
    QAction *zoomIn, *zoomOut, *fit, *actualSize, *outline, *palette, *charts, *resetLayout, *light, *dark,
        *system;
    QAction *train, *stepBatch, *stepEpoch, *stop, *evaluate, *nextProblem;
    QAction *help, *shortcuts, *about;
    QList<QAction*> workspaces;  // Data, Design, Train, Inspect, Evaluate; data() is the name in scripts
    QMenu *recentMenu = nullptr, *newMenu = nullptr;

private:
    QAction* make(const QString& name, const QString& text, const QList<QKeySequence>& keys = {},
                  const QString& tip = {});
    QWidget* window_;
};

}  // namespace glassnet::app
