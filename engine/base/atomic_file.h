// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/platform/files.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// A file that appears whole or not at all: what is written goes to a temporary file beside the target;
/// `commit` checks it, flushes it to the disk and moves it over the target. Until then, and after any error,
/// the target is untouched and no trace is left. The exception is file.write_unsure, which says that the new
/// file is in place but may not survive a power loss. Temporary files that a killed program left for the same
/// target are removed. The only way to write a user's file. A link to a file stays a link; folders, pipes and
/// devices are refused. Throws Error (file.*).
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path path);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::span<const std::byte> bytes);
    void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
    /// Completes the file; called once, at the end. After it returns, the file survives a power loss.
    void commit();

private:
    [[noreturn]] void fail(const std::error_code& error);

    std::filesystem::path path_;       // as the caller named it, for messages
    std::filesystem::path target_;     // behind links
    std::filesystem::path temporary_;  // empty: nothing to remove
    platform::OpenFile file_;
    std::int64_t written_ = 0;
};

void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
void write_file_atomically(const std::filesystem::path& path, std::string_view text);

/// Gives a file a second name, replacing what had that name, without writing the bytes again; copies where
/// the file system has no links. `from` is a file that an AtomicFile has written and replaces, so that
/// neither name changes under the other. Throws Error.
void link_file_atomically(const std::filesystem::path& from, const std::filesystem::path& to);

/// A folder that only one program writes in while this lives; it is freed at the end, even by a crash.
/// Readers need no lock.
class FolderLock {
public:
    /// Throws Error (file.folder_busy) where another program holds the folder, and file.* where there is no
    /// such folder.
    explicit FolderLock(const std::filesystem::path& folder);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    platform::OpenFile folder_;
};

/// Removes the temporary files that a crash may have left in a folder to which nobody is writing. Never
/// throws.
void remove_leftovers(const std::filesystem::path& folder);

/// Returns the size of a file in bytes; 0 where it cannot be asked.
[[nodiscard]] std::int64_t size_of_file(const std::filesystem::path& path);

/// Called by whoever works through many bytes, every few megabytes, with how many more are done. What it
/// throws ends the work.
using ByteWatch = std::function<void(std::int64_t bytes)>;

/// Reads all bytes of a regular file of at most `limit` bytes. Throws Error (file.missing, file.too_large …)
/// and what the watch throws.
[[nodiscard]] std::vector<std::byte> read_file(const std::filesystem::path& path, std::int64_t limit,
                                               const ByteWatch& watch = {});

/// Reads a file as read_file() does, into small numbers, for callers that keep them and must not copy a large
/// file.
[[nodiscard]] std::vector<std::uint8_t> read_numbers(const std::filesystem::path& path, std::int64_t limit,
                                                     const ByteWatch& watch = {});

/// Reads `count` bytes of a regular file from `offset` on. Throws Error, where it has fewer too.
[[nodiscard]] std::vector<std::byte> read_piece(const std::filesystem::path& path, std::int64_t offset,
                                                std::int64_t count);

/// Reads up to `count` bytes from the beginning of a regular file. Throws Error.
[[nodiscard]] std::vector<std::byte> first_bytes(const std::filesystem::path& path, std::size_t count);

/// Returns the bytes as text, without copying.
[[nodiscard]] std::string_view as_text(std::span<const std::byte> bytes);

}  // namespace glassnet
