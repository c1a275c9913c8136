// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/document.h"

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "files/project_file.h"

#include <QFileInfo>
#include <QUndoCommand>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace glassnet::app {

namespace {

/// Returns `held` if it is the lock of this file, otherwise a new one. Throws Error (file.in_use).
std::shared_ptr<const FileLock> lockOf(const std::filesystem::path& path,
                                       std::shared_ptr<const FileLock> held) {
    return held && held->is_of(path) ? std::move(held) : std::make_shared<const FileLock>(path);
}

/// Returns the hash of a file, empty where there is none.
std::string hashOf(const std::filesystem::path& path) {
    std::error_code unreachable;
    if (!std::filesystem::exists(path, unreachable)) return {};
    return sha256(read_file(path, limits::json_bytes));
}

/// The result of a save, or what kept it from writing.
struct Saving {
    ProjectFile file{};
    std::string elsewhere{};  // hash of what another program has written; nothing was saved
};

}  // namespace

std::filesystem::path pathOf(const QString& path) {
    const std::string bytes = path.toStdString();
    return std::u8string(bytes.begin(), bytes.end());
}

OpenedProject openProject(const std::filesystem::path& path, std::shared_ptr<const FileLock> held) {
    OpenedProject opened;
    try {
        opened.file.lock = lockOf(path, std::move(held));
    } catch (const Error& inUse) {
        opened.file.readOnly = inUse.problems();
    }
    const auto bytes = read_file(path, limits::json_bytes);
    opened.project = project_from_json(as_text(bytes), path.string());
    opened.file.sha256 = sha256(bytes);
    return opened;
}

/// The one undo command: two values and an exchange. Exact by construction.
class EditCommand : public QUndoCommand {
public:
    EditCommand(Document& document, const QString& what, std::shared_ptr<const Project> before,
                std::shared_ptr<const Project> after, QString mergeKey)
        : QUndoCommand(what),
          document_(document),
          before_(std::move(before)),
          after_(std::move(after)),
          mergeKey_(std::move(mergeKey)) {}

    void undo() override { document_.put(before_); }
    void redo() override { document_.put(after_); }
    [[nodiscard]] int id() const override { return mergeKey_.isEmpty() ? -1 : 1; }

    bool mergeWith(const QUndoCommand* next) override {
        const auto* edit = static_cast<const EditCommand*>(next);
        if (edit->mergeKey_ != mergeKey_) return false;
        after_ = edit->after_;
        setObsolete(*after_ == *before_);
        return true;
    }

private:
    Document& document_;
    std::shared_ptr<const Project> before_, after_;
    QString mergeKey_;
};

Document::Document(QObject* parent) : QObject(parent), project_(std::make_shared<const Project>()) {
    undo_.setUndoLimit(1000);
    connect(&undo_, &QUndoStack::cleanChanged, this, &Document::fileChanged);
    recheck();
}

void Document::edit(const QString& what, Project next, const QString& mergeKey) {
    if (next == *project_) return;
    undo_.push(
        new EditCommand(*this, what, project_, std::make_shared<const Project>(std::move(next)), mergeKey));
}

void Document::start(Project project, const QString& path, ProjectFile file) {
    ++generation_;
    saveNext_.reset();
    Q_EMIT started();
    undo_.clear();
    path_ = path;
    file_ = std::move(file);
    restored_ = 0;
    memory_.clear();
    put(std::make_shared<const Project>(std::move(project)));
    Q_EMIT fileChanged();
}

void Document::restore(const QString& what, Project project, std::int64_t changes) {
    edit(what, std::move(project));
    restored_ = changes;
}

std::int64_t Document::changes() const {
    if (!modified()) return 0;
    const int clean = undo_.cleanIndex();
    const std::int64_t steps = clean < 0 ? std::max(1, undo_.count()) : std::abs(undo_.index() - clean);
    return restored_ > 0 && clean == 0 && undo_.index() > 0 ? steps - 1 + restored_ : steps;
}

void Document::put(std::shared_ptr<const Project> project) {
    project_ = std::move(project);
    recheck();
    Q_EMIT projectChanged();
}

void Document::setData(DataState data) {
    data_ = std::move(data);
    recheck();
    Q_EMIT projectChanged();
}

void Document::setMemoryProblems(std::vector<Problem> problems) {
    memory_ = std::move(problems);
    recheck();
    Q_EMIT projectChanged();
}

void Document::recheck() {
    checked_ = checkWith(*project_, data_);
    readyApartFromMemory_ = checked_.ready();
    checked_.problems.insert(checked_.problems.begin(), memory_.begin(), memory_.end());
}

void Document::save(const QString& path, Overwrite overwrite) {
    if (saving_) {
        saveNext_ = {path, overwrite};
        return;
    }
    saving_ = true;
    const bool own = path == path_;
    background_.run(
        [project = project_, file = pathOf(path), held = file_.lock,
         known = own && overwrite == Overwrite::no ? file_.sha256 : std::string()] {
            Saving saving;
            saving.file.lock = lockOf(file, held);
            if (!known.empty()) saving.elsewhere = hashOf(file);
            // What another program has written exactly as it would be written here, or what a save left that
            // could not be sure of the disk, is no conflict.
            if (saving.elsewhere == known || saving.elsewhere == sha256(to_json(*project)))
                saving.elsewhere.clear();
            if (saving.elsewhere.empty()) saving.file.sha256 = save_project(*project, file);
            return saving;
        },
        [this, path, written = project_, generation = generation_](Outcome<Saving> outcome) {
            saving_ = false;
            const auto next = std::exchange(saveNext_, {});
            if (generation == generation_ && !outcome.value) {
                Q_EMIT saveFailed(outcome.problems);
                return;
            }
            if (generation == generation_ && !outcome.value->elsewhere.empty()) {
                Q_EMIT changedElsewhere(QString::fromStdString(outcome.value->elsewhere), true);
                return;
            }
            if (generation == generation_) {
                path_ = path;
                file_ = std::move(outcome.value->file);
                if (*project_ == *written) undo_.setClean();  // otherwise edited meanwhile, still to be saved
                Q_EMIT fileChanged();
                if (!next) Q_EMIT saved();
            }
            if (next) save(next->path, next->overwrite);
        });
}

void Document::checkFile() {
    if (path_.isEmpty() || file_.sha256.empty() || saving_) return;
    background_.run([file = pathOf(path_)] { return hashOf(file); },
                    [this, known = file_.sha256](const Outcome<std::string>& outcome) {
                        if (!outcome.value || outcome.value->empty() || saving_ || known != file_.sha256)
                            return;
                        if (*outcome.value != known)
                            Q_EMIT changedElsewhere(QString::fromStdString(*outcome.value), false);
                    });
}

QString Document::folder() const { return path_.isEmpty() ? QString() : QFileInfo(path_).absolutePath(); }

QString Document::name() const { return path_.isEmpty() ? tr("untitled") : QFileInfo(path_).fileName(); }

QString Document::title() const { return file_.readOnly.empty() ? name() : tr("%1 (read-only)").arg(name()); }

}  // namespace glassnet::app
