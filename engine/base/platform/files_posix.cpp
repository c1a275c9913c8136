// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

namespace glassnet::platform {

namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

int descriptor(const OpenFile& file) { return static_cast<int>(file.handle()); }

OpenFile opened(const std::filesystem::path& path, int flags, std::error_code& error) {
    OpenFile file(::open(path.c_str(), flags | O_CLOEXEC, 0666));
    error = file ? std::error_code() : last_error();
    return file;
}

std::filesystem::file_type type_of(mode_t mode) {
    using enum std::filesystem::file_type;
    if (S_ISREG(mode)) return regular;
    if (S_ISDIR(mode)) return directory;
    if (S_ISFIFO(mode)) return fifo;
    if (S_ISSOCK(mode)) return socket;
    return S_ISBLK(mode) ? block : character;
}

/// Returns when a file was last written, in nanoseconds.
std::int64_t written_at(const struct stat& info) {
#ifdef __APPLE__
    const timespec& time = info.st_mtimespec;
#else
    const timespec& time = info.st_mtim;
#endif
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileFacts facts_in(const struct stat& info) {
    return {type_of(info.st_mode), info.st_size, static_cast<std::int64_t>(info.st_nlink), written_at(info)};
}

}  // namespace

std::error_code OpenFile::close() {
    if (!*this) return {};
    return ::close(static_cast<int>(std::exchange(handle_, none))) == 0 ? std::error_code() : last_error();
}

OpenFile open_for_reading(const std::filesystem::path& path, std::error_code& error) {
    return opened(path, O_RDONLY | O_NONBLOCK, error);
}

OpenFile create_new_file(const std::filesystem::path& path, std::error_code& error) {
    return opened(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, error);
}

OpenFile open_for_locking(const std::filesystem::path& path, std::error_code& error) {
    return opened(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, error);
}

OpenFile open_or_create_for_locking(const std::filesystem::path& path, std::error_code& error) {
    return opened(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, error);
}

OpenFile lock_folder(const std::filesystem::path& path, std::error_code& error) {
    OpenFile folder = opened(path, O_RDONLY | O_DIRECTORY, error);
    if (folder && try_lock(folder) == Lock::held_by_another) {
        error = std::make_error_code(std::errc::resource_unavailable_try_again);
        return {};
    }
    return folder;
}

Lock try_lock(const OpenFile& file) {
    if (::flock(descriptor(file), LOCK_EX | LOCK_NB) == 0) return Lock::held;
    return errno == EWOULDBLOCK ? Lock::held_by_another : Lock::unknown;
}

FileFacts facts_of(const OpenFile& file, std::error_code& error) {
    struct stat info {};
    error = ::fstat(descriptor(file), &info) == 0 ? std::error_code() : last_error();
    return error ? FileFacts() : facts_in(info);
}

FileFacts facts_of(const std::filesystem::path& path, std::error_code& error) {
    struct stat info {};
    error = ::stat(path.c_str(), &info) == 0 ? std::error_code() : last_error();
    return error ? FileFacts() : facts_in(info);
}

std::size_t read(const OpenFile& file, std::span<std::byte> bytes, std::error_code& error) {
    error.clear();
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(descriptor(file), bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) error = last_error();
        if (count <= 0) break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

std::size_t read_at(const OpenFile& file, std::int64_t offset, std::span<std::byte> bytes,
                    std::error_code& error) {
    error.clear();
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::pread(descriptor(file), bytes.data() + done, bytes.size() - done,
                                      static_cast<off_t>(offset) + static_cast<off_t>(done));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) error = last_error();
        if (count <= 0) break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

std::error_code write(const OpenFile& file, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor(file), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return last_error();
        if (count == 0) return std::make_error_code(std::errc::no_space_on_device);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

std::error_code truncate(const OpenFile& file) {
    return ::ftruncate(descriptor(file), 0) == 0 ? std::error_code() : last_error();
}

std::error_code set_permissions(const OpenFile& file, std::filesystem::perms permissions) {
    const auto mode = static_cast<mode_t>(permissions & std::filesystem::perms::mask);
    return ::fchmod(descriptor(file), mode) == 0 ? std::error_code() : last_error();
}

// On macOS fsync leaves the bytes in the disk's own cache, this does not.
std::error_code sync(const OpenFile& file) {
#ifdef __APPLE__
    if (::fcntl(descriptor(file), F_FULLFSYNC) == 0) return {};
#endif
    return ::fsync(descriptor(file)) == 0 ? std::error_code() : last_error();
}

std::error_code sync_folder(const std::filesystem::path& folder) {
    std::error_code error;
    const OpenFile file = opened(folder, O_RDONLY | O_DIRECTORY, error);
    if (error) return error;
    // Some file systems cannot sync a folder and say so with EINVAL: there the rename itself must suffice.
    return ::fsync(descriptor(file)) == 0 || errno == EINVAL ? std::error_code() : last_error();
}

std::error_code check_writable(const std::filesystem::path& path) {
    return ::access(path.c_str(), W_OK) == 0 ? std::error_code() : last_error();
}

bool is_lack_of_room(const std::error_code& error) {
    return error.value() == ENOSPC || error.value() == EDQUOT || error.value() == EFBIG;
}

}  // namespace glassnet::platform
