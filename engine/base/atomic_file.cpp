// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"

#include "base/problem.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

namespace glassnet {

namespace {

constexpr ProblemKind file_missing{"file.missing", Severity::error, "“{file}” does not exist",
                                   "Check the name and the folder."};
constexpr ProblemKind file_permission{
    "file.permission", Severity::error, "access to “{file}” is not allowed",
    "Change the rights of the file and its folder, or choose another folder."};
constexpr ProblemKind file_read_only{"file.read_only", Severity::error,
                                     "“{file}” lies on a disk that can only be read",
                                     "Choose a folder on another disk."};
constexpr ProblemKind file_disk_full{
    "file.disk_full", Severity::error, "no room for “{file}”: {needed} bytes wanted, {free} free",
    "Free some space or choose another disk; what was there before is untouched."};
constexpr ProblemKind file_not_regular{"file.not_regular", Severity::error, "“{file}” is {type}, not a file",
                                       "Choose the name of a file."};
constexpr ProblemKind file_too_large{"file.too_large", Severity::error,
                                     "“{file}” has {size} bytes, at most {limit} are allowed",
                                     "Check that this is the right file, or split it."};
constexpr ProblemKind file_changed{"file.changed", Severity::error,
                                   "“{file}” was {size} bytes long and changed while it was read",
                                   "Wait until the other program has finished and try again."};
constexpr ProblemKind file_read{"file.read", Severity::error, "“{file}” cannot be read: {reason}",
                                "Check the disk, or copy the file again."};
constexpr ProblemKind file_write{
    "file.write", Severity::error, "“{file}” cannot be written: {reason}",
    "Check the disk or choose another folder; what was there before is untouched."};
constexpr ProblemKind file_name{"file.name", Severity::error,
                                "“{file}” cannot be the name of a file: {reason}", "Choose another name."};
constexpr ProblemKind file_unsure{"file.write_unsure", Severity::error,
                                  "“{file}” was written, but may not survive a loss of power: {reason}",
                                  "Check the disk and save again."};
constexpr ProblemKind folder_busy{"file.folder_busy", Severity::error,
                                  "another program is writing in “{folder}”",
                                  "Wait until it has finished, or end it."};

Where at(const std::filesystem::path& path) { return {.file = path.string()}; }

Value reason_of(int error) { return std::generic_category().message(error); }

/// What every access can meet, in plain words; anything else is `otherwise` with the system's reason.
Error file_error(int error, const std::filesystem::path& path, const ProblemKind& otherwise) {
    const Value file = path.filename().string();
    if (error == ENOENT || error == ENOTDIR) return Error(file_missing, {{"file", path.string()}}, at(path));
    if (error == EACCES || error == EPERM) return Error(file_permission, {{"file", file}}, at(path));
    if (error == EROFS) return Error(file_read_only, {{"file", file}}, at(path));
    const bool is_name = error == ENAMETOOLONG || error == ELOOP;
    return Error(is_name ? file_name : otherwise, {{"file", file}, {"reason", reason_of(error)}}, at(path));
}

const char* type_name(mode_t mode) {
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a pipe";
    if (S_ISSOCK(mode)) return "a socket";
    if (S_ISLNK(mode)) return "a link to nowhere";
    return "a device";
}

[[noreturn]] void refuse_type(mode_t mode, const std::filesystem::path& path) {
    throw Error(file_not_regular, {{"file", path.filename().string()}, {"type", type_name(mode)}}, at(path));
}

/// The file behind links, or the path itself if nothing is there yet. Throws for what is no file.
std::filesystem::path behind_links(const std::filesystem::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno == ENOENT && !path.filename().empty()) return path;
        throw file_error(errno, path, file_write);
    }
    if (S_ISREG(info.st_mode)) return path;
    if (!S_ISLNK(info.st_mode) || ::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        refuse_type(info.st_mode, path);
    std::error_code error;
    std::filesystem::path target = std::filesystem::canonical(path, error);
    if (error) throw file_error(error.value(), path, file_write);
    return target;
}

// A file name has at most 255 bytes; the twelve that are added must fit.
std::string temporary_prefix(const std::filesystem::path& target) {
    return "." + target.filename().string().substr(0, 240) + ".";
}

std::filesystem::path temporary_name(const std::filesystem::path& target) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz012345";
    std::array<unsigned char, 6> random{};
    if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
        throw file_error(errno, target, file_write);
    std::string name = temporary_prefix(target);
    for (const unsigned char number : random) name += letters[number % letters.size()];
    return target.parent_path() / (name + ".tmp");
}

