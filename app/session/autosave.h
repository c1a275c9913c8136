// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/background.h"
#include "session/journal.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace glassnet::app {

class Document;

/// Writes a document's unsaved edits to its journal, off the UI thread: a second after the first edit that
/// the journal does not hold, so that no more than about a second is lost however long people go on editing.
/// The journal is removed by a real save, by undoing to the saved state, and by discard(). UI thread.
class Autosave : public QObject {
    Q_OBJECT
public:
    explicit Autosave(const Document& document, QObject* parent = nullptr);
    ~Autosave() override;

    /// Until a folder is named nothing is written.
    void keepIn(const std::filesystem::path& folder);
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// Goes on with the journal of a window that ended: the document now holds its edits.
    void adopt(std::shared_ptr<Journal> journal);
    /// The person has said that the edits are not wanted: they go with the window.
    void discard() { discarded_ = true; }

Q_SIGNALS:
    /// Told once; it is tried again every ten seconds until it goes.
    void failed(const std::vector<glassnet::Problem>& problems);

private:
    void follow();
    void write();
    void clear();

    const Document& document_;
    std::filesystem::path folder_;
    std::shared_ptr<Journal> journal_;
    std::shared_ptr<const Project> written_;  // what the journal holds
    bool filled_ = false;                     // the journal holds anything
    bool busy_ = false;
    bool failing_ = false;
    bool discarded_ = false;
    QTimer due_;
    std::unique_ptr<Background> background_;
};

}  // namespace glassnet::app
