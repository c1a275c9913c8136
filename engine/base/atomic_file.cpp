// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"

#include "base/problem.h"

#include <algorithm>
#include <limits>
#include <random>
#include <utility>

namespace glassnet {

namespace fs = std::filesystem;

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

Where at(const fs::path& path) { return {.file = path.string()}; }

/// Returns the error of an access: in plain words where any access may meet it, `otherwise` with the system's
/// reason for anything else.
Error file_error(const std::error_code& error, const fs::path& path, const ProblemKind& otherwise) {
    const Value file = path.filename().string();
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
        return Error(file_missing, {{"file", path.string()}}, at(path));
    if (error == std::errc::permission_denied || error == std::errc::operation_not_permitted)
        return Error(file_permission, {{"file", file}}, at(path));
    if (error == std::errc::read_only_file_system) return Error(file_read_only, {{"file", file}}, at(path));
    const bool is_name =
        error == std::errc::filename_too_long || error == std::errc::too_many_symbolic_link_levels;
    return Error(is_name ? file_name : otherwise, {{"file", file}, {"reason", error.message()}}, at(path));
}

const char* type_name(fs::file_type type) {
    switch (type) {
        case fs::file_type::directory:
            return "a folder";
        case fs::file_type::fifo:
            return "a pipe";
        case fs::file_type::socket:
            return "a socket";
        case fs::file_type::symlink:
            return "a link to nowhere";
        default:
            return "a device";
    }
}

[[noreturn]] void refuse_type(fs::file_type type, const fs::path& path) {
    throw Error(file_not_regular, {{"file", path.filename().string()}, {"type", type_name(type)}}, at(path));
}

/// Returns the file behind links, or the path itself if nothing is there yet. Throws where it is not a file.
fs::path behind_links(const fs::path& path) {
    std::error_code error;
    const fs::file_type named = fs::symlink_status(path, error).type();
    if (error == std::errc::no_such_file_or_directory && !path.filename().empty()) return path;
    if (error) throw file_error(error, path, file_write);
    if (named == fs::file_type::regular) return path;
    if (named != fs::file_type::symlink) refuse_type(named, path);
    const fs::file_type behind = fs::status(path, error).type();
    if (error) refuse_type(named, path);
    if (behind != fs::file_type::regular) refuse_type(behind, path);
    fs::path target = fs::canonical(path, error);
    if (error) throw file_error(error, path, file_write);
    return target;
}

// A file name has at most 255 bytes; the twelve that are added must fit.
std::string temporary_prefix(const fs::path& target) {
    return "." + target.filename().string().substr(0, 240) + ".";
}

fs::path temporary_name(const fs::path& target) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz012345";
    std::random_device random;
    std::string name = temporary_prefix(target);
    for (int i = 0; i < 6; ++i) name += letters[random() % letters.size()];
    return target.parent_path() / (name + ".tmp");
}

