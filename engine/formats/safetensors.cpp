// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/safetensors.h"

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/problem.h"
#include "formats/json.h"
#include "formats/number_types.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace glassnet {

namespace {

constexpr ProblemKind header_short{"safetensors.short", Severity::error,
                                   "the file has {present} bytes, its header alone needs {promised}",
                                   "Copy the file again; it is cut or no .safetensors file."};
constexpr ProblemKind header_large{"safetensors.header_large", Severity::error,
                                   "the header has {found} bytes, at most {limit} are allowed",
                                   "Check that this is a .safetensors file."};
constexpr ProblemKind header_form{"safetensors.header", Severity::error,
                                  "the header is not a list of tensors",
                                  "Check that this is a .safetensors file."};
constexpr ProblemKind tensor_form{"safetensors.tensor", Severity::error,
                                  "tensor “{tensor}” lacks a type, a shape or its place in the file",
                                  "Write the file again with the program it comes from."};
constexpr ProblemKind tensor_type{"safetensors.type", Severity::error,
                                  "tensor “{tensor}” has the unknown type {found}",
                                  "Convert it to one of F32, F64, F16, BF16, I64, I32, U8."};
constexpr ProblemKind tensor_shape{"safetensors.shape", Severity::error,
                                   "the shape of tensor “{tensor}” is not possible: {found}",
                                   "Tensors have at most 8 sides and below 2,147,483,648 values."};
constexpr ProblemKind tensor_size{"safetensors.size", Severity::error,
                                  "tensor “{tensor}” needs {wanted} bytes and has {found}",
                                  "Write the file again with the program it comes from."};
constexpr ProblemKind tensor_place{"safetensors.place", Severity::error,
                                   "tensor “{tensor}” begins at byte {found} of the values, where {wanted} "
                                   "is its turn (a hole or an overlap)",
                                   "Write the file again with the program it comes from."};
constexpr ProblemKind values_length{"safetensors.length", Severity::error,
                                    "{promised} bytes of values promised, {present} present",
                                    "Copy the file again."};

/// The place of a tensor, as the header claims it.
struct Claim {
    std::string name;
    const NumberType* type;
    std::vector<std::int64_t> shape;
    std::int64_t begin;
    std::int64_t end;
};

class SafetensorsReader {
public:
    /// `bytes` are all of the file, or as many of its `size` as its header has.
    SafetensorsReader(std::span<const std::byte> bytes, std::int64_t size, const std::string& file_name,
                      const IsWanted& is_wanted, TensorTypes types)
        : bytes_(bytes), size_(size), file_name_(file_name), is_wanted_(is_wanted), types_(types) {}

    /// Returns where the values begin, and the place of each tensor behind it.
    std::map<std::string, TensorPlace> places() {
        StoredTensors stored;
        std::map<std::string, TensorPlace> places;
        for (Claim& claim : read_claims(stored))
            places[claim.name] = {.type = std::string(claim.type->safetensors),
                                  .shape = std::move(claim.shape),
                                  .offset = begin_ + claim.begin,
                                  .bytes = claim.end - claim.begin};
        return places;
    }

    StoredTensors read() {
        StoredTensors stored;
        for (Claim& claim : read_claims(stored)) {
            if (!is_wanted_(claim.name)) {
                stored.tensors[claim.name] = {};
                continue;
            }
            const auto part = values_.subspan(static_cast<std::size_t>(claim.begin),
                                              static_cast<std::size_t>(claim.end - claim.begin));
            stored.tensors[claim.name] = {std::move(claim.shape),
                                          claim.type->read(part, std::endian::little)};
        }
        return stored;
    }

private:
    [[nodiscard]] Where at(const std::string& tensor) const { return {.file = file_name_, .tensor = tensor}; }

    /// Reads the header: texts go to `stored`, what it claims of tensors is returned in the order of places.
    std::vector<Claim> read_claims(StoredTensors& stored) {
        const Value header = read_header();
        const auto* fields = header.get_if<Value::Map>();
        if (!fields) throw Error(header_form, {}, at({}));
        std::vector<Claim> claims;
        for (const Field& field : *fields) {
            if (field.name == "__metadata__")
                read_metadata(field.value, stored);
            else
                claims.push_back(read_claim(field));
        }
        check_places(claims);
        return claims;
    }

