// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/store/picture_pack.h"

#include "base/hash.h"
#include "base/problem.h"
#include "data/data_problems.h"
#include "data/folders/folder_names.h"
#include "data/imaging.h"
#include "formats/json.h"

#include <zlib.h>
#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstring>
#include <functional>
#include <type_traits>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ending = ".pictures";
constexpr std::string_view magic = "glassnet pictures 1\n";
constexpr std::int64_t most_index_bytes = 1'000'000'000;
static_assert(std::endian::native == std::endian::little);

std::uint32_t checksum_of(std::span<const std::byte> bytes) {
    return static_cast<std::uint32_t>(
        ::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

/// The end of a pack: where its index lies.
struct Tail {
    std::int64_t index_offset = 0;
    std::int64_t index_bytes = 0;
    std::int64_t pictures = 0;
    std::uint32_t index_checksum = 0;
    std::uint32_t mark = 0x4B434150;
};
static_assert(sizeof(Tail) == 32);

/// Numbers and texts one after the other.
class IndexWriter {
public:
    template <class T>
    requires std::is_arithmetic_v<T>
    void add(T number) {
        const auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(number);
        text_.append(bytes.data(), bytes.size());
    }
    void add(std::string_view text) {
        add(static_cast<std::uint32_t>(text.size()));
        text_ += text;
    }
    [[nodiscard]] std::span<const std::byte> bytes() const { return std::as_bytes(std::span(text_)); }

private:
    std::string text_;
};

/// Reads what an IndexWriter wrote; `is_good` tells whether all was there.
class IndexReader {
public:
    explicit IndexReader(std::span<const std::byte> bytes) : rest_(bytes) {}

    template <class T>
    T number() {
        T value{};
        is_good_ = is_good_ && rest_.size() >= sizeof(T);
        if (!is_good_) return value;
        std::memcpy(&value, rest_.data(), sizeof(T));
        rest_ = rest_.subspan(sizeof(T));
        return value;
    }
    std::string text() {
        const auto size = number<std::uint32_t>();
        is_good_ = is_good_ && rest_.size() >= size;
        if (!is_good_) return {};
        std::string text(as_text(rest_.first(size)));
        rest_ = rest_.subspan(size);
        return text;
    }
    [[nodiscard]] bool is_good() const { return is_good_; }

private:
    std::span<const std::byte> rest_;
    bool is_good_ = true;
};

std::string text_of(const std::vector<Problem>& remarks) {
    if (remarks.empty()) return {};
    Value::List list;
    for (const Problem& remark : remarks)
        list.emplace_back(Value::Map{{"code", remark.code()}, {"arguments", remark.arguments}});
    return write_json(list);
}

/// Returns the remarks of a text that text_of() made; nothing for others.
std::optional<std::vector<Problem>> remarks_of(const std::string& text) {
    std::vector<Problem> remarks;
    if (text.empty()) return remarks;
    const Value value = parse_json(text, "");
    const auto* const list = value.get_if<Value::List>();
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const auto* const fields = (*list)[i].get_if<Value::Map>();
        const Value* const code = fields ? find(*fields, "code") : nullptr;
        const Value* const arguments = fields ? find(*fields, "arguments") : nullptr;
        const ProblemKind* const kind = code ? kind_of_remark(to_text(*code)) : nullptr;
        if (!kind || !arguments || !arguments->get_if<Value::Map>()) return std::nullopt;
        remarks.emplace_back(*kind, *arguments->get_if<Value::Map>());
    }
    return remarks;
}

void write(IndexWriter& index, const PackedPicture& picture) {
    index.add(std::string_view(picture.file));
    index.add(picture.state.bytes);
    index.add(picture.state.written);
    for (const int number :
         {picture.file_height, picture.file_width, picture.height, picture.width, picture.form.colours})
        index.add(number);
    index.add(static_cast<std::uint8_t>((picture.form.has_alpha ? 1 : 0) | (picture.is_deep ? 2 : 0)));
    index.add(picture.offset);
    index.add(picture.checksum);
    index.add(std::string_view(text_of(picture.remarks)));
}

std::optional<PackedPicture> read_picture(IndexReader& index) {
    PackedPicture picture{.file = index.text()};
    picture.state.bytes = index.number<std::int64_t>();
    picture.state.written = index.number<std::int64_t>();
    for (int* number :
         {&picture.file_height, &picture.file_width, &picture.height, &picture.width, &picture.form.colours})
        *number = index.number<int>();
    const auto flags = index.number<std::uint8_t>();
    picture.form.has_alpha = (flags & 1) != 0;
    picture.is_deep = (flags & 2) != 0;
    picture.offset = index.number<std::int64_t>();
    picture.checksum = index.number<std::uint32_t>();
    auto remarks = remarks_of(index.text());
    if (!remarks || !index.is_good()) return std::nullopt;
    picture.remarks = *std::move(remarks);
    return picture;
}

/// Reads the tail of a pack that is whole.
std::optional<Tail> read_tail(const platform::OpenFile& file) {
    std::error_code error;
    const std::int64_t size = platform::facts_of(file, error).size;
    if (error || size < static_cast<std::int64_t>(magic.size() + sizeof(Tail))) return std::nullopt;
    Tail tail;
    const std::int64_t at = size - std::int64_t{sizeof tail};
    const auto bytes = std::as_writable_bytes(std::span(&tail, 1));
    if (platform::read_at(file, at, bytes, error) != sizeof tail || error || tail.mark != Tail().mark)
        return std::nullopt;
    const bool is_possible = tail.index_bytes >= 0 && tail.index_bytes <= most_index_bytes &&
                             tail.index_offset >= static_cast<std::int64_t>(magic.size()) &&
                             tail.index_offset + tail.index_bytes == at;
    return is_possible ? std::optional(tail) : std::nullopt;
}

/// Reads the index of a pack that is whole, nothing otherwise.
std::vector<std::byte> read_index_of(const platform::OpenFile& file, const Tail& tail) {
    std::vector<std::byte> bytes(static_cast<std::size_t>(tail.index_bytes));
    std::error_code error;
    if (platform::read_at(file, tail.index_offset, bytes, error) != bytes.size() || error ||
        checksum_of(bytes) != tail.index_checksum)
        return {};
    return bytes;
}

/// Notes that a pack is used now: those used least recently go first.
void note_use(const fs::path& pack) {
    std::error_code ignored;
    fs::last_write_time(pack, fs::file_time_type::clock::now(), ignored);
}

struct PackFile {
    fs::path path;
    std::int64_t bytes = 0;
    fs::file_time_type used;
};

/// Returns the files of packs in a folder, those used last first.
std::vector<PackFile> pack_files(const fs::path& packs) {
    std::vector<PackFile> files;
    std::error_code ignored;
    for (fs::directory_iterator each(packs, ignored), end; !ignored && each != end; each.increment(ignored)) {
        if (each->path().extension() != ending) continue;
        std::error_code gone;
        PackFile file{each->path(), static_cast<std::int64_t>(each->file_size(gone)), {}};
        if (!gone) file.used = each->last_write_time(gone);
        if (!gone) files.push_back(std::move(file));
    }
    std::ranges::sort(files, std::ranges::greater(), &PackFile::used);
    return files;
}

/// Removes packs used least recently, and returns how many bytes a new one of the size may have. The one that
/// it replaces does not count.
std::int64_t make_room(const PackFolder& packs, const fs::path& replaced, std::int64_t expected) {
    std::int64_t used = 0;
    for (const PackFile& file : pack_files(packs.path)) {
        if (file.path == replaced) continue;
        if (used + file.bytes + expected > packs.most_bytes) {
            std::error_code stays;
            if (fs::remove(file.path, stays) && !stays) continue;
        }
        used += file.bytes;
    }
    return std::max<std::int64_t>(0, packs.most_bytes - used);
}

const fs::path& made(const fs::path& folder) {
    std::error_code told_by_the_file;
    fs::create_directories(folder, told_by_the_file);
    return folder;
}

}  // namespace