bool is_temporary(const std::string& name) {
    constexpr std::string_view ending = ".123456.tmp";
    return name.size() > ending.size() && name.front() == '.' && name.ends_with(".tmp") &&
           name[name.size() - ending.size()] == '.';
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// A regular file, open for reading.
class RegularFile {
public:
    explicit RegularFile(const fs::path& path) : path_(path) {
        std::error_code error;
        file_ = platform::open_for_reading(path, error);
        platform::FileFacts facts;
        if (!error) facts = platform::facts_of(file_, error);
        if (error) throw file_error(error, path, file_read);
        if (facts.type != fs::file_type::regular) refuse_type(facts.type, path);
        size_ = facts.size;
    }
    [[nodiscard]] std::int64_t size() const { return size_; }

    template <class Byte = std::byte>
    [[nodiscard]] std::vector<Byte> read(std::int64_t count, const ByteWatch& watch = {}) const {
        constexpr std::size_t told_at_once = std::size_t{4} << 20;
        std::vector<Byte> bytes(static_cast<std::size_t>(count));
        for (std::size_t at_byte = 0; at_byte < bytes.size();) {
            const auto piece =
                std::span(bytes).subspan(at_byte, std::min(told_at_once, bytes.size() - at_byte));
            std::error_code error;
            const std::size_t done = platform::read(file_, std::as_writable_bytes(piece), error);
            if (error) throw file_error(error, path_, file_read);
            if (done < piece.size())
                throw Error(file_changed, {{"file", path_.filename().string()}, {"size", size_}}, at(path_));
            at_byte += done;
            if (watch) watch(static_cast<std::int64_t>(done));
        }
        return bytes;
    }

    [[nodiscard]] std::vector<std::byte> piece(std::int64_t offset, std::int64_t count) const {
        std::vector<std::byte> bytes(
            static_cast<std::size_t>(std::clamp<std::int64_t>(count, 0, std::max<std::int64_t>(0, size_))));
        std::error_code error;
        const std::size_t done = platform::read_at(file_, offset, bytes, error);
        if (error) throw file_error(error, path_, file_read);
        if (static_cast<std::int64_t>(done) < count)
            throw Error(file_changed, {{"file", path_.filename().string()}, {"size", size_}}, at(path_));
        return bytes;
    }

private:
    const fs::path& path_;
    platform::OpenFile file_;
    std::int64_t size_ = 0;
};

/// Tells whether this open file is now ours and still has a name. File systems without locks cannot say:
/// there nobody removes files.
bool is_ours(const platform::OpenFile& file) {
    if (platform::try_lock(file) == platform::Lock::held_by_another) return false;
    std::error_code error;
    const platform::FileFacts facts = platform::facts_of(file, error);
    return error || facts.names > 0;
}

/// Removes what killed programs left of this file. A living writer holds the lock of its temporary file.
void remove_leftovers_of(const fs::path& target) {
    const std::string prefix = temporary_prefix(target);
    std::error_code ignored;
    for (fs::directory_iterator each(folder_of(target), ignored), end; !ignored && each != end;
         each.increment(ignored)) {
        const std::string name = each->path().filename().string();
        if (!is_temporary(name) || !name.starts_with(prefix) || name.size() != prefix.size() + 10) continue;
        std::error_code stays;
        const platform::OpenFile file = platform::open_for_locking(each->path(), stays);
        if (file && platform::try_lock(file) == platform::Lock::held) fs::remove(each->path(), stays);
    }
}

Error unsure(const std::error_code& error, const fs::path& path) {
    return {file_unsure, {{"file", path.filename().string()}, {"reason", error.message()}}, at(path)};
}

/// Flushes a new name to the disk; `path` is what the caller calls the file.
void sync_folder_of(const fs::path& target, const fs::path& path) {
    if (const std::error_code error = platform::sync_folder(folder_of(target))) throw unsure(error, path);
}

/// Removes a file if it is there; nothing can be done about one that stays.
void remove_quietly(const fs::path& path) {
    std::error_code ignored;
    if (!path.empty()) fs::remove(path, ignored);
}

}  // namespace

AtomicFile::AtomicFile(fs::path path) : path_(std::move(path)), target_(behind_links(path_)) {
    // A file that may not be written must not be replaced either, although its folder would permit it.
    std::error_code error;
    const fs::file_status old = fs::status(target_, error);
    const bool exists = !error;
    if (exists) error = platform::check_writable(target_);
    if (exists && error) throw file_error(error, path_, file_write);
    remove_leftovers_of(target_);
    do {  // again where the name is taken, or where another writer removed the file before it was locked
        temporary_ = temporary_name(target_);
        file_ = platform::create_new_file(temporary_, error);
    } while (file_ ? !is_ours(file_) : error == std::errc::file_exists);
    if (!file_) {
        temporary_.clear();
        fail(error);
    }
    if (exists) error = platform::set_permissions(file_, old.permissions());
    if (error) {
        file_.close();
        remove_quietly(temporary_);
        throw file_error(error, path_, file_write);
    }
}

AtomicFile::~AtomicFile() {
    file_.close();
    remove_quietly(temporary_);
}

