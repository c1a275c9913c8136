// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fails when it is told to. Loaded before a program (LD_PRELOAD), it stands between the program
// and the C library, counts the file operations below one folder and spoils the one with the wanted number.
// Linux; one thread at a time writes files.
//   BAD_DISK_FOLDER   the folder, an absolute path without links
//   BAD_DISK_LOG      a file outside of it that gets a line for each operation: its name and its file
//   BAD_DISK_AT       the number of the operation that fails, from 1; without it all succeed
//   BAD_DISK_FAULT    eio, enospc: it fails with this error · short: half is written ·
//                     short-enospc: half, and the next operation finds the disk full ·
//                     eio-on, enospc-on: all fail from here on · kill-before, kill-after: the program dies
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

/// The same function of the next library: the real one.
template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string_view variable(const char* name) {
    const char* text = std::getenv(name);
    return text ? std::string_view(text) : std::string_view();
}

bool is_below(std::string_view path) {
    const std::string_view folder = variable("BAD_DISK_FOLDER");
    return !folder.empty() && path.starts_with(folder) &&
           (path.size() == folder.size() || path[folder.size()] == '/');
}

using Path = std::array<char, 2 * PATH_MAX>;

/// The file behind a descriptor; "" for pipes, devices and files elsewhere.
const char* watched(int file, Path& path) {
    std::array<char, 64> link{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", file);
    const ssize_t length = ::readlink(link.data(), path.data(), path.size() - 1);
    path[static_cast<std::size_t>(length < 0 ? 0 : length)] = '\0';
    return is_below(path.data()) ? path.data() : "";
}

const char* watched(const char* name, Path& path) {
    if (name[0] == '/') {
        std::snprintf(path.data(), path.size(), "%s", name);
    } else {
        std::array<char, PATH_MAX> here{};
        if (!::getcwd(here.data(), here.size())) return "";
        std::snprintf(path.data(), path.size(), "%s/%s", here.data(), name);
    }
    return is_below(path.data()) ? path.data() : "";
}

const char* watched_at(int folder, const char* name, Path& path) {
    if (name[0] == '/' || folder == AT_FDCWD) return watched(name, path);
    if (*watched(folder, path) == '\0') return "";
    const std::size_t length = std::strlen(path.data());
    std::snprintf(path.data() + length, path.size() - length, "/%s", name);
    return path.data();
}

/// What a full disk refuses; the rest needs no room.
enum class Needs { room, nothing };

/// One operation on a watched file: counted when it is made, and spoiled if it is its turn.
class Operation {
public:
    Operation(const char* name, const char* path, Needs needs) : needs_(needs), counts_(*path != '\0') {
        if (!counts_) return;
        number_ = ++done_;
        note(name, path);
        if (is_turn("kill-before")) ::raise(SIGKILL);
    }
    ~Operation() {
        if (counts_ && is_turn("kill-after")) ::raise(SIGKILL);
    }
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;

    /// The error to fail with; 0 for none.
    [[nodiscard]] int error() const {
        if (!counts_) return 0;
        if (is_turn("eio") || is_over("eio-on")) return EIO;
        const bool full =
            is_turn("enospc") || is_over("enospc-on") || (number_ == at() + 1 && fault() == "short-enospc");
        return full && needs_ == Needs::room ? ENOSPC : 0;
    }
    /// As much of `count` bytes as fits.
    [[nodiscard]] std::size_t fitting(std::size_t count) const {
        return counts_ && (is_turn("short") || is_turn("short-enospc")) ? (count + 1) / 2 : count;
    }

private:
    static std::string_view fault() { return variable("BAD_DISK_FAULT"); }
    static long at() {
        const std::string_view text = variable("BAD_DISK_AT");
        return text.empty() ? LONG_MAX - 1 : std::strtol(text.data(), nullptr, 10);
    }
    [[nodiscard]] bool is_turn(std::string_view wanted) const { return number_ == at() && fault() == wanted; }
    [[nodiscard]] bool is_over(std::string_view wanted) const { return number_ >= at() && fault() == wanted; }

    static void note(const char* name, const char* path) {
        const std::string_view log = variable("BAD_DISK_LOG");
        if (log.empty()) return;
        const int file = next<int(const char*, int, ...)>("open")(
            log.data(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        Path line{};
        const int length = std::snprintf(line.data(), line.size(), "%s %s\n", name, path);
        if (next<ssize_t(int, const void*, std::size_t)>("write")(file, line.data(),
                                                                  static_cast<std::size_t>(length)) != length)
            std::abort();
        next<int(int)>("close")(file);
    }

    static inline long done_ = 0;
    Needs needs_;
    bool counts_;
    long number_ = 0;
};

/// Fails, or does the real thing.
template <class Result, class Real>
Result run(const char* name, const char* path, Needs needs, Real real) {
    const Operation operation(name, path, needs);
    if (const int error = operation.error()) {
        errno = error;
        return -1;
    }
    return real(operation);
}

int open_file(const char* function, int folder, const char* name, int flags, mode_t mode) {
    Path path{};
    const bool creates = (flags & O_CREAT) != 0;
    return run<int>(creates ? "create" : "open", watched_at(folder, name, path),
                    creates ? Needs::room : Needs::nothing, [&](const Operation&) {
                        return next<int(int, const char*, int, ...)>(function)(folder, name, flags, mode);
                    });
}

mode_t mode_of(int flags, va_list rest) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(rest, int)) : 0;
}

}  // namespace

