// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/npz.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/problem.h"
#include "formats/zip_place.h"

#include <zip.h>
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace glassnet {

namespace {

constexpr ProblemKind npz_damaged{"npz.damaged", Severity::error, "the archive is damaged: {reason}",
                                  "Copy or write the file again."};
constexpr ProblemKind npz_entries{"npz.entries", Severity::error,
                                  "{found} arrays in the archive, at most {limit} are allowed",
                                  "Save fewer arrays: x_train, y_train, x_test, y_test."};
constexpr ProblemKind npz_entry{"npz.entry", Severity::error, "“{entry}” does not belong in an .npz file",
                                "Write the file with numpy.savez."};
constexpr ProblemKind npz_twice{"npz.twice", Severity::error, "the array “{entry}” is given twice",
                                "Write the file with numpy.savez."};
constexpr ProblemKind npz_encrypted{"npz.encrypted", Severity::error, "“{entry}” is encrypted",
                                    "Write the archive without a password."};
constexpr ProblemKind npz_large{
    "npz.large", Severity::error,
    "“{entry}” unpacks from {packed} to {unpacked} bytes, at most {limit} are allowed",
    "Check the file's source, or use numpy.savez, which does not pack."};
constexpr ProblemKind npz_workbook{
    "npz.workbook", Severity::error,
    "this is a workbook or a document of an office program, no archive of arrays",
    "Save the sheet as CSV there."};
constexpr std::string_view ending = ".npy";
constexpr std::size_t told_at_once = std::size_t{4} << 20;  // bytes, to a watch

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;

struct CloseEntry {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string text_of(zip_error_t& error) {
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

/// Opens the archive of a source, which it owns then.
Archive opened(zip_source_t* source, zip_error_t& error, const Where& where) {
    if (!source) throw Error(npz_damaged, {{"reason", text_of(error)}}, where);
    Archive archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!archive) {
        zip_source_free(source);
        throw Error(npz_damaged, {{"reason", text_of(error)}}, where);
    }
    return archive;
}

Archive open_archive(std::span<const std::byte> bytes, const Where& where) {
    zip_error_t error;
    zip_error_init(&error);
    return opened(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error), error, where);
}

Archive open_archive(const std::filesystem::path& path, const Where& where) {
    zip_error_t error;
    zip_error_init(&error);
    return opened(zip_source_file_create(path.string().c_str(), 0, -1, &error), error, where);
}

/// What the archive says of an entry.
struct Entry {
    zip_uint64_t index = 0;
    std::string name;
    std::int64_t packed = 0, unpacked = 0;  // bytes
    bool is_stored = false;                 // not packed
};

/// Reads the entries of an archive one after the other.
class EntryReader {
public:
    EntryReader(zip_t* archive, const ByteWatch& watch, const Where& where)
        : archive_(archive), watch_(watch), where_(where) {}

    [[nodiscard]] Entry entry(zip_uint64_t index, const std::string& name) const {
        zip_stat_t info;
        zip_stat_init(&info);
        if (zip_stat_index(archive_, index, 0, &info) != 0) throw damaged(zip_strerror(archive_));
        if (info.encryption_method != ZIP_EM_NONE) throw Error(npz_encrypted, {{"entry", name}}, where_);
        const auto bounded = [](zip_uint64_t size) {
            return static_cast<std::int64_t>(std::min<zip_uint64_t>(size, INT64_MAX / 1024));
        };
        return {.index = index,
                .name = name,
                .packed = bounded(info.comp_size),
                .unpacked = bounded(info.size),
                .is_stored = info.comp_method == ZIP_CM_STORE};
    }

    /// Returns all bytes of an entry.
    std::vector<std::byte> unpack(const Entry& entry) {
        const std::int64_t by_ratio =
            std::max(limits::unpacked_bytes_allowed, entry.packed * limits::compression_ratio);
        const std::int64_t limit = std::min(limits::archive_bytes - total_, by_ratio);
        if (entry.unpacked > limit)
            throw Error(npz_large,
                        {{"entry", entry.name},
                         {"packed", entry.packed},
                         {"unpacked", entry.unpacked},
                         {"limit", limit}},
                        where_);
        total_ += entry.unpacked;
        std::vector<std::byte> bytes(static_cast<std::size_t>(entry.unpacked));
        std::size_t done = 0;
        read_through(entry, [&](std::size_t count) {
            const auto piece = std::span(bytes).subspan(done, count);
            done += count;
            return piece;
        });
        return bytes;
    }

    /// Compares an entry with its checksum, and returns its first bytes.
    std::vector<std::byte> check(const Entry& entry) {
        std::vector<std::byte> head(std::min(npy_head_bytes, static_cast<std::size_t>(entry.unpacked)));
        std::vector<std::byte> others(told_at_once);
        bool is_first = true;
        read_through(entry, [&](std::size_t) {
            return std::exchange(is_first, false) ? std::span(head) : std::span(others);
        });
        return head;
    }

private:
    [[nodiscard]] Error damaged(const std::string& reason) const {
        return {npz_damaged, {{"reason", reason}}, where_};
    }

    /// Reads all of an entry, piece by piece, to where `room(bytes)` says. Reading to the end makes the
    /// library compare the checksum, and shows whether there is more than was promised.
    template <class Room>
    void read_through(const Entry& entry, const Room& room) {
        const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(archive_, entry.index, 0));
        if (!file) throw damaged(zip_strerror(archive_));
        for (std::int64_t left = entry.unpacked; left > 0;) {
            std::span<std::byte> piece = room(std::min(static_cast<std::size_t>(left), told_at_once));
            piece = piece.first(std::min(piece.size(), static_cast<std::size_t>(left)));
            while (!piece.empty()) {
                const zip_int64_t count = zip_fread(file.get(), piece.data(), piece.size());
                if (count <= 0)
                    throw damaged(count < 0 ? zip_file_strerror(file.get())
                                            : "“" + entry.name + "” ends early");
                piece = piece.subspan(static_cast<std::size_t>(count));
                left -= count;
                if (watch_) watch_(count);
            }
        }
        std::byte more{};
        if (zip_fread(file.get(), &more, 1) != 0)
            throw damaged("“" + entry.name + "” does not match its checksum");
    }

    zip_t* archive_;
    const ByteWatch& watch_;
    const Where& where_;
    std::int64_t total_ = 0;
};

/// Calls visit(reader, index, entry's name, array's name) for each array.
template <class Visit>
void for_each_array(zip_t* archive, const ByteWatch& watch, const Where& where, const Visit& visit) {
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > limits::archive_entries)
        throw Error(npz_entries, {{"found", std::int64_t{count}}, {"limit", limits::archive_entries}}, where);
    EntryReader reader(archive, watch, where);
    std::set<std::string> known;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
        const char* raw_name = zip_get_name(archive, index, ZIP_FL_ENC_GUESS);
        const std::string entry = raw_name ? raw_name : "";
        if (entry == "[Content_Types].xml") throw Error(npz_workbook, {}, where);
        if (!entry.ends_with(ending) || entry.find_first_of("/\\") != std::string::npos)
            throw Error(npz_entry, {{"entry", entry}}, where);
        const std::string name = entry.substr(0, entry.size() - ending.size());
        if (!known.insert(name).second) throw Error(npz_twice, {{"entry", name}}, where);
        visit(reader, index, entry, name);
    }
}

}  // namespace

