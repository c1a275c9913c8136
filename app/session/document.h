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

/// What is known of a project's file when it is opened.
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
/// Opens a project, on any thread. `held` is a lock that this window has already, perhaps of the same file.
/// Throws Error where the file cannot be read.
[[nodiscard]] OpenedProject openProject(const std::filesystem::path& path,
                                        std::shared_ptr<const FileLock> held = {});

/// Whether a save may replace what another program has written since the file was opened or saved.
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

    /// Makes `next` the project, as one step of undo named `what`. Consecutive edits with the same `mergeKey`
    /// are one step.
    void edit(const QString& what, Project next, const QString& mergeKey = {});

    /// Replaces everything: another project is opened, its history begins. An empty path: never saved.
    void start(Project project, const QString& path = {}, ProjectFile file = {});

    /// Brings back edits that were made earlier and never saved, `changes` of them, as one step of undo.
    void restore(const QString& what, Project project, std::int64_t changes);

    /// Sets what is known of the data, for the check.
    void setData(DataState data);
    /// Sets what is wrong with the memory that a training of the project takes: problems like any other.
    /// After an edit they stay until the next answer.
    void setMemoryProblems(std::vector<Problem> problems);
    /// Tells whether the project could be trained if there were enough memory.
    [[nodiscard]] bool readyApartFromMemory() const { return readyApartFromMemory_; }
    [[nodiscard]] const std::vector<Problem>& memoryProblems() const { return memory_; }

    /// Saves off the UI thread, one save at a time: while one is under way the newest further request waits.
    /// Ends with saved, saveFailed or changedElsewhere.
    void save(const QString& path, Overwrite overwrite = Overwrite::no);
    /// Checks, off the UI thread, whether the file is still as it was read or saved; if not, changedElsewhere
    /// is emitted.
    void checkFile();
    [[nodiscard]] bool modified() const { return !undo_.isClean(); }
    /// Returns the number of edits that are not in the file.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] bool saving() const { return saving_; }
    /// Returns why the file is only read: another window has it. Saved under another name, the project
    /// becomes writable.
    [[nodiscard]] const std::vector<Problem>& readOnly() const { return file_.readOnly; }
    [[nodiscard]] const std::shared_ptr<const FileLock>& lock() const { return file_.lock; }
    /// Returns the SHA-256 of the file as it was last read or saved; empty: never saved.
    [[nodiscard]] const std::string& fileHash() const { return file_.sha256; }
    [[nodiscard]] const QString& path() const { return path_; }
    /// Returns the folder that relative paths of the project start at.
    [[nodiscard]] QString folder() const;
    /// Returns "fashion.glassnet", or "untitled".
    [[nodiscard]] QString name() const;
    /// Returns the name, marked where the project is only read.
    [[nodiscard]] QString title() const;

Q_SIGNALS:
    void started();         // another project replaces this one; its projectChanged follows
    void projectChanged();  // the value, or the result of the check
    void fileChanged();     // path, name, modified
    void saved();
    void saveFailed(const std::vector<glassnet::Problem>& problems);
    /// Emitted when another program has changed the file; `hash` is that of its new contents. Nothing was
    /// written.
    void changedElsewhere(const QString& hash, bool whileSaving);

private:
    friend class EditCommand;
    void put(std::shared_ptr<const Project> project);
    void recheck();

    std::shared_ptr<const Project> project_;
    Checked checked_;
    bool readyApartFromMemory_ = false;
    DataState data_;
    std::vector<Problem> memory_;
    QUndoStack undo_;
    QString path_;
    ProjectFile file_;
    std::int64_t restored_ = 0;     // changes in the first step of undo
    std::uint64_t generation_ = 0;  // of start(): what was begun for an earlier project is dropped
    bool saving_ = false;
    struct Wish {
        QString path;
        Overwrite overwrite;
    };
    std::optional<Wish> saveNext_;
    Background background_;
};

}  // namespace glassnet::app
