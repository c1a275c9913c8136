// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "document/background.h"
#include "document/data_state.h"
#include "project/project.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <memory>
#include <optional>

namespace glassnet::app {

/// The project that is open: its value, its check, its history of edits and its file. The only place where the project changes.
class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(QObject* parent = nullptr);

    [[nodiscard]] const Project& project() const { return *project_; }
    [[nodiscard]] const Checked& checked() const { return checked_; }
    [[nodiscard]] QUndoStack& undoStack() { return undo_; }

    /// Makes `next` the project, as one step of undo named `what`. Edits that follow each other with the same `mergeKey` are one step.
    void edit(const QString& what, Project next, const QString& mergeKey = {});

    /// Replaces everything: another project is opened, its history begins. An empty path: never saved.
    void start(Project project, const QString& path = {});

    /// What is known of the data, for the check.
    void setData(DataState data);

    /// Off the UI thread, one save at a time: while one is under way the newest further wish waits.
    void save(const QString& path);
    [[nodiscard]] bool modified() const { return !undo_.isClean(); }
    [[nodiscard]] bool saving() const { return saving_; }
    [[nodiscard]] const QString& path() const { return path_; }
    /// The folder that relative paths of the project start at.
    [[nodiscard]] QString folder() const;
    /// "fashion.glassnet", or "untitled".
    [[nodiscard]] QString name() const;

Q_SIGNALS:
    void started();         // another project takes the place of this one; its projectChanged follows
    void projectChanged();  // the value, or what the check says of it
    void fileChanged();     // path, name, modified
    void saved();
    void saveFailed(const std::vector<glassnet::Problem>& problems);

private:
    friend class EditCommand;
    void put(std::shared_ptr<const Project> project);
    void recheck();

    std::shared_ptr<const Project> project_;
    Checked checked_;
    DataState data_;
    QUndoStack undo_;
    QString path_;
    std::uint64_t generation_ = 0;  // of start(): what was begun for the project before belongs to nobody
    bool saving_ = false;
    std::optional<QString> saveNext_;
    Background background_;
};

}  // namespace glassnet::app