FileState state_of_file(const fs::path& path) {
    std::error_code error;
    const platform::FileFacts facts = platform::facts_of(path, error);
    if (error) throw Error(data_problems::file_lost, {{"reason", error.message()}}, {.file = shown(path)});
    return {facts.size, facts.written};
}

fs::path PackRecipe::path_in(const fs::path& packs) const {
    constexpr std::size_t digits = 24;
    const std::string hash = Sha256().update(folder.string()).update("\n").update(steps).hex();
    return packs / (hash.substr(0, digits) + std::string(ending));
}

std::shared_ptr<const PicturePack> PicturePack::open(const PackFolder& packs, const PackRecipe& recipe) {
    if (packs.path.empty()) return nullptr;
    const fs::path path = recipe.path_in(packs.path);
    std::shared_ptr<PicturePack> pack(new PicturePack());
    std::error_code error;
    pack->file_ = platform::open_for_reading(path, error);
    if (error || !pack->read_index(recipe)) return nullptr;
    note_use(path);
    return pack;
}

bool PicturePack::read_index(const PackRecipe& recipe) {
    const auto tail = read_tail(file_);
    if (!tail) return false;
    bytes_ = tail->index_offset;
    const std::vector<std::byte> bytes = read_index_of(file_, *tail);
    IndexReader index(bytes);
    if (index.text() != recipe.folder.string() || index.text() != recipe.steps) return false;
    for (std::int64_t i = 0; i < tail->pictures && index.is_good(); ++i) {
        auto read = read_picture(index);
        if (!read) return false;
        PackedPicture& picture = *read;
        const bool is_possible = picture.height > 0 && picture.width > 0 && picture.form.colours > 0 &&
                                 picture.offset >= 0 && picture.bytes() > 0 &&
                                 picture.offset + picture.bytes() <= tail->index_offset;
        if (!is_possible) return false;
        pictures_.push_back(std::move(picture));
    }
    if (!index.is_good()) return false;
    for (std::size_t i = 0; i < pictures_.size(); ++i) by_file_.emplace(pictures_[i].file, i);
    is_checked_ = std::vector<std::atomic<bool>>(pictures_.size());
    return true;
}

