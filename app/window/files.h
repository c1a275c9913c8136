// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/autosave.h"
#include "session/document.h"

#include <QFileSystemWatcher>
#include <QMessageBox>
#include <QObject>
#include <QStringList>

#include <functional>

class QMenu;
class QWidget;

namespace glassnet::app {

class Preferences;

/// Opening and saving as a person sees it: dialogs, the list of recent files, the questions before work is
/// lost or when some is found again.
class Files : public QObject {
    Q_OBJECT
public:
    Files(Document& document, Autosave& autosave, Preferences& preferences, QWidget& window);

    void open(const QString& path);
    /// Offers the unsaved edits of windows that ended unexpectedly, the newest first.
    void offerUnsaved();
    void askOpen();
    void startFrom(const Project& project);
    void save();
    void askSaveAs();
    /// Runs `go` now, after saving, or never: as the person chooses.
    void leave(std::function<void()> go);
    void fillRecent(QMenu& menu);
    /// Shows a message that does not block the program.
    void message(const QString& title, const QString& text);
    /// Tells whether files or journals are being read.
    [[nodiscard]] bool busy() const { return background_.busy(); }

Q_SIGNALS:
    void told(const QString& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Answer {
        const char* name;  // of the button, the same in every language
        QString text;
        QMessageBox::ButtonRole role;
        std::function<void()> go{};
    };
    /// Asks a question that does not block the program; the last answer is that of Escape.
    void ask(const QString& question, const QString& details, const std::vector<Answer>& answers);
    void open(const QString& path, const std::optional<Abandoned>& unsaved);
    void show(const OpenedProject& opened, const QString& path);
    void restore(const Abandoned& unsaved);
    void askRestore(const Abandoned& unsaved, bool fileChanged, const std::vector<Answer>& answers);
    void offer(std::vector<Abandoned> found);
    void askChanged(const QString& hash, bool whileSaving);
    void watch();
    void remember(const QString& path);
    void show(const std::vector<Problem>& problems, const QString& title);

    Document& document_;
    Autosave& autosave_;
    Preferences& preferences_;
    QWidget& window_;
    std::function<void()> afterSave_;
    std::uint64_t opening_ = 0;
    QString keptAgainst_;  // hash of another program's version that the person has decided to leave alone
    QFileSystemWatcher watcher_;
    Background background_;
};

/// Returns the problems as text for a message box: what, hint, place.
[[nodiscard]] QString wordsOf(const std::vector<Problem>& problems);

}  // namespace glassnet::app
