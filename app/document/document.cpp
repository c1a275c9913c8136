// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.h"

#include "files/project_file.h"

#include <QFileInfo>
#include <QUndoCommand>

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

void Document::setDataSummary(std::optional<DatasetSummary> summary) {
    data_ = std::move(summary);
    recheck();
    Q_EMIT projectChanged();
}

void Document::recheck() { checked_ = check(*project_, data_ ? &*data_ : nullptr); }

void Document::save(const QString& path) {
    const int index = undo_.index();
    background_.run(
        [project = project_, file = path.toStdString()] {
            return save_project(*project, std::filesystem::path(std::u8string(file.begin(), file.end())));
        },
        [this, path, index](const Outcome<std::string>& outcome) {
            if (!outcome.value) {
                Q_EMIT saveFailed(outcome.problems);
                return;
            }
            path_ = path;
            if (undo_.index() == index) undo_.setClean();  // else: edited meanwhile, still to be saved
            Q_EMIT fileChanged();
            Q_EMIT saved();
        });
}

QString Document::folder() const { return path_.isEmpty() ? QString() : QFileInfo(path_).absolutePath(); }

QString Document::name() const { return path_.isEmpty() ? tr("untitled") : QFileInfo(path_).fileName(); }

}  // namespace glassnet::app