const PackedPicture* PicturePack::find(const std::string& file, const FileState& state) const {
    const auto found = by_file_.find(file);
    if (found == by_file_.end() || pictures_[found->second].state != state) return nullptr;
    return &pictures_[found->second];
}

bool PicturePack::read(const PackedPicture& picture, std::span<std::byte> values) const {
    std::error_code error;
    if (platform::read_at(file_, picture.offset, values, error) != values.size() || error) return false;
    std::atomic<bool>& is_checked = is_checked_[static_cast<std::size_t>(&picture - pictures_.data())];
    if (is_checked.load(std::memory_order_relaxed)) return true;
    if (checksum_of(values) != picture.checksum) return false;
    is_checked.store(true, std::memory_order_relaxed);
    return true;
}

PackWriter::PackWriter(const PackFolder& packs, const PackRecipe& recipe, std::int64_t expected)
    : recipe_(recipe),
      room_(make_room(packs, recipe.path_in(packs.path), expected)),
      file_(recipe.path_in(made(packs.path))) {
    file_.write(magic);
    written_ = static_cast<std::int64_t>(magic.size());
}

bool PackWriter::append(PackedPicture picture, std::span<const std::byte> values) {
    const auto bytes = static_cast<std::int64_t>(values.size());
    if (written_ + bytes > room_) return false;
    file_.write(values);
    picture.offset = written_;
    picture.checksum = checksum_of(values);
    written_ += bytes;
    pictures_.push_back(std::move(picture));
    return true;
}

void PackWriter::finish() {
    IndexWriter index;
    index.add(std::string_view(recipe_.folder.string()));
    index.add(std::string_view(recipe_.steps));
    for (const PackedPicture& picture : pictures_) write(index, picture);
    const Tail tail{.index_offset = written_,
                    .index_bytes = std::ssize(index.bytes()),
                    .pictures = std::ssize(pictures_),
                    .index_checksum = checksum_of(index.bytes())};
    file_.write(index.bytes());
    file_.write(std::as_bytes(std::span(&tail, 1)));
    file_.commit();
}

std::vector<PackFacts> packs_in(const fs::path& packs) {
    std::vector<PackFacts> all;
    for (const PackFile& file : pack_files(packs)) {
        PackFacts facts{.file = file.path, .bytes = file.bytes};
        std::error_code error;
        const platform::OpenFile open = platform::open_for_reading(file.path, error);
        if (const auto tail = error ? std::nullopt : read_tail(open)) {
            const std::vector<std::byte> bytes = read_index_of(open, *tail);
            facts.folder = IndexReader(bytes).text();
            facts.pictures = tail->pictures;
        }
        all.push_back(std::move(facts));
    }
    return all;
}

std::int64_t remove_packs(const fs::path& packs) {
    std::int64_t freed = 0;
    for (const PackFile& file : pack_files(packs)) {
        std::error_code stays;
        if (fs::remove(file.path, stays) && !stays) freed += file.bytes;
    }
    return freed;
}

}  // namespace glassnet
