// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/platform/files.h"

#include <filesystem>

namespace glassnet {

/// Tells all other programs, and other windows of this one, that a file is being edited while this lives. The
/// system frees it however the program ends. It lies beside the file as ".NAME.lock", which tells people who
/// holds it; where no such file can be made or the file system has no locks, nothing is locked.
class FileLock {
public:
    /// Throws Error (file.in_use), which names process, host and time, where another holds it.
    explicit FileLock(const std::filesystem::path& file);
    ~FileLock();
    /// Tells whether this is the lock of that file, by whatever name.
    [[nodiscard]] bool is_of(const std::filesystem::path& file) const;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    std::filesystem::path path_;
    platform::OpenFile lock_;
};

}  // namespace glassnet
