// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"
#include "project/project.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace glassnet::app {

/// Edits that are not saved: the current project, and the file it belongs to.
struct UnsavedEdits {
    std::string file;         // absolute; empty: never saved
    std::string file_sha256;  // of the file that was edited; empty: never saved
    std::int64_t changes = 0;
    std::int64_t time = 0;  // of the last one, in seconds since 1970
    Project project;
};

/// Where the edits of one window are kept until they are saved: a folder of its own, locked while the window
/// lives, with one file that appears whole or not at all. The folder is made by the first write and removed
/// with the last edits. One thread at a time.
class Journal {
public:
    /// Makes a new one, somewhere in `folder`.
    explicit Journal(std::filesystem::path folder) : folder_(std::move(folder)) {}
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// Writes the edits. Throws Error; what was written before remains.
    void write(const UnsavedEdits& edits);
    /// Removes the journal: nothing is unsaved any more. Never throws: a journal that remains is offered once
    /// more.
    void clear();

private:
    friend struct Abandoned;
    friend std::vector<struct Abandoned> abandonedJournals(const std::filesystem::path&,
                                                           std::vector<Problem>&);
    void makePlace();
    [[nodiscard]] std::filesystem::path file() const;

    std::filesystem::path folder_, place_;
    std::unique_ptr<const FolderLock> lock_;
};

/// The journal of a window that ended unexpectedly, and what it holds. While this lives nobody else finds it.
struct Abandoned {
    std::shared_ptr<Journal> journal;
    UnsavedEdits edits;
};

/// Returns the journals whose windows no longer exist, newest edits first. One that cannot be read is
/// reported and set aside as damaged-….json. Throws nothing.
[[nodiscard]] std::vector<Abandoned> abandonedJournals(const std::filesystem::path& folder,
                                                       std::vector<Problem>& problems);

}  // namespace glassnet::app
