// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/npy.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/problem.h"
#include "formats/fixed_text.h"
#include "formats/number_types.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace glassnet {

namespace {

constexpr ProblemKind npy_header{"npy.header", Severity::error, "“{entry}” is no NumPy array: {reason}",
                                 "Write the file with numpy.savez."};
constexpr ProblemKind npy_code{
    "npy.code", Severity::error,
    "“{entry}” is an array of Python objects, which contains code; it is not opened",
    "Save array.astype(float) for numbers, array.astype(str) for texts, or numpy.stack(array) for arrays of "
    "one size."};
constexpr ProblemKind npy_complex{"npy.complex", Severity::error, "“{entry}” holds complex numbers ({found})",
                                  "Save array.real, numpy.abs(array), or both parts as two channels: "
                                  "numpy.stack([array.real, array.imag], axis=-1)."};
constexpr ProblemKind npy_date{"npy.date", Severity::error, "“{entry}” holds dates or durations ({found})",
                               "Save array.astype('int64'), which counts their unit."};
constexpr ProblemKind npy_fields{"npy.fields", Severity::error, "“{entry}” is a structured array",
                                 "Save each of its fields as an array of its own: array['name']."};
constexpr ProblemKind npy_wide{"npy.wide", Severity::error,
                               "“{entry}” holds numbers wider than double precision ({found})",
                               "Save array.astype('float64')."};
constexpr ProblemKind npy_raw{
    "npy.raw", Severity::error, "“{entry}” holds bytes without a meaning ({found})",
    "Save array.astype('float32') where they are numbers such as bfloat16, or array.view('uint8')."};
constexpr ProblemKind npy_type{"npy.type", Severity::error, "“{entry}” has the type {found}",
                               "Convert it with astype to a type of numbers: uint8, int64, float32."};
constexpr ProblemKind npy_utf32{"npy.utf32", Severity::error,
                                "text {number} of “{entry}” has a letter that does not exist",
                                "Copy or write the file again."};
constexpr ProblemKind npy_utf8{"npy.utf8", Severity::error, "text {number} of “{entry}” is no UTF-8",
                               "Save numpy.char.decode(array, 'latin-1'), with the encoding that it has."};
constexpr ProblemKind npy_texts{"npy.texts", Severity::error,
                                "“{entry}” holds {found} texts, at most {limit} are allowed",
                                "Save numbers: numpy.unique(array, return_inverse=True) gives both."};
constexpr ProblemKind npy_no_numbers{"npy.no_numbers", Severity::error, "“{entry}” holds texts, no numbers",
                                     "Save an array of numbers here."};
constexpr ProblemKind npy_length{"npy.length", Severity::error,
                                 "“{entry}” promises {promised} bytes of values, {present} are present",
                                 "Copy or write the file again."};

struct NpyHeader {
    std::string type;  // "<f4"
    bool is_structure = false;
    bool is_fortran = false;
    std::vector<std::int64_t> shape;
    int fields = 0;
    [[nodiscard]] std::endian order() const {
        return type.starts_with('>') ? std::endian::big : std::endian::little;
    }
    /// Returns the type without the order of its bytes: "f4".
    [[nodiscard]] std::string_view code() const {
        return std::string_view(type).substr(std::min(type.size(), type.find_first_not_of("<>|=")));
    }
};

/// Reads the one Python dictionary in a header: names with a text, True, False or a tuple of numbers.
class NpyHeaderReader {
public:
    explicit NpyHeaderReader(std::string_view text) : rest_(text) {}

