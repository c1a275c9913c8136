// SPDX-License-Identifier: GPL-3.0-or-later
//
// File operations that the standard library lacks: opening without waiting, locks, flushing bytes to the
// disk. Errors are those of the system; std::errc names them. base/atomic_file decides about the order of
// steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

namespace glassnet::platform {

/// An open file or folder, by the system's handle. It is closed with its owner, and the locks on it end then
/// too, however the program ends.
class OpenFile {
public:
    OpenFile() = default;
    explicit OpenFile(std::intptr_t handle) : handle_(handle) {}
    OpenFile(OpenFile&& other) noexcept : handle_(std::exchange(other.handle_, none)) {}
    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~OpenFile() { close(); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] explicit operator bool() const { return handle_ != none; }
    [[nodiscard]] std::intptr_t handle() const { return handle_; }
    /// Closes now. Some file systems report only here that what was written is lost.
    std::error_code close();

private:
    static constexpr std::intptr_t none = -1;
    std::intptr_t handle_ = none;
};

/// Opens what is there, whatever it is, without waiting for a pipe.
[[nodiscard]] OpenFile open_for_reading(const std::filesystem::path& path, std::error_code& error);

/// Creates a new file: std::errc::file_exists where anything bears the name, even a link.
[[nodiscard]] OpenFile create_new_file(const std::filesystem::path& path, std::error_code& error);

/// Opens an existing file, but no link, in order to lock it.
[[nodiscard]] OpenFile open_for_locking(const std::filesystem::path& path, std::error_code& error);

/// Opens a file, but no link, in order to lock it; creates it where it is missing.
[[nodiscard]] OpenFile open_or_create_for_locking(const std::filesystem::path& path, std::error_code& error);

/// Opens a folder and locks it for this program: std::errc::resource_unavailable_try_again where another
/// program holds it. Where the file system has no locks, the folder is only opened.
[[nodiscard]] OpenFile lock_folder(const std::filesystem::path& path, std::error_code& error);

/// The system's answer to a request for a lock.
enum class Lock { held, held_by_another, unknown };

/// Locks a file for this program, without waiting. Returns `unknown` where the file system has no locks.
[[nodiscard]] Lock try_lock(const OpenFile& file);

struct FileFacts {
    std::filesystem::file_type type = std::filesystem::file_type::none;
    std::int64_t size = 0;
    std::int64_t names = 0;    // 0: it was removed after it was opened
    std::int64_t written = 0;  // when its bytes were last written; the unit is the system's
};

[[nodiscard]] FileFacts facts_of(const OpenFile& file, std::error_code& error);
/// Asks without opening the file; of what a link leads to.
[[nodiscard]] FileFacts facts_of(const std::filesystem::path& path, std::error_code& error);

/// Reads until `bytes` is full or the file ends; returns the number of bytes read.
[[nodiscard]] std::size_t read(const OpenFile& file, std::span<std::byte> bytes, std::error_code& error);

/// Reads bytes from this place of the file on, likewise; several threads may read one file so at once.
[[nodiscard]] std::size_t read_at(const OpenFile& file, std::int64_t offset, std::span<std::byte> bytes,
                                  std::error_code& error);

/// Writes all of `bytes` where the last write ended.
[[nodiscard]] std::error_code write(const OpenFile& file, std::span<const std::byte> bytes);

[[nodiscard]] std::error_code truncate(const OpenFile& file);
[[nodiscard]] std::error_code set_permissions(const OpenFile& file, std::filesystem::perms permissions);

/// Returns once the file's bytes would survive a power loss.
[[nodiscard]] std::error_code sync(const OpenFile& file);

/// Returns once the folder's names would survive a power loss, as far as its file system can tell.
[[nodiscard]] std::error_code sync_folder(const std::filesystem::path& folder);

/// Returns an error where this program may not write the file.
[[nodiscard]] std::error_code check_writable(const std::filesystem::path& path);

/// Tells whether this error means that a disk, a quota or the limit of a file's size leaves no room.
[[nodiscard]] bool is_lack_of_room(const std::error_code& error);

}  // namespace glassnet::platform
