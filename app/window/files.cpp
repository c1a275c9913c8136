// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/files.h"

#include "files/project_file.h"
#include "widgets/engine_text.h"
#include "window/preferences.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace glassnet::app {

namespace {

constexpr int recentFiles = 10;
const QString recentKey = QStringLiteral("files/recent");

std::filesystem::path pathOf(const QString& path) {
    const std::string bytes = path.toStdString();
    return std::u8string(bytes.begin(), bytes.end());
}

}  // namespace

QString wordsOf(const std::vector<Problem>& problems) {
    QStringList words;
    for (const Problem& problem : problems) {
        const QString place = plain(to_text(problem.where));
        words += whatOf(problem) + QLatin1Char(' ') + hintOf(problem) + (place.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(place));
        if (words.size() == 8) break;
    }
    return words.join(QLatin1Char('\n'));
}

Files::Files(Document& document, Preferences& preferences, QWidget& window)
    : QObject(&window), document_(document), preferences_(preferences), window_(window) {
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

void Files::show(const std::vector<Problem>& problems, const QString& title) { message(title, wordsOf(problems)); }

void Files::message(const QString& title, const QString& text) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Glassnet"), title, QMessageBox::Ok, &window_);
    box->setObjectName(QStringLiteral("message"));
    box->setInformativeText(text);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Files::open(const QString& path) {
    background_.run([file = pathOf(path)] { return load_project(file); },
                    [this, path, number = ++opening_, before = document_.project()](Outcome<Project> outcome) {
                        if (number != opening_) return;  // another was asked for meanwhile
                        if (!outcome.value) return show(outcome.problems, tr("%1 could not be opened").arg(QFileInfo(path).fileName()));
                        const auto show = [this, path, project = std::move(*outcome.value)] {
                            document_.start(project, QFileInfo(path).absoluteFilePath());
                            remember(document_.path());
                        };
                        // What was drawn while the file was read is not thrown away without a question.
                        document_.project() == before ? show() : leave(show);
                    });
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
    if (document_.path().isEmpty())
        askSaveAs();
    else
        document_.save(document_.path());
}

void Files::askSaveAs() {
    QString path = QFileDialog::getSaveFileName(&window_, tr("Save the project"),
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
    QMessageBox box(QMessageBox::Question, tr("Glassnet"), tr("Save the changes of %1?").arg(document_.name()),
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
        connect(menu.addAction(tr("Clear the list")), &QAction::triggered, this, [this] { preferences_.remove(recentKey); });
}

}  // namespace glassnet::app