bool is_temporary(const std::string& name) {
    constexpr std::string_view ending = ".123456.tmp";
    return name.size() > ending.size() && name.front() == '.' && name.ends_with(".tmp") &&
           name[name.size() - ending.size()] == '.';
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// Closes a descriptor when its block ends.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

/// A regular file, open for reading.
class OpenFile {
public:
    // Without O_NONBLOCK a pipe would wait for a writer before it could be refused.
    explicit OpenFile(const std::filesystem::path& path)
        : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
        struct stat info {};
        if (file_.number() < 0 || ::fstat(file_.number(), &info) != 0)
            throw file_error(errno, path, file_read);
        if (!S_ISREG(info.st_mode)) refuse_type(info.st_mode, path);
        size_ = info.st_size;
    }
    [[nodiscard]] std::int64_t size() const { return size_; }

    template <class Byte = std::byte>
    [[nodiscard]] std::vector<Byte> read(std::int64_t count) const {
        std::vector<Byte> bytes(static_cast<std::size_t>(count));
        for (std::size_t done = 0; done < bytes.size();) {
            const ssize_t now = ::read(file_.number(), bytes.data() + done, bytes.size() - done);
            if (now < 0 && errno == EINTR) continue;
            if (now < 0) throw file_error(errno, path_, file_read);
            if (now == 0)
                throw Error(file_changed, {{"file", path_.filename().string()}, {"size", size_}}, at(path_));
            done += static_cast<std::size_t>(now);
        }
        return bytes;
    }

private:
    const std::filesystem::path& path_;
    Descriptor file_;
    std::int64_t size_ = 0;
};

int open_new(const std::filesystem::path& path) {
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
}

/// Whether this open file is now ours and still has a name. File systems without locks say so with other
/// errors: there nobody sweeps.
bool is_ours(int file) {
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) return errno != EWOULDBLOCK;
    struct stat info {};
    return ::fstat(file, &info) != 0 || info.st_nlink > 0;
}

