// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/files.h"

#include "widgets/engine_text.h"
#include "window/preferences.h"

#include <QDateTime>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>

#include <utility>

namespace glassnet::app {

namespace {

constexpr int recentFiles = 10;
const QString recentKey = QStringLiteral("files/recent");

}  // namespace

QString wordsOf(const std::vector<Problem>& problems) {
    QStringList words;
    for (const Problem& problem : problems) {
        const QString place = plain(to_text(problem.where));
        words += whatOf(problem) + QLatin1Char(' ') + hintOf(problem) +
                 (place.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(place));
        if (words.size() == 8) break;
    }
    return words.join(QLatin1Char('\n'));
}

Files::Files(Document& document, Autosave& autosave, Preferences& preferences, QWidget& window)
    : QObject(&window), document_(document), autosave_(autosave), preferences_(preferences), window_(window) {
    window.installEventFilter(this);
    connect(&document, &Document::fileChanged, this, &Files::watch);
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, [this] {
        document_.checkFile();
        watch();  // a file that replaces another is a different file to the system
    });
    connect(&document, &Document::changedElsewhere, this, &Files::askChanged);
    connect(&autosave, &Autosave::failed, this, [this](const std::vector<Problem>& problems) {
        show(problems, tr("Unsaved changes are not protected"));
    });
    connect(&document, &Document::saved, this, [this] {
        remember(document_.path());
        Q_EMIT told(tr("saved as %1").arg(document_.name()));
        if (const auto go = std::exchange(afterSave_, nullptr); go && !document_.modified()) go();
    });
    connect(&document, &Document::saveFailed, this, [this](const std::vector<Problem>& problems) {
        afterSave_ = nullptr;
        show(problems, tr("The project was not saved"));
    });
}

void Files::show(const std::vector<Problem>& problems, const QString& title) {
    message(title, wordsOf(problems));
}

void Files::message(const QString& title, const QString& text) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Glassnet"), title, QMessageBox::Ok, &window_);
    box->setObjectName(QStringLiteral("message"));
    box->setInformativeText(text);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Files::ask(const QString& question, const QString& details, const std::vector<Answer>& answers) {
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Glassnet"), question, QMessageBox::NoButton, &window_);
    box->setObjectName(QStringLiteral("question"));
    box->setInformativeText(details);
    box->setAttribute(Qt::WA_DeleteOnClose);
    for (const Answer& answer : answers) {
        QPushButton* button = box->addButton(answer.text, answer.role);
        button->setObjectName(QStringLiteral("answer.") + QLatin1StringView(answer.name));
        if (&answer == &answers.front()) box->setDefaultButton(button);
        if (&answer == &answers.back()) box->setEscapeButton(button);
        // Queued: the box is gone when another question follows.
        if (answer.go) connect(button, &QPushButton::clicked, this, answer.go, Qt::QueuedConnection);
    }
    box->open();
}

void Files::open(const QString& path) { open(path, std::nullopt); }

void Files::open(const QString& path, const std::optional<Abandoned>& unsaved) {
    struct Read {
        OpenedProject opened;
        std::vector<Abandoned> unsaved;
        std::vector<Problem> problems;
    };
    const QString whole = QFileInfo(path).absoluteFilePath();
    background_.run(
        [file = pathOf(path), folder = autosave_.folder(), wanted = whole.toStdString(),
         held = document_.lock(), known = unsaved.has_value()] {
            Read read{openProject(file, held), {}, {}};
            if (known || folder.empty()) return read;
            read.unsaved = abandonedJournals(folder, read.problems);
            std::erase_if(read.unsaved, [&](const Abandoned& each) { return each.edits.file != wanted; });
            return read;
        },
        [this, path, whole, unsaved, number = ++opening_,
         before = document_.shared()](Outcome<Read> outcome) {
            if (number != opening_) return;  // another was opened meanwhile
            if (!outcome.value)
                return show(outcome.problems, tr("%1 could not be opened").arg(QFileInfo(path).fileName()));
            if (!outcome.value->problems.empty())
                show(outcome.value->problems, tr("Unsaved changes are damaged"));
            const auto go = [this, whole, unsaved, read = std::move(*outcome.value)] {
                const auto showFile = [this, whole, read] { show(read.opened, whole); };
                const auto showRestored = [this, showFile](const Abandoned& edits) {
                    showFile();
                    restore(edits);
                };
                if (unsaved) return showRestored(*unsaved);
                if (read.unsaved.empty()) return showFile();
                const Abandoned& newest = read.unsaved.front();
                askRestore(newest, newest.edits.file_sha256 != read.opened.file.sha256,
                           {{"restore", tr("Restore"), QMessageBox::AcceptRole,
                             [showRestored, newest] { showRestored(newest); }},
                            {"discard", tr("Discard"), QMessageBox::DestructiveRole,
                             [showFile, newest] {
                                 newest.journal->clear();
                                 showFile();
                             }},
                            {"cancel", tr("Cancel"), QMessageBox::RejectRole}});
            };
            // What was drawn while the file was read is not thrown away without a question.
            document_.shared() == before ? go() : leave(go);
        });
}