    /// Returns the header, or nothing if the text is anything else.
    std::optional<NpyHeader> read() {
        NpyHeader header;
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
    bool read_field(const std::string& name, NpyHeader& header) {
        if (name == "descr") return read_type(header);
        if (name == "fortran_order") return read_truth(header.is_fortran);
        return name == "shape" && read_shape(header.shape);
    }
    bool read_type(NpyHeader& header) {
        header.is_structure = peek('[');
        if (header.is_structure) return skip_list();
        const auto type = text();
        header.type = type.value_or("");
        return type.has_value();
    }
    /// Passes over the fields of a structure, which may be structures too.
    bool skip_list() {
        int depth = 0;
        while (!rest_.empty()) {
            if (peek('\'') || peek('"')) {
                if (!text()) return false;
            } else if (take('[')) {
                ++depth;
            } else if (take(']')) {
                if (--depth == 0) return true;
            } else {
                rest_.remove_prefix(std::min<std::size_t>(rest_.size(), 1));
            }
        }
        return false;
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

/// Tells what a type is that holds no numbers.
const ProblemKind& refusal_of(const NpyHeader& header) {
    if (header.is_structure) return npy_fields;
    const std::string_view code = header.code();
    if (code == "f12" || code == "f16") return npy_wide;
    switch (code.empty() ? ' ' : code.front()) {
        case 'O':
            return npy_code;
        case 'c':
            return npy_complex;
        case 'M':
        case 'm':
            return npy_date;
        case 'V':
            return npy_raw;
        default:
            return npy_type;
    }
}

/// Returns values whose first side runs fastest in row-major order, where the last one does.
template <class T>
std::vector<T> in_row_major_order(const std::vector<T>& values, const std::vector<std::int64_t>& shape) {
    std::vector<T> turned(values.size());
    std::vector<std::int64_t> strides(shape.size(), 1), at(shape.size());
    for (std::size_t side = 1; side < shape.size(); ++side)
        strides[side] = strides[side - 1] * shape[side - 1];
    std::int64_t from = 0;
    for (T& value : turned) {
        value = values[static_cast<std::size_t>(from)];
        for (std::size_t side = shape.size(); side-- > 0;) {
            from += strides[side];
            if (++at[side] < shape[side]) break;
            from -= strides[side] * shape[side];
            at[side] = 0;
        }
    }
    return turned;
}

/// One .npy file in memory.
class NpyReader {
public:
    NpyReader(std::span<const std::byte> bytes, const std::string& name, const std::string& file_name)
        : bytes_(bytes), name_(name), where_{.file = file_name, .tensor = name} {}

    /// Returns the place of values that may stay where they are, `size` bytes being all of the file.
    std::optional<ArrayInFile> place(std::int64_t size) {
        const auto before = static_cast<std::int64_t>(bytes_.size());
        const NpyHeader header = read_header();
        const std::int64_t offset = before - static_cast<std::int64_t>(bytes_.size());
        const bool are_bytes = header.code() == "u1" || header.code() == "b1";
        const bool are_floats = header.code() == "f4" && header.order() == std::endian::little;
        const bool is_in_order = !header.is_fortran || header.shape.size() <= 1;
        if (header.is_structure || !is_in_order || (!are_bytes && !are_floats)) return std::nullopt;
        check_length(header, are_bytes ? 1 : 4, size - offset);
        return ArrayInFile{.shape = header.shape, .are_bytes = are_bytes, .offset = offset};
    }

    StoredArray read() {
        const NpyHeader header = read_header();
        if (header.code().starts_with('U') || header.code().starts_with('S')) return read_texts(header);
        const auto types = number_types();
        const auto type = std::ranges::find(types, header.code(), &NumberType::numpy);
        if (header.code().empty() || type == types.end())
            throw Error(refusal_of(header), {{"entry", name_}, {"found", header.type}}, where_);
        check_length(header, type->size, std::ssize(bytes_));
        StoredTensor tensor{header.shape, type->read(bytes_, header.order())};
        if (header.is_fortran && header.shape.size() > 1)
            std::visit([&](auto& values) { values = in_row_major_order(values, header.shape); },
                       tensor.values);
        return tensor;
    }

private:
    StoredTexts read_texts(const NpyHeader& header) const {
        const bool is_wide = header.code().front() == 'U';
        const std::size_t size = text_size(header.code().substr(1)) * (is_wide ? 4 : 1);
        if (size == 0) throw damaged("its texts have no length");
        check_length(header, static_cast<std::int64_t>(size), std::ssize(bytes_));
        const std::size_t count = bytes_.size() / size;
        if (static_cast<std::int64_t>(count) > limits::array_texts)
            throw Error(npy_texts,
                        {{"entry", name_},
                         {"found", static_cast<std::int64_t>(count)},
                         {"limit", limits::array_texts}},
                        where_);
        StoredTexts read{header.shape, {}};
        read.texts.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            const auto bytes = bytes_.subspan(i * size, size);
            auto text = is_wide ? text_from_utf32(bytes, header.order()) : text_from_utf8(bytes);
            if (!text)
                throw Error(is_wide ? npy_utf32 : npy_utf8,
                            {{"entry", name_}, {"number", static_cast<std::int64_t>(i)}}, where_);
            read.texts.push_back(*std::move(text));
        }
        if (header.is_fortran) read.texts = in_row_major_order(read.texts, read.shape);
        return read;
    }

    /// Returns the letters of a text in the type "U12"; 0 for what is none.
    static std::size_t text_size(std::string_view digits) {
        constexpr std::size_t longest = 1'000'000;
        std::size_t letters = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), letters);
        const bool is_all = error == std::errc() && end == digits.data() + digits.size();
        return is_all && letters <= longest ? letters : 0;
    }

    [[nodiscard]] Error damaged(const char* reason) const {
        return Error(npy_header, {{"entry", name_}, {"reason", reason}}, where_);
    }

    /// Reads the header; the bytes of the values remain.
    NpyHeader read_header() {
        const std::string_view text = as_text(bytes_);
        if (text.size() < 12 || !text.starts_with("\x93NUMPY")) throw damaged("its first bytes are others");
        const bool is_long = text[6] >= 2;  // version 2 counts the header with four bytes
        std::uint32_t length = 0;
        std::memcpy(&length, bytes_.data() + 8, is_long ? 4 : 2);
        const std::size_t start = is_long ? 12 : 10;
        if (length > 65536 || text.size() < start + length) throw damaged("its header is cut or too long");
        const auto header = NpyHeaderReader(text.substr(start, length)).read();
        if (!header) throw damaged("its header cannot be read");
        bytes_ = bytes_.subspan(start + length);
        return *header;
    }

    /// Compares the bytes that are promised, `size` for each value, with those that are present.
    void check_length(const NpyHeader& header, std::int64_t size, std::int64_t present) const {
        std::int64_t promised = size;
        bool is_possible = true;
        for (const std::int64_t side : header.shape)
            is_possible = is_possible && !__builtin_mul_overflow(promised, side, &promised);
        if (!is_possible) throw damaged("its shape is too large");
        if (promised != present)
            throw Error(npy_length, {{"entry", name_}, {"promised", promised}, {"present", present}}, where_);
    }

    std::span<const std::byte> bytes_;
    const std::string& name_;
    Where where_;
};

}  // namespace

StoredArray read_npy(std::span<const std::byte> bytes, const std::string& name,
                     const std::string& file_name) {
    return NpyReader(bytes, name, file_name).read();
}

std::optional<ArrayInFile> place_in_npy(std::span<const std::byte> head, std::int64_t size,
                                        const std::string& name, const std::string& file_name) {
    return NpyReader(head, name, file_name).place(size);
}

StoredTensor numbers_of(StoredArray array, const std::string& name, const std::string& file_name) {
    if (auto* tensor = std::get_if<StoredTensor>(&array)) return std::move(*tensor);
    throw Error(npy_no_numbers, {{"entry", name}}, {.file = file_name, .tensor = name});
}

}  // namespace glassnet
