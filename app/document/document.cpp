// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include "files/project_file.h"

#include <QFileInfo>
#include <QUndoCommand>

#include <utility>

namespace glassnet::app {

/// The one undo command: two values and an exchange. Exact by construction.
class EditCommand : public QUndoCommand {
public:
    EditCommand(Document& document, const QString& what, std::shared_ptr<const Project> before, std::shared_ptr<const Project> after,
                QString mergeKey)
        : QUndoCommand(what), document_(document), before_(std::move(before)), after_(std::move(after)), mergeKey_(std::move(mergeKey)) {}

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
    undo_.push(new EditCommand(*this, what, project_, std::make_shared<const Project>(std::move(next)), mergeKey));
}

void Document::start(Project project, const QString& path) {
    ++generation_;
    saveNext_.reset();
    Q_EMIT started();
    undo_.clear();
    path_ = path;
    put(std::make_shared<const Project>(std::move(project)));
    Q_EMIT fileChanged();
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

void Document::recheck() { checked_ = checkWith(*project_, data_); }

void Document::save(const QString& path) {
    if (saving_) {
        saveNext_ = path;
        return;
    }
    saving_ = true;
    background_.run(
        [project = project_, file = path.toStdString()] {
            return save_project(*project, std::filesystem::path(std::u8string(file.begin(), file.end())));
        },
        [this, path, written = project_, generation = generation_](const Outcome<std::string>& outcome) {
            saving_ = false;
            const auto next = std::exchange(saveNext_, {});
            if (generation == generation_ && !outcome.value) {
                Q_EMIT saveFailed(outcome.problems);
                return;
            }
            if (generation == generation_) {
                path_ = path;
                if (*project_ == *written) undo_.setClean();  // else: edited meanwhile, still to be saved
                Q_EMIT fileChanged();
                if (!next) Q_EMIT saved();
            }
            if (next) save(*next);
        });
}

QString Document::folder() const { return path_.isEmpty() ? QString() : QFileInfo(path_).absolutePath(); }

QString Document::name() const { return path_.isEmpty() ? tr("untitled") : QFileInfo(path_).fileName(); }

}  // namespace glassnet::app
