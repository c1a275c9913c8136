// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/npz.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/problem.h"

#include <zip.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>

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
constexpr ProblemKind npy_header{"npy.header", Severity::error, "“{entry}” is no NumPy array: {reason}",
                                 "Write the file with numpy.savez."};
constexpr ProblemKind npy_code{
    "npy.code", Severity::error,
    "“{entry}” is an array of Python objects, which contains code; it is not opened",
    "Convert it to an array of numbers before saving."};
constexpr ProblemKind npy_type{
    "npy.type", Severity::error, "“{entry}” has the type {found}",
    "Convert it with astype to one of uint8, bool, int32, int64, float32, float64."};
constexpr ProblemKind npy_order{"npy.order", Severity::error, "“{entry}” lies in Fortran order",
                                "Save numpy.ascontiguousarray(array) instead."};
constexpr ProblemKind npy_length{"npy.length", Severity::error,
                                 "“{entry}” promises {promised} bytes of values, {present} are present",
                                 "Copy or write the file again."};

constexpr std::string_view ending = ".npy";

// ---- .npy ----------------------------------------------------------------------------------------------

/// Reads the one Python dictionary in a header: names with a text, True, False or a tuple of numbers.
class NpyHeaderReader {
public:
    explicit NpyHeaderReader(std::string_view text) : rest_(text) {}

    struct Header {
        std::string type;
        bool is_fortran = false;
        std::vector<std::int64_t> shape;
        int fields = 0;
    };

    /// Returns the header, or nothing if the text is anything else.
    std::optional<Header> read() {
        Header header;
        if (!take('{')) return std::nullopt;
        while (!take('}')) {
            const auto name = text();
            if (!name || !take(':') || !read_field(*name, header)) return std::nullopt;
            ++header.fields;
            if (!take(',') && !peek('}')) return std::nullopt;
        }
        return header.fields == 3 ? std::optional(header) : std::nullopt;
    }

private:
    bool read_field(const std::string& name, Header& header) {
        if (name == "descr") return read_type(header);
        if (name == "fortran_order") return read_truth(header.is_fortran);
        return name == "shape" && read_shape(header.shape);
    }
    bool read_type(Header& header) {
        if (peek('[')) {  // a structure: not supported, but named in the message
            header.type = "structure";
            rest_.remove_prefix(std::min(rest_.size(), rest_.find(']')));
            return take(']');
        }
        const auto type = text();
        header.type = type.value_or("");
        return type.has_value();
    }
    bool read_truth(bool& truth) {
        skip();
        truth = rest_.starts_with("True");
        if (!truth && !rest_.starts_with("False")) return false;
        rest_.remove_prefix(truth ? 4 : 5);
        return true;
    }
    bool read_shape(std::vector<std::int64_t>& shape) {
        if (!take('(')) return false;
        while (!take(')')) {
            skip();
            std::int64_t side = 0;
            const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), side);
            if (error != std::errc() || side < 0 ||
                shape.size() == static_cast<std::size_t>(limits::tensor_rank))
                return false;
            rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
            shape.push_back(side);
            if (!take(',') && !peek(')')) return false;
        }
        return true;
    }
    std::optional<std::string> text() {
        skip();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) return std::nullopt;
        const auto end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) return std::nullopt;
        std::string result(rest_.substr(1, end - 1));
        rest_.remove_prefix(end + 1);
        return result;
    }
    void skip() { rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_not_of(" \n"))); }
    bool peek(char letter) {
        skip();
        return rest_.starts_with(letter);
    }
    bool take(char letter) {
        const bool is_there = peek(letter);
        if (is_there) rest_.remove_prefix(1);
        return is_there;
    }

    std::string_view rest_;
};

template <class Stored, class Kept = Stored>
StoredTensor::Values values_of(std::span<const std::byte> bytes) {
    std::vector<Stored> values(bytes.size() / sizeof(Stored));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    if constexpr (std::is_same_v<Stored, Kept>)
        return values;
    else
        return std::vector<Kept>(values.begin(), values.end());
}

struct NumberType {
    std::string_view name;
    std::int64_t size;
    StoredTensor::Values (*read)(std::span<const std::byte>);
};