extern "C" {

int open(const char* name, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file("openat", AT_FDCWD, name, flags, mode);
}

int open64(const char* name, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file("openat64", AT_FDCWD, name, flags, mode);
}

int openat(int folder, const char* name, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file("openat", folder, name, flags, mode);
}

int openat64(int folder, const char* name, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file("openat64", folder, name, flags, mode);
}

ssize_t read(int file, void* bytes, std::size_t count) {
    Path path{};
    return run<ssize_t>("read", watched(file, path), Needs::nothing, [&](const Operation& operation) {
        return next<ssize_t(int, void*, std::size_t)>("read")(file, bytes, operation.fitting(count));
    });
}

ssize_t write(int file, const void* bytes, std::size_t count) {
    Path path{};
    return run<ssize_t>("write", watched(file, path), Needs::room, [&](const Operation& operation) {
        return next<ssize_t(int, const void*, std::size_t)>("write")(file, bytes, operation.fitting(count));
    });
}

ssize_t pwrite(int file, const void* bytes, std::size_t count, off_t offset) {
    Path path{};
    return run<ssize_t>("write", watched(file, path), Needs::room, [&](const Operation& operation) {
        return next<ssize_t(int, const void*, std::size_t, off_t)>("pwrite")(
            file, bytes, operation.fitting(count), offset);
    });
}

ssize_t writev(int file, const iovec* parts, int count) {
    Path path{};
    return run<ssize_t>("write", watched(file, path), Needs::room, [&](const Operation& operation) {
        return next<ssize_t(int, const iovec*, int)>("writev")(
            file, parts, static_cast<int>(operation.fitting(static_cast<std::size_t>(count))));
    });
}

int fsync(int file) {
    Path path{};
    return run<int>("fsync", watched(file, path), Needs::room,
                    [&](const Operation&) { return next<int(int)>("fsync")(file); });
}

int fdatasync(int file) {
    Path path{};
    return run<int>("fsync", watched(file, path), Needs::room,
                    [&](const Operation&) { return next<int(int)>("fdatasync")(file); });
}

int ftruncate(int file, off_t size) {
    Path path{};
    return run<int>("truncate", watched(file, path), Needs::room,
                    [&](const Operation&) { return next<int(int, off_t)>("ftruncate")(file, size); });
}

int fchmod(int file, mode_t mode) {
    Path path{};
    return run<int>("chmod", watched(file, path), Needs::nothing,
                    [&](const Operation&) { return next<int(int, mode_t)>("fchmod")(file, mode); });
}

int flock(int file, int operation) {
    Path path{};
    return run<int>("lock", watched(file, path), Needs::nothing,
                    [&](const Operation&) { return next<int(int, int)>("flock")(file, operation); });
}

// An error does not keep the file open, as in Linux.
int close(int file) {
    Path path{};
    const Operation operation("close", watched(file, path), Needs::nothing);
    const int result = next<int(int)>("close")(file);
    if (operation.error() == 0) return result;
    errno = operation.error();
    return -1;
}

int rename(const char* from, const char* to) {
    Path path{};
    return run<int>("rename", watched(to, path), Needs::room, [&](const Operation&) {
        return next<int(const char*, const char*)>("rename")(from, to);
    });
}

int mkdir(const char* name, mode_t mode) {
    Path path{};
    return run<int>("mkdir", watched(name, path), Needs::room,
                    [&](const Operation&) { return next<int(const char*, mode_t)>("mkdir")(name, mode); });
}

int unlink(const char* name) {
    Path path{};
    return run<int>("unlink", watched(name, path), Needs::nothing,
                    [&](const Operation&) { return next<int(const char*)>("unlink")(name); });
}

int remove(const char* name) {
    Path path{};
    return run<int>("unlink", watched(name, path), Needs::nothing,
                    [&](const Operation&) { return next<int(const char*)>("remove")(name); });
}

int unlinkat(int folder, const char* name, int flags) {
    Path path{};
    return run<int>("unlink", watched_at(folder, name, path), Needs::nothing, [&](const Operation&) {
        return next<int(int, const char*, int)>("unlinkat")(folder, name, flags);
    });
}

}  // extern "C"
