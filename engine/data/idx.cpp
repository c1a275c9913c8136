// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/idx.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/array_values.h"
#include "data/class_names.h"
#include "data/data_problems.h"
#include "data/store/file_store.h"
#include "formats/content.h"
#include "formats/npy.h"

#include <zlib.h>
#include <algorithm>
#include <bit>
#include <cctype>
#include <cstring>
#include <map>
#include <set>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind idx_magic{"data.idx_magic", Severity::error, "this is no IDX file but {found}",
                                "Choose a file such as train-images-idx3-ubyte.gz."};
constexpr ProblemKind idx_short{"data.idx_short", Severity::error,
                                "{promised} items promised, {present} present",
                                "Copy or download the file again."};
constexpr ProblemKind idx_trailing{"data.idx_trailing", Severity::warning,
                                   "{count} bytes follow the {promised} promised items; they are ignored",
                                   "Compare the file with its source."};
constexpr ProblemKind idx_large{
    "data.idx_large", Severity::error,
    "the unpacked file is larger than {limit} bytes ({ratio} times its packed size)",
    "Check the file's source: honest data do not pack that well."};
constexpr ProblemKind gzip_damaged{"data.gzip_damaged", Severity::error, "the gzip file is damaged: {reason}",
                                   "Copy or download the file again."};
constexpr ProblemKind idx_labels{
    "data.idx_labels", Severity::error, "labels must be one number per sample, not {sides}",
    "Choose the file of labels that belongs to the pictures (…-labels-idx1-ubyte)."};
constexpr ProblemKind idx_no_labels{"data.idx_no_labels", Severity::error,
                                    "“{labels}” with the labels is missing",
                                    "Put the file of labels beside that of the images."};
constexpr ProblemKind idx_no_images{"data.idx_no_images", Severity::error,
                                    "no IDX file of training images here",
                                    "Files of images have names such as train-images-idx3-ubyte.gz."};
constexpr ProblemKind idx_other_set{"data.idx_other_set", Severity::warning,
                                    "the file is not used: “{used}” is taken for this part",
                                    "Put each data set into a folder of its own, or choose the file."};
/// Owns zlib's state.
class Inflater {
public:
    Inflater() { good_ = inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK; }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    [[nodiscard]] bool good() const { return good_; }
    z_stream& stream() { return stream_; }

private:
    z_stream stream_{};
    bool good_ = false;
};

std::vector<std::byte> gunzip(std::span<const std::byte> packed, const std::string& file_name,
                              const ByteWatch& watch) {
    const Where where{.file = file_name};
    const auto packed_size = static_cast<std::int64_t>(packed.size());
    const std::int64_t allowed =
        std::min(limits::dataset_bytes,
                 std::max(limits::unpacked_bytes_allowed, packed_size * limits::compression_ratio));
    Inflater inflater;
    if (!inflater.good()) throw Error(gzip_damaged, {{"reason", "no memory to unpack it"}}, where);
    z_stream& stream = inflater.stream();
    // zlib's interface is older than const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::vector<std::byte> bytes;
    for (int status = Z_OK; status != Z_STREAM_END;) {
        const std::size_t used = bytes.size();
        if (static_cast<std::int64_t>(used) > allowed) {
            throw Error(idx_large,
                        {{"limit", allowed}, {"ratio", allowed / std::max<std::int64_t>(packed_size, 1)}},
                        where);
        }
        bytes.resize(used + std::max<std::size_t>(65536, std::min<std::size_t>(used, std::size_t{64} << 20)));
        stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + used);
        stream.avail_out = static_cast<uInt>(bytes.size() - used);
        status = inflate(&stream, Z_NO_FLUSH);
        bytes.resize(bytes.size() - stream.avail_out);
        if (watch) watch(static_cast<std::int64_t>(bytes.size() - used));
        if (status == Z_BUF_ERROR)
            throw Error(gzip_damaged, {{"reason", "it ends early"}},
                        {.file = file_name, .offset = packed_size});
        if (status != Z_OK && status != Z_STREAM_END) {
            const std::int64_t offset = packed_size - stream.avail_in;
            throw Error(gzip_damaged, {{"reason", stream.msg ? stream.msg : "its bytes make no sense"}},
                        {.file = file_name, .offset = offset});
        }
    }
    if (stream.avail_in > 0) {
        throw Error(gzip_damaged, {{"reason", "more bytes follow its end"}},
                    {.file = file_name, .offset = packed_size - stream.avail_in});
    }
    return bytes;
}

