// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/autosave.h"

#include "session/document.h"

#include <ctime>
#include <utility>

namespace glassnet::app {

namespace {

constexpr auto afterEdit = std::chrono::seconds(1);
constexpr auto afterFailure = std::chrono::seconds(10);

}  // namespace

Autosave::Autosave(const Document& document, QObject* parent)
    : QObject(parent), document_(document), background_(std::make_unique<Background>()) {
    due_.setSingleShot(true);
    connect(&due_, &QTimer::timeout, this, &Autosave::write);
    // Queued: during an edit the undo stack does not say yet that something is modified, and the journal
    // would be cleared.
    connect(&document, &Document::projectChanged, this, &Autosave::follow, Qt::QueuedConnection);
    connect(&document, &Document::fileChanged, this, &Autosave::follow, Qt::QueuedConnection);
}

Autosave::~Autosave() {
    background_.reset();  // waits for the write under way
    if (journal_ && (discarded_ || !document_.modified())) journal_->clear();
}

void Autosave::keepIn(const std::filesystem::path& folder) {
    folder_ = folder;
    journal_ = std::make_shared<Journal>(folder);
}

void Autosave::adopt(std::shared_ptr<Journal> journal) {
    journal_ = std::move(journal);
    written_.reset();
    filled_ = true;
}

void Autosave::follow() {
    if (!journal_ || busy_) return;
    if (!document_.modified()) {
        due_.stop();
        failing_ = false;
        if (filled_) clear();
        return;
    }
    if (document_.shared() == written_) return due_.stop();
    if (!due_.isActive()) due_.start(failing_ ? afterFailure : afterEdit);
}

void Autosave::write() {
    if (busy_ || !document_.modified()) return;
    busy_ = true;
    const auto bytes = document_.path().toStdString();
    background_->run(
        [journal = journal_, project = document_.shared(), file = bytes, hash = document_.fileHash(),
         changes = document_.changes(), time = static_cast<std::int64_t>(std::time(nullptr))] {
            journal->write({file, hash, changes, time, *project});
            return true;
        },
        [this, journal = journal_, project = document_.shared()](const Outcome<bool>& outcome) {
            busy_ = false;
            const bool toldBefore = std::exchange(failing_, !outcome.value);
            if (failing_ && !toldBefore) Q_EMIT failed(outcome.problems);
            if (journal == journal_ && outcome.value) {
                written_ = project;
                filled_ = true;
            }
            follow();
        });
}

void Autosave::clear() {
    busy_ = true;
    background_->run(
        [journal = journal_] {
            journal->clear();
            return true;
        },
        [this, journal = journal_](const Outcome<bool>&) {
            busy_ = false;
            if (journal == journal_) {
                written_.reset();
                filled_ = false;
            }
            follow();
        });
}

}  // namespace glassnet::app