    Value read_header() {
        const std::int64_t present = size_;
        std::uint64_t claimed = 0;
        if (bytes_.size() >= sizeof claimed) std::memcpy(&claimed, bytes_.data(), sizeof claimed);
        const auto length = static_cast<std::int64_t>(std::min<std::uint64_t>(claimed, INT64_MAX - 8));
        if (length > limits::safetensors_header_bytes) {
            throw Error(header_large, {{"found", length}, {"limit", limits::safetensors_header_bytes}},
                        at({}));
        }
        if (present < 8 + length || length == 0) {
            throw Error(header_short,
                        {{"present", present}, {"promised", 8 + std::max<std::int64_t>(length, 2)}}, at({}));
        }
        begin_ = 8 + length;
        values_ = bytes_.subspan(static_cast<std::size_t>(begin_));
        return parse_json(as_text(bytes_.subspan(8, static_cast<std::size_t>(length))), file_name_);
    }

    void read_metadata(const Value& value, StoredTensors& stored) const {
        const auto* fields = value.get_if<Value::Map>();
        if (!fields) throw Error(header_form, {}, at({}));
        for (const Field& field : *fields) {
            const auto* text = field.value.get_if<std::string>();
            if (!text) throw Error(header_form, {}, at({}));
            stored.metadata[field.name] = *text;
        }
    }

    [[nodiscard]] Claim read_claim(const Field& field) const {
        const auto& name = field.name;
        const auto* fields = field.value.get_if<Value::Map>();
        const Value* type = fields ? find(*fields, "dtype") : nullptr;
        const Value* shape = fields ? find(*fields, "shape") : nullptr;
        const Value* offsets = fields ? find(*fields, "data_offsets") : nullptr;
        if (!type || !shape || !offsets) throw Error(tensor_form, {{"tensor", name}}, at(name));
        const auto place = numbers(*offsets, name);
        if (place.size() != 2) throw Error(tensor_form, {{"tensor", name}}, at(name));
        if (!is_wanted_(name) && place[0] <= place[1]) return {name, nullptr, {}, place[0], place[1]};
        Claim claim{name, type_of(*type, name), numbers(*shape, name), place[0], place[1]};
        const std::int64_t wanted = elements(claim) * claim.type->size;
        if (claim.end < claim.begin || claim.end - claim.begin != wanted) {
            throw Error(tensor_size,
                        {{"tensor", name}, {"wanted", wanted}, {"found", claim.end - claim.begin}}, at(name));
        }
        return claim;
    }

    [[nodiscard]] const NumberType* type_of(const Value& value, const std::string& tensor) const {
        const std::string name = to_text(value);
        for (const NumberType& type : number_types()) {
            if (type.safetensors == name && (type.is_of_weights || types_ == TensorTypes::any_number))
                return &type;
        }
        throw Error(tensor_type, {{"tensor", tensor}, {"found", name.substr(0, 60)}}, at(tensor));
    }

    [[nodiscard]] std::vector<std::int64_t> numbers(const Value& value, const std::string& tensor) const {
        const auto* list = value.get_if<Value::List>();
        if (!list) throw Error(tensor_form, {{"tensor", tensor}}, at(tensor));
        std::vector<std::int64_t> result;
        for (const Value& element : *list) {
            const auto* number = element.get_if<std::int64_t>();
            if (!number || *number < 0)
                throw Error(tensor_shape, {{"tensor", tensor}, {"found", to_text(element).substr(0, 60)}},
                            at(tensor));
            result.push_back(*number);
        }
        return result;
    }

    [[nodiscard]] std::int64_t elements(const Claim& claim) const {
        std::int64_t product = 1;
        bool possible = claim.shape.size() <= static_cast<std::size_t>(limits::tensor_rank);
        for (const std::int64_t side : claim.shape)
            possible = possible && !__builtin_mul_overflow(product, side, &product);
        if (possible && product <= limits::tensor_elements) return product;
        const Value::List sides(claim.shape.begin(), claim.shape.end());
        throw Error(tensor_shape, {{"tensor", claim.name}, {"found", to_text(Value(sides)).substr(0, 200)}},
                    at(claim.name));
    }

    void check_places(std::vector<Claim>& claims) const {
        std::ranges::sort(claims, {}, [](const Claim& claim) { return std::pair(claim.begin, claim.end); });
        std::int64_t next = 0;
        for (const Claim& claim : claims) {
            if (claim.begin != next) {
                throw Error(tensor_place, {{"tensor", claim.name}, {"found", claim.begin}, {"wanted", next}},
                            at(claim.name));
            }
            next = claim.end;
        }
        const std::int64_t present = size_ - begin_;
        if (next != present) throw Error(values_length, {{"promised", next}, {"present", present}}, at({}));
    }