template <class T>
T big_endian(const std::byte* bytes) {
    std::array<std::byte, sizeof(T)> turned{};
    // all supported machines are little-endian
    std::reverse_copy(bytes, bytes + sizeof(T), turned.begin());
    return std::bit_cast<T>(turned);
}
static_assert(std::endian::native == std::endian::little);

template <class T>
std::vector<float> to_floats(std::span<const std::byte> bytes) {
    std::vector<float> values(bytes.size() / sizeof(T));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(big_endian<T>(bytes.data() + i * sizeof(T)));
    return values;
}

constexpr std::byte unsigned_byte{0x08};

/// Returns the bytes of one element of an IDX type, 0 for an unknown type.
std::int64_t element_size(std::byte type) {
    switch (std::to_integer<int>(type)) {
        case 0x08:
        case 0x09:
            return 1;
        case 0x0B:
            return 2;
        case 0x0C:
        case 0x0D:
            return 4;
        case 0x0E:
            return 8;
        default:
            return 0;
    }
}

std::variant<std::vector<std::uint8_t>, std::vector<float>> to_values(std::byte type,
                                                                      std::span<const std::byte> bytes) {
    switch (std::to_integer<int>(type)) {
        case 0x09:
            return to_floats<std::int8_t>(bytes);
        case 0x0B:
            return to_floats<std::int16_t>(bytes);
        case 0x0C:
            return to_floats<std::int32_t>(bytes);
        case 0x0D:
            return to_floats<float>(bytes);
        case 0x0E:
            return to_floats<double>(bytes);
        default:
            break;
    }
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
    return std::vector<std::uint8_t>(first, first + bytes.size());
}

