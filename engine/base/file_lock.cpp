// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file_lock.h"

#include "base/problem.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <ctime>
#include <string>
#include <vector>

namespace glassnet {

namespace {

constexpr ProblemKind file_in_use{
    "file.in_use", Severity::error,
    "“{file}” is open in another window: process {process} on {host}, since {time}",
    "Close it there, or save under another name."};

std::filesystem::path lock_path(const std::filesystem::path& file) {
    std::error_code ignored;
    // a link and its file have one lock
    std::filesystem::path target = std::filesystem::weakly_canonical(file, ignored);
    if (ignored) target = file;
    // A file name has at most 255 bytes.
    return target.parent_path() / ("." + target.filename().string().substr(0, 240) + ".lock");
}

std::string here_and_now() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0) host = {'?'};
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    std::array<char, 64> time{};
    const std::size_t length = std::strftime(time.data(), time.size(), "%Y-%m-%d %H:%M", &parts);
    return std::to_string(::getpid()) + "\n" + host.data() + "\n" + std::string(time.data(), length) + "\n";
}

/// The three lines of here_and_now; what is missing is "?".
std::vector<std::string> read_holder(int lock) {
    std::array<char, 512> bytes{};
    const ssize_t count = ::pread(lock, bytes.data(), bytes.size(), 0);
    const std::string text(bytes.data(), static_cast<std::size_t>(count < 0 ? 0 : count));
    std::vector<std::string> lines(3, "?");
    std::size_t start = 0;
    for (std::string& line : lines) {
        const std::size_t end = text.find('\n', start);
        if (end == std::string::npos) break;
        line = text.substr(start, end - start);
        start = end + 1;
    }
    return lines;
}

/// Whether the open file still bears its name: who ends removes it, perhaps after it was opened here.
bool still_there(int lock, const std::filesystem::path& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(lock, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& file) : path_(lock_path(file)) {
    for (;;) {
        lock_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
        if (lock_ < 0) return;  // who cannot write here cannot save here either
        if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
            const bool held = errno == EWOULDBLOCK;
            const auto holder = read_holder(lock_);
            ::close(lock_);
            lock_ = -1;
            if (!held) return;
            throw Error(file_in_use,
                        {{"file", file.filename().string()},
                         {"process", holder[0]},
                         {"host", holder[1]},
                         {"time", holder[2]}},
                        {.file = file.string()});
        }
        if (still_there(lock_, path_)) break;
        ::close(lock_);
    }
    // For people alone: a full disk or a lost line does no harm.
    const std::string holder = here_and_now();
    if (::ftruncate(lock_, 0) != 0 || ::pwrite(lock_, holder.data(), holder.size(), 0) < 0) return;
}

FileLock::~FileLock() {
    if (lock_ < 0) return;
    ::unlink(path_.c_str());  // while it is held: nobody else can have locked it
    ::close(lock_);
}

bool FileLock::is_of(const std::filesystem::path& file) const { return lock_path(file) == path_; }

}  // namespace glassnet