/// Removes what killed programs left of this file. A writer that lives holds the lock of its temporary file.
void remove_leftovers_of(const std::filesystem::path& target) {
    const std::string prefix = temporary_prefix(target);
    std::error_code ignored;
    for (std::filesystem::directory_iterator each(folder_of(target), ignored), end; !ignored && each != end;
         each.increment(ignored)) {
        const std::string name = each->path().filename().string();
        if (!is_temporary(name) || !name.starts_with(prefix) || name.size() != prefix.size() + 10) continue;
        const Descriptor file(::open(each->path().c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        if (file.number() >= 0 && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0)
            ::unlink(each->path().c_str());
    }
}

Error unsure(int error, const std::filesystem::path& path) {
    return {file_unsure, {{"file", path.filename().string()}, {"reason", reason_of(error)}}, at(path)};
}

/// Brings a new name to the disk; `path` is what the caller calls the file.
void sync_folder_of(const std::filesystem::path& target, const std::filesystem::path& path) {
    const Descriptor folder(::open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems cannot sync a folder and say so with EINVAL: there the rename itself is all there is.
    if (folder.number() < 0 || (::fsync(folder.number()) != 0 && errno != EINVAL)) throw unsure(errno, path);
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)), target_(behind_links(path_)) {
    // A file that may not be written is not to be replaced either, although its folder would permit it.
    struct stat old {};
    const bool exists = ::stat(target_.c_str(), &old) == 0;
    if (exists && ::access(target_.c_str(), W_OK) != 0) throw file_error(errno, path_, file_write);
    remove_leftovers_of(target_);
    for (;;) {
        temporary_ = temporary_name(target_);
        file_ = open_new(temporary_);
        if (file_ < 0 && errno == EEXIST) continue;
        if (file_ < 0 || is_ours(file_)) break;
        ::close(file_);  // another writer swept it before it was locked
    }
    if (file_ < 0) {
        const int error = errno;
        temporary_.clear();
        fail(error);
    }
    if (exists && ::fchmod(file_, old.st_mode & 07777) != 0) {
        const int error = errno;
        ::close(file_);
        ::unlink(temporary_.c_str());
        throw file_error(error, path_, file_write);
    }
}

AtomicFile::~AtomicFile() {
    if (file_ >= 0) ::close(file_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void AtomicFile::fail(int error) {
    // What was written goes first: it would be missing from what is told to be free.
    if (file_ >= 0) ::close(std::exchange(file_, -1));
    if (!temporary_.empty()) ::unlink(std::exchange(temporary_, {}).c_str());
    if (error != ENOSPC && error != EDQUOT && error != EFBIG) throw file_error(error, path_, file_write);
    struct statvfs disk {};
    std::int64_t available = 0;
    if (::statvfs(folder_of(target_).c_str(), &disk) == 0)
        available = static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize);
    throw Error(file_disk_full,
                {{"file", path_.filename().string()}, {"needed", written_}, {"free", available}}, at(path_));
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    written_ += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        const ssize_t count = ::write(file_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) fail(count < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

void AtomicFile::commit() {
    struct stat info {};
    if (::fsync(file_) != 0 || ::fstat(file_, &info) != 0) fail(errno);
    if (info.st_size != written_) fail(ENOSPC);  // a disk that swallowed bytes without a word
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
        // A temporary file or a folder that is gone: somebody else removed it.
        const int error = errno;
        if (error == ENOENT)
            throw Error(file_write, {{"file", path_.filename().string()}, {"reason", reason_of(error)}},
                        at(path_));
        fail(error);
    }
    temporary_.clear();
    // Closed only now: until it has its name, the lock keeps others from sweeping it.
    if (::close(std::exchange(file_, -1)) != 0) throw unsure(errno, path_);
    sync_folder_of(target_, path_);
}

void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    AtomicFile file(path);
    file.write(bytes);
    file.commit();
}

void write_file_atomically(const std::filesystem::path& path, std::string_view text) {
    write_file_atomically(path, std::as_bytes(std::span(text)));
}

void link_file_atomically(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::filesystem::path target = behind_links(to);
    const std::filesystem::path temporary = temporary_name(target);
    if (::link(from.c_str(), temporary.c_str()) != 0) {
        write_file_atomically(to, read_file(from, std::numeric_limits<std::int64_t>::max()));
        return;
    }
    const int error = ::rename(temporary.c_str(), target.c_str()) == 0 ? 0 : errno;
    ::unlink(temporary.c_str());  // where both names were one file already, the rename has done nothing
    if (error != 0) throw file_error(error, to, file_write);
    sync_folder_of(target, to);
}

FolderLock::FolderLock(const std::filesystem::path& folder)
    : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (folder_ < 0) throw file_error(errno, folder, file_write);
    // File systems without locks say so with other errors: there the lock is only a wish.
    if (::flock(folder_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(folder_);
        throw Error(folder_busy, {{"folder", folder.string()}}, at(folder));
    }
}

FolderLock::~FolderLock() { ::close(folder_); }

void remove_leftovers(const std::filesystem::path& folder) {
    std::error_code ignored;
    for (std::filesystem::directory_iterator each(folder, ignored), end; !ignored && each != end;
         each.increment(ignored)) {
        std::error_code stays;
        if (is_temporary(each->path().filename().string())) std::filesystem::remove(each->path(), stays);
    }
}

namespace {

template <class Byte>
std::vector<Byte> read_all(const std::filesystem::path& path, std::int64_t limit) {
    const OpenFile file(path);
    if (file.size() > limit) {
        throw Error(file_too_large,
                    {{"file", path.filename().string()}, {"size", file.size()}, {"limit", limit}}, at(path));
    }
    return file.read<Byte>(file.size());
}

}  // namespace

std::vector<std::byte> read_file(const std::filesystem::path& path, std::int64_t limit) {
    return read_all<std::byte>(path, limit);
}

std::vector<std::uint8_t> read_numbers(const std::filesystem::path& path, std::int64_t limit) {
    return read_all<std::uint8_t>(path, limit);
}

std::vector<std::byte> first_bytes(const std::filesystem::path& path, std::size_t count) {
    const OpenFile file(path);
    return file.read(std::min(file.size(), static_cast<std::int64_t>(count)));
}

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace glassnet