std::vector<float> to_floats(const IdxArray& array) {
    return std::visit([](const auto& values) { return std::vector<float>(values.begin(), values.end()); },
                      array.values);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

bool is_image_file(const fs::path& path) {
    const std::string name = path.filename().string();
    if (name.starts_with('.') || !contains(name, "images") || !fs::is_regular_file(path)) return false;
    return contains(name, "idx") || content_of(first_bytes(path, 64)) == Content::idx;
}

std::string replaced(std::string text, std::string_view old, std::string_view by) {
    if (const auto found = text.rfind(old); found != std::string::npos) text.replace(found, old.size(), by);
    return text;
}

/// Returns the file of labels beside one of images; compressed or not, whatever the other one is.
fs::path labels_beside(const fs::path& images) {
    std::string name = replaced(images.filename().string(), "images", "labels");
    for (const char* rank : {"idx2", "idx3", "idx4"}) name = replaced(name, rank, "idx1");
    const std::string other = name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name + ".gz";
    for (const std::string& candidate : {name, other}) {
        if (fs::exists(images.parent_path() / candidate)) return images.parent_path() / candidate;
    }
    throw Error(idx_no_labels, {{"labels", name}}, {.file = images.string()});
}

/// What the header of a file promises, once it was compared with what is there.
struct IdxHeader {
    std::byte type{};
    std::vector<std::int64_t> sides{};
    std::size_t begin = 0, bytes = 0;  // of the values
    std::int64_t trailing = 0;         // bytes behind them
};

/// `bytes` are all of the file, or at least its header; `size` is that of the file.
IdxHeader header_of(std::span<const std::byte> bytes, std::int64_t size, const Where& where) {
    const Content content = content_of(bytes);
    if (content != Content::idx || element_size(bytes[2]) == 0)
        throw Error(idx_magic, {{"found", to_text(content)}}, where);
    const std::size_t rank = std::to_integer<std::size_t>(bytes[3]);
    IdxHeader header{.type = bytes[2], .begin = 4 + 4 * rank};
    std::int64_t item_size = element_size(header.type);
    bool overflow = false;
    for (std::size_t i = 0; i < rank && bytes.size() >= header.begin; ++i) {
        header.sides.push_back(big_endian<std::uint32_t>(bytes.data() + 4 + 4 * i));
        if (i > 0) overflow |= __builtin_mul_overflow(item_size, header.sides.back(), &item_size);
    }
    const std::int64_t present_bytes =
        std::max<std::int64_t>(0, size - static_cast<std::int64_t>(header.begin));
    const std::int64_t promised = header.sides.empty() ? 1 : header.sides[0];
    const std::int64_t present =
        header.sides.empty() || overflow || item_size == 0 ? 0 : present_bytes / item_size;
    if (header.sides.empty() || present < promised)
        throw Error(idx_short, {{"promised", promised}, {"present", present}}, where);
    header.bytes = static_cast<std::size_t>(promised * item_size);
    header.trailing = present_bytes - promised * item_size;
    return header;
}

/// Makes the array, still without values.
IdxArray array_of(const IdxHeader& header, const Where& where) {
    IdxArray array{.sides = header.sides, .values = {}, .notes = {}};
    if (header.trailing > 0)
        array.notes.emplace_back(
            idx_trailing, Value::Map{{"count", header.trailing}, {"promised", header.sides[0]}}, where);
    return array;
}

/// Leaves a large file of plain bytes where it is, and reads it when its samples are wanted.
std::optional<IdxArray> stay_in_file(const fs::path& path) {
    constexpr std::size_t longest_header = 4 + 4 * 255;
    const std::int64_t size = size_of_file(path);
    if (size < stays_in_file_from) return std::nullopt;
    const auto head = first_bytes(path, longest_header);
    if (content_of(head) != Content::idx || head[2] != unsigned_byte) return std::nullopt;
    const Where where{.file = path.string()};
    const IdxHeader header = header_of(head, size, where);
    IdxArray array = array_of(header, where);
    array.in_file = values_in_file({.file = path,
                                    .offset = static_cast<std::int64_t>(header.begin),
                                    .form = {.are_bytes = true, .elements = array.elements_of_an_item()},
                                    .count = array.items()});
    return array;
}

/// Reads a file whose plain bytes stay where they were read: a large file takes its memory once.
IdxArray read_idx(const fs::path& path, LoadCounter& counter) {
    std::vector<std::uint8_t> numbers = read_numbers(path, limits::data_file_bytes, counter.adding());
    const auto bytes = std::as_bytes(std::span(numbers));
    const Where where{.file = path.string()};
    if (content_of(bytes) != Content::idx || bytes[2] != unsigned_byte)
        return parse_idx(bytes, path.string(), counter.staying());
    const IdxHeader header = header_of(bytes, std::ssize(bytes), where);
    const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(header.begin);
    numbers.erase(begin + static_cast<std::ptrdiff_t>(header.bytes), numbers.end());
    numbers.erase(numbers.begin(), begin);
    IdxArray array = array_of(header, where);
    array.values = std::move(numbers);
    return array;
}

/// Returns the part that a file's name names. Names of parts count as whole words only: “latest-train-images”
/// is no test.
Part part_name(const fs::path& path) {
    const std::string name = path.filename().string();
    const auto is_letter = [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0; };
    std::set<std::string> words;
    for (auto begin = name.begin(); begin != name.end();) {
        const auto end = std::find_if_not(begin, name.end(), is_letter);
        words.insert(replaced({begin, end}, "images", ""));
        begin = std::find_if(end, name.end(), is_letter);
    }
    const auto has = [&](std::initializer_list<const char*> wanted) {
        return std::ranges::any_of(wanted, [&](const char* word) { return words.contains(word); });
    };
    if (has({"t10k", "test", "tests", "testing"})) return Part::test;
    return has({"val", "valid", "validation"}) ? Part::validation : Part::training;
}

std::string without_packing(const fs::path& path) {
    return path.extension() == ".gz" ? path.stem().string() : path.filename().string();
}

/// Returns the files of images of a folder, one for each part: the first by name. Others are noted, except
/// the same file compressed.
std::map<Part, fs::path> image_files(const fs::path& folder, std::vector<Problem>& notes) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (is_image_file(entry.path())) paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    std::map<Part, fs::path> files;
    for (const fs::path& path : paths) {
        const auto& [part, used] = *files.emplace(part_name(path), path).first;
        if (without_packing(used) != without_packing(path))
            notes.emplace_back(idx_other_set, Value::Map{{"used", used.filename().string()}},
                               Where{.file = path.string()});
    }
    return files;
}

}  // namespace

