// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file_lock.h"

#include "base/platform/process.h"
#include "base/problem.h"

#include <array>
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
    const std::tm now = platform::local_time(std::time(nullptr));
    std::array<char, 64> time{};
    const std::size_t length = std::strftime(time.data(), time.size(), "%Y-%m-%d %H:%M", &now);
    return std::to_string(platform::process_number()) + "\n" + platform::host_name() + "\n" +
           std::string(time.data(), length) + "\n";
}

/// Reads the three lines of here_and_now; what is missing is "?".
std::vector<std::string> read_holder(const platform::OpenFile& lock) {
    std::array<char, 512> bytes{};
    std::error_code ignored;
    const std::size_t count = platform::read(lock, std::as_writable_bytes(std::span(bytes)), ignored);
    const std::string text(bytes.data(), count);
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

/// Tells whether the open file still has a name: a process that ends removes it, perhaps after it was opened
/// here.
bool still_there(const platform::OpenFile& lock) {
    std::error_code error;
    return platform::facts_of(lock, error).names > 0;
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& file) : path_(lock_path(file)) {
    do {
        std::error_code error;
        lock_ = platform::open_or_create_for_locking(path_, error);
        if (error) return;  // whoever cannot write here cannot save here either
        const platform::Lock answer = platform::try_lock(lock_);
        if (answer == platform::Lock::held_by_another) {
            const auto holder = read_holder(lock_);
            throw Error(file_in_use,
                        {{"file", file.filename().string()},
                         {"process", holder[0]},
                         {"host", holder[1]},
                         {"time", holder[2]}},
                        {.file = file.string()});
        }
        if (answer == platform::Lock::unknown) {
            lock_ = {};
            return;
        }
    } while (!still_there(lock_));
    // For people only: a full disk or a lost line does no harm.
    const std::string holder = here_and_now();
    if (!platform::truncate(lock_))
        static_cast<void>(platform::write(lock_, std::as_bytes(std::span(holder))));
}

FileLock::~FileLock() {
    std::error_code ignored;
    if (lock_) std::filesystem::remove(path_, ignored);  // while it is held: nobody else can have locked it
}

bool FileLock::is_of(const std::filesystem::path& file) const { return lock_path(file) == path_; }

}  // namespace glassnet