void Files::show(const OpenedProject& opened, const QString& path) {
    document_.start(opened.project, path, opened.file);
    remember(path);
    if (!opened.file.readOnly.empty())
        show(opened.file.readOnly, tr("%1 is opened read-only").arg(document_.name()));
}

void Files::restore(const Abandoned& unsaved) {
    autosave_.adopt(unsaved.journal);
    document_.restore(tr("restored changes"), unsaved.edits.project, unsaved.edits.changes);
    Q_EMIT told(tr("%n unsaved changes restored", nullptr, static_cast<int>(unsaved.edits.changes)));
}

void Files::askRestore(const Abandoned& unsaved, bool fileChanged, const std::vector<Answer>& answers) {
    const QString name = unsaved.edits.file.empty()
                             ? tr("untitled")
                             : QFileInfo(QString::fromStdString(unsaved.edits.file)).fileName();
    const QDateTime time = QDateTime::fromSecsSinceEpoch(unsaved.edits.time);
    const QString clock = QLocale().toString(time.time(), QLocale::ShortFormat);
    const QString when =
        time.date() == QDate::currentDate()
            ? clock
            : QLocale().toString(time.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clock;
    ask(tr("%1 has %n changes from %2 that were not saved. Restore them?", nullptr,
           static_cast<int>(unsaved.edits.changes))
            .arg(name, when),
        fileChanged ? tr("The file itself has been changed since then. Restored, the project is as it was in "
                         "the window; the file stays as it "
                         "is until you save.")
                    : tr("The file stays as it is until you save."),
        answers);
}

void Files::offerUnsaved() {
    struct Found {
        std::vector<Abandoned> unsaved;
        std::vector<Problem> problems;
    };
    background_.run(
        [folder = autosave_.folder()] {
            Found found;
            found.unsaved = abandonedJournals(folder, found.problems);
            return found;
        },
        [this](const Outcome<Found>& outcome) {
            if (!outcome.value) return;
            if (!outcome.value->problems.empty())
                show(outcome.value->problems, tr("Unsaved changes are damaged"));
            offer(outcome.value->unsaved);
        });
}

void Files::offer(std::vector<Abandoned> found) {
    if (found.empty()) return;
    const Abandoned first = found.front();
    found.erase(found.begin());
    const QString file = QString::fromStdString(first.edits.file);
    const auto restoreHere = [this, first, file] {
        // Edits are shown even when their file is gone: they become a project without a file.
        if (!file.isEmpty() && QFileInfo::exists(file)) return open(file, first);
        document_.start(example_project());
        restore(first);
    };
    askRestore(
        first, false,
        {{"restore", tr("Restore"), QMessageBox::AcceptRole, [this, restoreHere] { leave(restoreHere); }},
         {"discard", tr("Discard"), QMessageBox::DestructiveRole,
          [this, first, found] {
              first.journal->clear();
              offer(found);
          }},
         {"later", tr("Later"), QMessageBox::RejectRole}});
}

void Files::watch() {
    const QString& path = document_.path();
    if (!watcher_.files().isEmpty() && watcher_.files() != QStringList{path})
        watcher_.removePaths(watcher_.files());
    if (!path.isEmpty() && watcher_.files().isEmpty()) watcher_.addPath(path);
}

bool Files::eventFilter(QObject* watched, QEvent* event) {
    // Where the system reports no changes of its files, coming back to the window is the moment to look.
    if (event->type() == QEvent::WindowActivate) document_.checkFile();
    return QObject::eventFilter(watched, event);
}

void Files::askChanged(const QString& hash, bool whileSaving) {
    if (!whileSaving && (hash == keptAgainst_ || window_.findChild<QMessageBox*>(QStringLiteral("question"))))
        return;
    const auto reload = [this, path = document_.path()] { open(path); };
    std::vector<Answer> answers;
    if (whileSaving) {
        answers = {{"save_as", tr("Save as…"), QMessageBox::AcceptRole, [this] { askSaveAs(); }},
                   {"overwrite", tr("Overwrite"), QMessageBox::DestructiveRole,
                    [this] { document_.save(document_.path(), Overwrite::yes); }},
                   {"reload", tr("Reload"), QMessageBox::DestructiveRole, reload},
                   {"cancel", tr("Cancel"), QMessageBox::RejectRole, [this] { afterSave_ = nullptr; }}};
    } else {
        answers = {
            {"reload", tr("Reload"),
             document_.modified() ? QMessageBox::DestructiveRole : QMessageBox::AcceptRole, reload},
            {"keep", tr("Keep this one"), QMessageBox::RejectRole, [this, hash] { keptAgainst_ = hash; }}};
    }
    ask(tr("%1 was changed by another program.").arg(document_.name()),
        document_.modified() ? tr("Reloading throws your changes in this window away; overwriting throws "
                                  "those of the other program away.")
                             : tr("Reload it to see what the other program has written."),
        answers);
}

void Files::askOpen() {
    const QString path = QFileDialog::getOpenFileName(&window_, tr("Open a project"), document_.folder(),
                                                      tr("Glassnet projects (*.glassnet);;All files (*)"));
    if (!path.isEmpty()) leave([this, path] { open(path); });
}

void Files::startFrom(const Project& project) {
    leave([this, project] { document_.start(project); });
}

void Files::save() {
    if (document_.path().isEmpty() || !document_.readOnly().empty())
        askSaveAs();
    else
        document_.save(document_.path());
}

void Files::askSaveAs() {
    QString path = QFileDialog::getSaveFileName(
        &window_, tr("Save the project"),
        document_.path().isEmpty() ? tr("network") + QStringLiteral(".glassnet") : document_.path(),
        tr("Glassnet projects (*.glassnet)"));
    if (path.isEmpty()) {
        afterSave_ = nullptr;
        return;
    }
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".glassnet");
    document_.save(path);
}

