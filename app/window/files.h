// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/document.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QMenu;
class QWidget;

namespace glassnet::app {

class Preferences;

/// Opening and saving as a person sees it: dialogs, the list of recent files, the question before unsaved work is lost.
class Files : public QObject {
    Q_OBJECT
public:
    Files(Document& document, Preferences& preferences, QWidget& window);

    void open(const QString& path);
    void askOpen();
    void startFrom(const Project& project);
    void save();
    void askSaveAs();
    /// Runs `go` now, after saving, or never: as the person says.
    void leave(std::function<void()> go);
    void fillRecent(QMenu& menu);
    /// A message that does not stop the program.
    void message(const QString& title, const QString& text);

Q_SIGNALS:
    void told(const QString& message);

private:
    void remember(const QString& path);
    void show(const std::vector<Problem>& problems, const QString& title);

    Document& document_;
    Preferences& preferences_;
    QWidget& window_;
    std::function<void()> afterSave_;
    std::uint64_t opening_ = 0;
    Background background_;
};

/// The problems as text for a message box: what, hint, place.
[[nodiscard]] QString wordsOf(const std::vector<Problem>& problems);

}  // namespace glassnet::app
