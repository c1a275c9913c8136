// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/background.h"
#include "session/journal.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace glassnet::app {

class Document;

/// Writes a document's unsaved edits to its journal, off the UI thread: a second after the first edit that is
/// not in the journal, so that at most about a second is lost however long people keep editing. The journal
/// is removed by a real save, by undoing to the saved state, and by discard(). UI thread.
class Autosave : public QObject {
    Q_OBJECT
public:
    explicit Autosave(const Document& document, QObject* parent = nullptr);
    ~Autosave() override;

    /// Sets the folder to write to; until then nothing is written.
    void keepIn(const std::filesystem::path& folder);
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// Continues the journal of a window that ended: the document now holds its edits.
    void adopt(std::shared_ptr<Journal> journal);
    /// Discards the edits, which the person does not want, when the window closes.
    void discard() { discarded_ = true; }

Q_SIGNALS:
    /// Emitted once; writing is tried again every ten seconds until it succeeds.
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
