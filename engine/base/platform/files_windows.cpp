// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/files.h"

#include <windows.h>

#include <algorithm>

namespace glassnet::platform {

namespace {

// With all three, others may read, replace and remove what is open here, as on the other systems.
constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

std::error_code last_error() { return {static_cast<int>(::GetLastError()), std::system_category()}; }

std::error_code result_of(BOOL succeeded) { return succeeded ? std::error_code() : last_error(); }

HANDLE handle_of(const OpenFile& file) { return reinterpret_cast<HANDLE>(file.handle()); }

OpenFile opened(const std::filesystem::path& path, DWORD access, DWORD share, DWORD how, DWORD flags,
                std::error_code& error) {
    OpenFile file(reinterpret_cast<std::intptr_t>(
        ::CreateFileW(path.c_str(), access, share, nullptr, how, flags, nullptr)));
    error = result_of(file ? TRUE : FALSE);
    return file;
}

DWORD piece(std::size_t bytes) { return static_cast<DWORD>(std::min<std::size_t>(bytes, 1U << 30)); }

}  // namespace

std::error_code OpenFile::close() {
    if (!*this) return {};
    return result_of(::CloseHandle(reinterpret_cast<HANDLE>(std::exchange(handle_, none))));
}

OpenFile open_for_reading(const std::filesystem::path& path, std::error_code& error) {
    // Without this flag folders could not be opened, and so not be distinguished from files that are locked.
    return opened(path, GENERIC_READ, share_all, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, error);
}

OpenFile create_new_file(const std::filesystem::path& path, std::error_code& error) {
    return opened(path, GENERIC_WRITE, share_all, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, error);
}

OpenFile open_for_locking(const std::filesystem::path& path, std::error_code& error) {
    return opened(path, GENERIC_READ | GENERIC_WRITE, share_all, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT,
                  error);
}

OpenFile open_or_create_for_locking(const std::filesystem::path& path, std::error_code& error) {
    return opened(path, GENERIC_READ | GENERIC_WRITE, share_all, OPEN_ALWAYS, FILE_FLAG_OPEN_REPARSE_POINT,
                  error);
}

// Windows locks only bytes of files. Instead, the folder is opened so that nobody else may remove it; only
// one program can.
OpenFile lock_folder(const std::filesystem::path& path, std::error_code& error) {
    OpenFile folder = opened(path, DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE, OPEN_EXISTING,
                             FILE_FLAG_BACKUP_SEMANTICS, error);
    if (error.value() == ERROR_SHARING_VIOLATION)
        error = std::make_error_code(std::errc::resource_unavailable_try_again);
    return folder;
}

// Locks one byte far behind the end: a locked byte cannot be read by others.
Lock try_lock(const OpenFile& file) {
    OVERLAPPED place{};
    place.Offset = 0xFFFFFFFE;
    place.OffsetHigh = 0x7FFFFFFF;
    if (::LockFileEx(handle_of(file), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place))
        return Lock::held;
    return ::GetLastError() == ERROR_LOCK_VIOLATION ? Lock::held_by_another : Lock::unknown;
}

FileFacts facts_of(const OpenFile& file, std::error_code& error) {
    BY_HANDLE_FILE_INFORMATION info{};
    error = result_of(::GetFileInformationByHandle(handle_of(file), &info));
    if (error) return {};
    using enum std::filesystem::file_type;
    const bool is_file = ::GetFileType(handle_of(file)) == FILE_TYPE_DISK;
    const bool is_folder = (info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
    const auto size = static_cast<std::int64_t>(info.nFileSizeHigh) << 32 | info.nFileSizeLow;
    const auto written = static_cast<std::int64_t>(info.ftLastWriteTime.dwHighDateTime) << 32 |
                         info.ftLastWriteTime.dwLowDateTime;
    return {is_folder ? directory : is_file ? regular : character, size, info.nNumberOfLinks, written};
}

FileFacts facts_of(const std::filesystem::path& path, std::error_code& error) {
    const OpenFile file = open_for_reading(path, error);
    return error ? FileFacts() : facts_of(file, error);
}

std::size_t read(const OpenFile& file, std::span<std::byte> bytes, std::error_code& error) {
    error.clear();
    std::size_t done = 0;
    while (done < bytes.size()) {
        DWORD count = 0;
        error = result_of(
            ::ReadFile(handle_of(file), bytes.data() + done, piece(bytes.size() - done), &count, nullptr));
        if (error || count == 0) break;
        done += count;
    }
    return done;
}

std::size_t read_at(const OpenFile& file, std::int64_t offset, std::span<std::byte> bytes,
                    std::error_code& error) {
    error.clear();
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto at = static_cast<std::uint64_t>(offset) + done;
        OVERLAPPED place{};
        place.Offset = static_cast<DWORD>(at);
        place.OffsetHigh = static_cast<DWORD>(at >> 32);
        DWORD count = 0;
        error = result_of(
            ::ReadFile(handle_of(file), bytes.data() + done, piece(bytes.size() - done), &count, &place));
        if (error.value() == ERROR_HANDLE_EOF) error.clear();
        if (error || count == 0) break;
        done += count;
    }
    return done;
}

std::error_code write(const OpenFile& file, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        DWORD count = 0;
        if (!::WriteFile(handle_of(file), bytes.data(), piece(bytes.size()), &count, nullptr))
            return last_error();
        if (count == 0) return std::make_error_code(std::errc::no_space_on_device);
        bytes = bytes.subspan(count);
    }
    return {};
}

std::error_code truncate(const OpenFile& file) {
    FILE_END_OF_FILE_INFO end{};
    return result_of(::SetFileInformationByHandle(handle_of(file), FileEndOfFileInfo, &end, sizeof end));
}

// A new file gets the rights of its folder, and an old one that is read-only is never replaced.
std::error_code set_permissions(const OpenFile&, std::filesystem::perms) { return {}; }

std::error_code sync(const OpenFile& file) { return result_of(::FlushFileBuffers(handle_of(file))); }

// The journal of the file system keeps names in their order; a folder cannot be synced.
std::error_code sync_folder(const std::filesystem::path&) { return {}; }

std::error_code check_writable(const std::filesystem::path& path) {
    std::error_code error;
    const OpenFile file = opened(path, GENERIC_WRITE, share_all, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, error);
    return error;
}

bool is_lack_of_room(const std::error_code& error) {
    return error == std::errc::no_space_on_device || error.value() == ERROR_DISK_FULL ||
           error.value() == ERROR_HANDLE_DISK_FULL;
}

}  // namespace glassnet::platform