std::int64_t IdxArray::elements_of_an_item() const {
    std::int64_t elements = 1;
    for (std::size_t i = 1; i < sides.size(); ++i) elements *= sides[i];
    return elements;
}

IdxArray parse_idx(std::span<const std::byte> bytes, const std::string& file_name, const ByteWatch& watch) {
    std::vector<std::byte> unpacked;
    if (content_of(bytes) == Content::gzip) {
        unpacked = gunzip(bytes, file_name, watch);
        bytes = unpacked;
    }
    const Where where{.file = file_name};
    const IdxHeader header = header_of(bytes, std::ssize(bytes), where);
    IdxArray array = array_of(header, where);
    array.values = to_values(header.type, bytes.subspan(header.begin, header.bytes));
    return array;
}

DataPart part_from_idx(IdxArray inputs, const IdxArray& labels, const std::string& file_name) {
    const Where where{.file = file_name};
    if (labels.sides.size() != 1) throw Error(idx_labels, {{"sides", sides_text(labels.sides)}}, where);
    if (labels.items() != inputs.items())
        throw Error(data_problems::count_mismatch, {{"inputs", inputs.items()}, {"labels", labels.items()}},
                    where);
    const std::int64_t elements = inputs.elements_of_an_item();
    return {
        .inputs = inputs.in_file
                      ? *inputs.in_file
                      : std::visit([&](auto& values) { return SampleValues(std::move(values), elements); },
                                   inputs.values),
        .targets = to_floats(labels),
        .count = labels.items()};
}

Shape sample_shape_of(const IdxArray& inputs) {
    std::vector<std::int64_t> sides(inputs.sides.begin() + 1, inputs.sides.end());
    if (sides.empty() || sides.size() == 2) sides.push_back(1);
    return Shape(std::span<const std::int64_t>(sides));
}

bool is_idx_folder(const fs::path& folder) {
    std::vector<Problem> told_later;
    return !image_files(folder, told_later).empty();
}

Dataset load_idx(const fs::path& path, const LoadWatch& watch) {
    const bool is_folder = fs::is_directory(path);
    Dataset dataset;
    const auto files = is_folder ? image_files(path, dataset.summary.notes)
                                 : std::map<Part, fs::path>{{Part::training, path}};
    if (!files.contains(Part::training)) throw Error(idx_no_images, {}, {.file = path.string()});
    std::int64_t bytes = 0;  // without those of labels, which are few
    for (const auto& [name, file] : files) bytes += size_of_file(file);
    LoadCounter counter(watch, LoadStage::reading, bytes);
    for (const auto& [name, file] : files) {
        auto in_file = stay_in_file(file);
        IdxArray inputs = in_file ? *std::move(in_file) : read_idx(file, counter);
        const fs::path labels_path = labels_beside(file);
        const IdxArray labels = read_idx(labels_path, counter);
        for (const IdxArray* array : {static_cast<const IdxArray*>(&inputs), &labels}) {
            dataset.summary.notes.insert(dataset.summary.notes.end(), array->notes.begin(),
                                         array->notes.end());
        }
        const Shape shape = sample_shape_of(inputs);
        if (name == Part::training) dataset.summary.sample_shape = shape;
        if (shape != dataset.summary.sample_shape) {
            const Value::Map arguments{{"part", file.filename().string()},
                                       {"found", to_text(shape)},
                                       {"wanted", to_text(dataset.summary.sample_shape)}};
            throw Error(data_problems::sides_differ, arguments, {.file = file.string()});
        }
        dataset.part(name) = part_from_idx(std::move(inputs), labels, labels_path.string());
    }
    dataset.summary.title = path.filename().string();
    dataset.summary.class_names = read_class_names(is_folder ? path : path.parent_path());
    return dataset;
}

}  // namespace glassnet
