// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/npz.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/problem.h"

#include <zip.h>
#include <algorithm>
#include <memory>

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

Archive open_archive(std::span<const std::byte> bytes, const Where& where) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (!source) throw Error(npz_damaged, {{"reason", text_of(error)}}, where);
    Archive archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!archive) {
        zip_source_free(source);
        throw Error(npz_damaged, {{"reason", text_of(error)}}, where);
    }
    return archive;
}

std::vector<std::byte> unpack(zip_t* archive, zip_uint64_t index, const std::string& entry,
                              std::int64_t& total, const ByteWatch& watch, const Where& where) {
    zip_stat_t info;
    zip_stat_init(&info);
    if (zip_stat_index(archive, index, 0, &info) != 0)
        throw Error(npz_damaged, {{"reason", zip_strerror(archive)}}, where);
    if (info.encryption_method != ZIP_EM_NONE) throw Error(npz_encrypted, {{"entry", entry}}, where);
    const auto bounded = [](zip_uint64_t size) {
        return static_cast<std::int64_t>(std::min<zip_uint64_t>(size, INT64_MAX / 1024));
    };
    const std::int64_t packed = bounded(info.comp_size);
    const std::int64_t unpacked = bounded(info.size);
    const std::int64_t by_ratio =
        std::max(limits::unpacked_bytes_allowed, packed * limits::compression_ratio);
    const std::int64_t limit = std::min(limits::archive_bytes - total, by_ratio);
    if (unpacked > limit) {
        throw Error(npz_large,
                    {{"entry", entry}, {"packed", packed}, {"unpacked", unpacked}, {"limit", limit}}, where);
    }
    total += unpacked;
    const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(archive, index, 0));
    if (!file) throw Error(npz_damaged, {{"reason", zip_strerror(archive)}}, where);
    std::vector<std::byte> bytes(static_cast<std::size_t>(unpacked));
    for (std::size_t done = 0; done < bytes.size();) {
        const zip_int64_t count =
            zip_fread(file.get(), bytes.data() + done, std::min(told_at_once, bytes.size() - done));
        if (count <= 0)
            throw Error(
                npz_damaged,
                {{"reason", count < 0 ? zip_file_strerror(file.get()) : "“" + entry + "” ends early"}},
                where);
        done += static_cast<std::size_t>(count);
        if (watch) watch(count);
    }
    // Only reading to the end makes the library compare the checksum, and shows whether there is more than
    // was promised.
    std::byte more{};
    if (zip_fread(file.get(), &more, 1) != 0)
        throw Error(npz_damaged, {{"reason", "“" + entry + "” does not match its checksum"}}, where);
    return bytes;
}

}  // namespace

std::map<std::string, StoredArray> read_npz(std::span<const std::byte> bytes, const std::string& file_name,
                                            const IsWanted& is_wanted, const ByteWatch& watch) {
    const Where where{.file = file_name};
    // the library would call this an archive of nothing
    if (bytes.empty()) throw Error(npz_damaged, {{"reason", "it is empty"}}, where);
    const Archive archive = open_archive(bytes, where);
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count > limits::archive_entries)
        throw Error(npz_entries, {{"found", std::int64_t{count}}, {"limit", limits::archive_entries}}, where);
    std::map<std::string, StoredArray> arrays;
    std::int64_t total = 0;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
        const char* raw_name = zip_get_name(archive.get(), index, ZIP_FL_ENC_GUESS);
        const std::string entry = raw_name ? raw_name : "";
        if (entry == "[Content_Types].xml") throw Error(npz_workbook, {}, where);
        if (!entry.ends_with(ending) || entry.find_first_of("/\\") != std::string::npos)
            throw Error(npz_entry, {{"entry", entry}}, where);
        const std::string name = entry.substr(0, entry.size() - ending.size());
        if (arrays.contains(name)) throw Error(npz_twice, {{"entry", name}}, where);
        arrays[name] = is_wanted(name) ? read_npy(unpack(archive.get(), index, entry, total, watch, where),
                                                  name, file_name)
                                       : StoredArray();
    }
    return arrays;
}

}  // namespace glassnet