constexpr std::array number_types{NumberType{"|u1", 1, values_of<std::uint8_t>},
                                  NumberType{"|b1", 1, values_of<std::uint8_t>},
                                  NumberType{"<i4", 4, values_of<std::int32_t, std::int64_t>},
                                  NumberType{"<i8", 8, values_of<std::int64_t>},
                                  NumberType{"<f4", 4, values_of<float>},
                                  NumberType{"<f8", 8, values_of<double>}};

// ---- ZIP -----------------------------------------------------------------------------------------------

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
                              std::int64_t& total, const Where& where) {
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
        const zip_int64_t count = zip_fread(file.get(), bytes.data() + done, bytes.size() - done);
        if (count <= 0)
            throw Error(
                npz_damaged,
                {{"reason", count < 0 ? zip_file_strerror(file.get()) : "“" + entry + "” ends early"}},
                where);
        done += static_cast<std::size_t>(count);
    }
    // Only reading to the end makes the library compare the checksum, and shows whether there is more than
    // was promised.
    std::byte more{};
    if (zip_fread(file.get(), &more, 1) != 0)
        throw Error(npz_damaged, {{"reason", "“" + entry + "” does not match its checksum"}}, where);
    return bytes;
}

}  // namespace

StoredTensor read_npy(std::span<const std::byte> bytes, const std::string& name,
                      const std::string& file_name) {
    const Where where{.file = file_name, .tensor = name};
    const auto fail = [&](const char* reason) {
        return Error(npy_header, {{"entry", name}, {"reason", reason}}, where);
    };
    const std::string_view text = as_text(bytes);
    if (text.size() < 12 || !text.starts_with("\x93NUMPY")) throw fail("its first bytes are others");
    const bool is_long = text[6] >= 2;  // version 2 counts the header with four bytes
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + 8, is_long ? 4 : 2);
    const std::size_t start = is_long ? 12 : 10;
    if (length > 65536 || text.size() < start + length) throw fail("its header is cut or too long");
    const auto header = NpyHeaderReader(text.substr(start, length)).read();
    if (!header) throw fail("its header cannot be read");
    if (header->type.find('O') != std::string::npos) throw Error(npy_code, {{"entry", name}}, where);
    const auto* const type = std::ranges::find(number_types, header->type, &NumberType::name);
    if (type == number_types.end()) throw Error(npy_type, {{"entry", name}, {"found", header->type}}, where);
    if (header->is_fortran && header->shape.size() > 1) throw Error(npy_order, {{"entry", name}}, where);

    std::int64_t promised = type->size;
    bool is_possible = true;
    for (const std::int64_t side : header->shape)
        is_possible = is_possible && !__builtin_mul_overflow(promised, side, &promised);
    const auto present = static_cast<std::int64_t>(bytes.size() - start - length);
    if (!is_possible) throw fail("its shape is too large");
    if (promised != present)
        throw Error(npy_length, {{"entry", name}, {"promised", promised}, {"present", present}}, where);
    return {header->shape, type->read(bytes.subspan(start + length))};
}

std::map<std::string, StoredTensor> read_npz(std::span<const std::byte> bytes, const std::string& file_name,
                                             const IsWanted& is_wanted) {
    const Where where{.file = file_name};
    // the library would call this an archive of nothing
    if (bytes.empty()) throw Error(npz_damaged, {{"reason", "it is empty"}}, where);
    const Archive archive = open_archive(bytes, where);
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count > limits::archive_entries)
        throw Error(npz_entries, {{"found", std::int64_t{count}}, {"limit", limits::archive_entries}}, where);
    std::map<std::string, StoredTensor> arrays;
    std::int64_t total = 0;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
        const char* raw_name = zip_get_name(archive.get(), index, ZIP_FL_ENC_GUESS);
        const std::string entry = raw_name ? raw_name : "";
        if (!entry.ends_with(ending) || entry.find_first_of("/\\") != std::string::npos)
            throw Error(npz_entry, {{"entry", entry}}, where);
        const std::string name = entry.substr(0, entry.size() - ending.size());
        if (arrays.contains(name)) throw Error(npz_twice, {{"entry", name}}, where);
        arrays[name] = is_wanted(name)
                           ? read_npy(unpack(archive.get(), index, entry, total, where), name, file_name)
                           : StoredTensor{};
    }
    return arrays;
}

}  // namespace glassnet