    std::span<const std::byte> bytes_;
    std::int64_t size_;
    std::int64_t begin_ = 0;  // of the values
    std::span<const std::byte> values_;
    const std::string& file_name_;
    const IsWanted& is_wanted_;
    TensorTypes types_;
};

std::string_view type_name(const StoredTensor& tensor) {
    constexpr std::array<std::string_view, 5> names{"F32", "F64", "I64", "U8", "U64"};
    return names[tensor.values.index()];
}

std::span<const std::byte> bytes_of(const StoredTensor& tensor) {
    return std::visit([](const auto& values) { return std::as_bytes(std::span(values)); }, tensor.values);
}

}  // namespace

StoredTensors read_safetensors(std::span<const std::byte> bytes, const std::string& file_name,
                               const IsWanted& is_wanted, TensorTypes types) {
    return SafetensorsReader(bytes, std::ssize(bytes), file_name, is_wanted, types).read();
}

std::map<std::string, TensorPlace> places_in_safetensors(const std::filesystem::path& path) {
    std::uint64_t length = 0;
    std::vector<std::byte> head = first_bytes(path, sizeof length);
    if (head.size() == sizeof length) std::memcpy(&length, head.data(), sizeof length);
    if (length <= static_cast<std::uint64_t>(limits::safetensors_header_bytes))
        head = first_bytes(path, sizeof length + static_cast<std::size_t>(length));
    const std::string name = path.string();
    const IsWanted all = every_tensor;
    return SafetensorsReader(head, size_of_file(path), name, all, TensorTypes::any_number).places();
}

StoredTensor read_tensor_at(const std::filesystem::path& path, const TensorPlace& place) {
    const std::vector<std::byte> bytes = read_piece(path, place.offset, place.bytes);
    const auto type = std::ranges::find(number_types(), place.type, &NumberType::safetensors);
    return {place.shape, type->read(bytes, std::endian::little)};
}

std::string write_safetensors(const StoredTensors& stored) {
    std::string file;
    write_safetensors(stored, [&](std::span<const std::byte> bytes) { file += as_text(bytes); });
    return file;
}

void save_safetensors(const StoredTensors& stored, const std::filesystem::path& path) {
    AtomicFile file(path);
    write_safetensors(stored, [&](std::span<const std::byte> bytes) { file.write(bytes); });
    file.commit();
}

void write_safetensors(const StoredTensors& stored,
                       const std::function<void(std::span<const std::byte>)>& write) {
    // The widest types first: each tensor then begins at a multiple of its element's size.
    std::vector<const std::pair<const std::string, StoredTensor>*> order;
    for (const auto& entry : stored.tensors) order.push_back(&entry);
    const auto width = [](const auto* entry) {
        return std::visit([](const auto& values) { return sizeof(values[0]); }, entry->second.values);
    };
    std::ranges::stable_sort(order, std::ranges::greater(), width);

    Value::Map header;
    if (!stored.metadata.empty()) {
        Value::Map texts;
        for (const auto& [name, text] : stored.metadata) texts.push_back({name, text});
        header.push_back({"__metadata__", texts});
    }
    std::int64_t offset = 0;
    for (const auto* entry : order) {
        const auto& [name, tensor] = *entry;
        const auto size = static_cast<std::int64_t>(bytes_of(tensor).size());
        const Value::List sides(tensor.shape.begin(), tensor.shape.end());
        header.push_back({name, Value::Map{{"dtype", type_name(tensor)},
                                           {"shape", sides},
                                           {"data_offsets", Value::List{offset, offset + size}}}});
        offset += size;
    }
    std::string text = write_json(header);
    text.resize((text.size() + 7) / 8 * 8, ' ');  // values begin at a multiple of 8

    const std::uint64_t length = text.size();
    text.insert(0, reinterpret_cast<const char*>(&length), sizeof length);
    write(std::as_bytes(std::span(text)));
    for (const auto* entry : order) write(bytes_of(entry->second));
}

std::string content_hash(const StoredTensors& stored) {
    Sha256 hash;
    const auto add = [&](std::string_view text) {
        hash.update(static_cast<std::int64_t>(text.size())).update(text);
    };
    for (const auto& [name, text] : stored.metadata) {
        if (name == "sha256") continue;
        add(name);
        add(text);
    }
    for (const auto& [name, tensor] : stored.tensors) {
        add(name);
        add(type_name(tensor));
        hash.update(static_cast<std::int64_t>(tensor.shape.size()));
        for (const std::int64_t side : tensor.shape) hash.update(side);
        hash.update(bytes_of(tensor));
    }
    return hash.hex();
}

}  // namespace glassnet
