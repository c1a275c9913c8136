// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/file_lock.h"
#include "data/dataset.h"
#include "project/project.h"
#include "session/background.h"
#include "session/data_state.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <memory>
#include <optional>

namespace glassnet::app {

[[nodiscard]] std::filesystem::path pathOf(const QString& path);

/// What is known of the file of a project when it is opened.
struct ProjectFile {
    std::string sha256{};                    // of its bytes as they were read
    std::shared_ptr<const FileLock> lock{};  // none where another window has it
    std::vector<Problem> readOnly{};         // why it is not written to; empty: it is
};

/// A project read from its file, which is locked for this window if no other has it.
struct OpenedProject {
    Project project;
    ProjectFile file;
};
/// Any thread. `held` is a lock that this window has already, perhaps of the same file. Throws Error where
/// the file cannot be read.
[[nodiscard]] OpenedProject openProject(const std::filesystem::path& path,
                                        std::shared_ptr<const FileLock> held = {});

/// Whether a save may take the place of what another program has written since the file was opened or saved.
enum class Overwrite { no, yes };

/// The project that is open: its value, its check, its history of edits and its file. The only place where
/// the project changes.
class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(QObject* parent = nullptr);

    [[nodiscard]] const Project& project() const { return *project_; }
    [[nodiscard]] const std::shared_ptr<const Project>& shared() const { return project_; }
    [[nodiscard]] const Checked& checked() const { return checked_; }
    [[nodiscard]] QUndoStack& undoStack() { return undo_; }

    /// Makes `next` the project, as one step of undo named `what`. Edits that follow each other with the same
    /// `mergeKey` are one step.
    void edit(const QString& what, Project next, const QString& mergeKey = {});

    /// Replaces everything: another project is opened, its history begins. An empty path: never saved.
    void start(Project project, const QString& path = {}, ProjectFile file = {});

    /// Takes back edits that were made earlier and never saved, `changes` of them, as one step of undo.
    void restore(const QString& what, Project project, std::int64_t changes);

    /// What is known of the data, for the check.
    void setData(DataState data);
    /// What a training of the project takes, as soon as it is known: too much is an error like any other.
    void setTrainingBytes(std::optional<std::int64_t> bytes);
    /// Whether the project could be trained if there were memory enough.
    [[nodiscard]] bool readyButForMemory() const { return readyButForMemory_; }

    /// Off the UI thread, one save at a time: while one is under way the newest further wish waits. Ends with
    /// saved, saveFailed or changedElsewhere.
    void save(const QString& path, Overwrite overwrite = Overwrite::no);
    /// Looks, off the UI thread, whether the file is still as it was read or saved; if not, changedElsewhere.
    void checkFile();
    [[nodiscard]] bool modified() const { return !undo_.isClean(); }
    /// Edits that are not in the file.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] bool saving() const { return saving_; }
    /// Another window has the file: why it is only read. Saved under another name, the project becomes
    /// writable.
    [[nodiscard]] const std::vector<Problem>& readOnly() const { return file_.readOnly; }
    [[nodiscard]] const std::shared_ptr<const FileLock>& lock() const { return file_.lock; }
    /// SHA-256 of the file as it was last read or saved; empty: never saved.
    [[nodiscard]] const std::string& fileHash() const { return file_.sha256; }
    [[nodiscard]] const QString& path() const { return path_; }
    /// The folder that relative paths of the project start at.
    [[nodiscard]] QString folder() const;
    /// "fashion.glassnet", or "untitled".
    [[nodiscard]] QString name() const;
    /// The name, and that it is only read where that is so.
    [[nodiscard]] QString title() const;

Q_SIGNALS:
    void started();         // another project takes the place of this one; its projectChanged follows
    void projectChanged();  // the value, or what the check says of it
    void fileChanged();     // path, name, modified
    void saved();
    void saveFailed(const std::vector<glassnet::Problem>& problems);
    /// Another program has changed the file; `hash` is that of its new contents. Nothing was written.
    void changedElsewhere(const QString& hash, bool whileSaving);

private:
    friend class EditCommand;
    void put(std::shared_ptr<const Project> project);
    void recheck();

    std::shared_ptr<const Project> project_;
    Checked checked_;
    bool readyButForMemory_ = false;
    DataState data_;
    std::optional<Problem> memory_;  // that there is too little
    QUndoStack undo_;
    QString path_;
    ProjectFile file_;
    std::int64_t restored_ = 0;     // changes in the first step of undo
    std::uint64_t generation_ = 0;  // of start(): what was begun for the project before belongs to nobody
    bool saving_ = false;
    struct Wish {
        QString path;
        Overwrite overwrite;
    };
    std::optional<Wish> saveNext_;
    Background background_;
};

}  // namespace glassnet::app