std::map<std::string, StoredArray> read_npz(std::span<const std::byte> bytes, const std::string& file_name,
                                            const IsWanted& is_wanted, const ByteWatch& watch) {
    const Where where{.file = file_name};
    // the library would call this an archive of nothing
    if (bytes.empty()) throw Error(npz_damaged, {{"reason", "it is empty"}}, where);
    const Archive archive = open_archive(bytes, where);
    std::map<std::string, StoredArray> arrays;
    for_each_array(
        archive.get(), watch, where,
        [&](EntryReader& reader, zip_uint64_t index, const std::string& entry, const std::string& name) {
            arrays[name] = is_wanted(name)
                               ? read_npy(reader.unpack(reader.entry(index, entry)), name, file_name)
                               : StoredArray();
        });
    return arrays;
}

std::map<std::string, PlacedArray> read_large_npz(const std::filesystem::path& path,
                                                  const IsWanted& is_wanted, const IsWanted& may_stay,
                                                  const ByteWatch& watch) {
    const Where where{.file = path.string()};
    const Archive archive = open_archive(path, where);
    std::map<std::string, PlacedArray> arrays;
    const auto read = [&](EntryReader& reader, zip_uint64_t index, const std::string& entry_name,
                          const std::string& name) {
        PlacedArray& array = arrays[name];
        if (!is_wanted(name)) return;
        const Entry entry = reader.entry(index, entry_name);
        const auto begin = entry.is_stored && entry.unpacked >= stays_in_file_from && may_stay(name)
                               ? place_in_zip(path, entry_name)
                               : std::nullopt;
        if (begin) {
            if (auto place = place_in_npy(reader.check(entry), entry.unpacked, name, where.file)) {
                place->file = path;
                place->offset += *begin;
                array = *std::move(place);
                return;
            }
        }
        StoredArray whole = read_npy(reader.unpack(entry), name, where.file);
        std::visit([&](auto& one) { array = std::move(one); }, whole);
    };
    for_each_array(archive.get(), watch, where, read);
    return arrays;
}

}  // namespace glassnet