void AtomicFile::fail(const std::error_code& error) {
    // What was written is released first: otherwise it would be missing from the free space that is reported.
    file_.close();
    remove_quietly(std::exchange(temporary_, {}));
    if (!platform::is_lack_of_room(error)) throw file_error(error, path_, file_write);
    std::error_code untold;
    const fs::space_info disk = fs::space(folder_of(target_), untold);
    const auto available = untold ? 0 : static_cast<std::int64_t>(disk.available);
    throw Error(file_disk_full,
                {{"file", path_.filename().string()}, {"needed", written_}, {"free", available}}, at(path_));
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    written_ += static_cast<std::int64_t>(bytes.size());
    if (const std::error_code error = platform::write(file_, bytes)) fail(error);
}

void AtomicFile::commit() {
    std::error_code error = platform::sync(file_);
    platform::FileFacts facts;
    if (!error) facts = platform::facts_of(file_, error);
    if (error) fail(error);
    if (facts.size != written_) {  // a disk that lost bytes silently
        fail(std::make_error_code(std::errc::no_space_on_device));
    }
    fs::rename(temporary_, target_, error);
    // A temporary file or a folder that is gone: somebody else removed it.
    if (error == std::errc::no_such_file_or_directory) {
        throw Error(file_write, {{"file", path_.filename().string()}, {"reason", error.message()}},
                    at(path_));
    }
    if (error) fail(error);
    temporary_.clear();
    // Closed only now: until it has its name, the lock keeps others from removing it.
    error = file_.close();
    if (error) throw unsure(error, path_);
    sync_folder_of(target_, path_);
}

void write_file_atomically(const fs::path& path, std::span<const std::byte> bytes) {
    AtomicFile file(path);
    file.write(bytes);
    file.commit();
}

void write_file_atomically(const fs::path& path, std::string_view text) {
    write_file_atomically(path, std::as_bytes(std::span(text)));
}

void link_file_atomically(const fs::path& from, const fs::path& to) {
    const fs::path target = behind_links(to);
    const fs::path temporary = temporary_name(target);
    std::error_code error;
    fs::create_hard_link(from, temporary, error);
    if (error) {
        write_file_atomically(to, read_file(from, std::numeric_limits<std::int64_t>::max()));
        return;
    }
    fs::rename(temporary, target, error);
    remove_quietly(temporary);  // where both names were one file already, the rename has done nothing
    if (error) throw file_error(error, to, file_write);
    sync_folder_of(target, to);
}

FolderLock::FolderLock(const fs::path& folder) {
    std::error_code error;
    folder_ = platform::lock_folder(folder, error);
    if (error == std::errc::resource_unavailable_try_again)
        throw Error(folder_busy, {{"folder", folder.string()}}, at(folder));
    if (error) throw file_error(error, folder, file_write);
}

void remove_leftovers(const fs::path& folder) {
    std::error_code ignored;
    for (fs::directory_iterator each(folder, ignored), end; !ignored && each != end;
         each.increment(ignored)) {
        std::error_code stays;
        if (is_temporary(each->path().filename().string())) fs::remove(each->path(), stays);
    }
}

namespace {

template <class Byte>
std::vector<Byte> read_all(const fs::path& path, std::int64_t limit, const ByteWatch& watch) {
    const RegularFile file(path);
    if (file.size() > limit) {
        throw Error(file_too_large,
                    {{"file", path.filename().string()}, {"size", file.size()}, {"limit", limit}}, at(path));
    }
    return file.read<Byte>(file.size(), watch);
}

}  // namespace

std::int64_t size_of_file(const fs::path& path) {
    std::error_code unknown;
    const auto size = fs::file_size(path, unknown);
    return unknown ? 0 : static_cast<std::int64_t>(size);
}

std::vector<std::byte> read_file(const fs::path& path, std::int64_t limit, const ByteWatch& watch) {
    return read_all<std::byte>(path, limit, watch);
}

std::vector<std::uint8_t> read_numbers(const fs::path& path, std::int64_t limit, const ByteWatch& watch) {
    return read_all<std::uint8_t>(path, limit, watch);
}

std::vector<std::byte> read_piece(const fs::path& path, std::int64_t offset, std::int64_t count) {
    return RegularFile(path).piece(offset, count);
}

std::vector<std::byte> first_bytes(const fs::path& path, std::size_t count) {
    const RegularFile file(path);
    return file.read(std::min(file.size(), static_cast<std::int64_t>(count)));
}

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace glassnet