void Files::leave(std::function<void()> go) {
    if (!document_.modified()) return go();
    QMessageBox box(QMessageBox::Question, tr("Glassnet"),
                    tr("Save the changes of %1?").arg(document_.name()),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &window_);
    box.setObjectName(QStringLiteral("message"));
    box.setInformativeText(tr("Without saving they are lost."));
    box.setDefaultButton(QMessageBox::Save);
    const int answer = box.exec();
    if (answer == QMessageBox::Discard) return go();
    if (answer != QMessageBox::Save) return;
    afterSave_ = std::move(go);
    save();
}

void Files::remember(const QString& path) {
    QStringList recent = preferences_.value(recentKey).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    preferences_.set(recentKey, QStringList(recent.mid(0, recentFiles)));
}

void Files::fillRecent(QMenu& menu) {
    menu.clear();
    const QStringList recent = preferences_.value(recentKey).toStringList();
    for (const QString& path : recent) {
        QAction* action = menu.addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        action->setEnabled(QFileInfo::exists(path));
        connect(action, &QAction::triggered, this, [this, path] { leave([this, path] { open(path); }); });
    }
    if (recent.isEmpty())
        menu.addAction(tr("none yet"))->setEnabled(false);
    else
        connect(menu.addAction(tr("Clear the list")), &QAction::triggered, this,
                [this] { preferences_.remove(recentKey); });
}

}  // namespace glassnet::app
