// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/zip_place.h"

#include "base/atomic_file.h"
#include "base/platform/files.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

namespace glassnet {

namespace {

/// Bytes of an archive, and the numbers in them, the lowest byte first.
struct Bytes {
    std::vector<std::byte> all;

    template <class T>
    [[nodiscard]] std::optional<T> number(std::size_t at) const {
        if (at > all.size() || all.size() - at < sizeof(T)) return std::nullopt;
        T value{};
        std::memcpy(&value, all.data() + at, sizeof(T));
        return value;
    }
    [[nodiscard]] std::uint32_t word(std::size_t at) const { return number<std::uint32_t>(at).value_or(0); }
    [[nodiscard]] std::uint16_t half(std::size_t at) const { return number<std::uint16_t>(at).value_or(0); }
    [[nodiscard]] std::int64_t wide(std::size_t at) const {
        return static_cast<std::int64_t>(number<std::uint64_t>(at).value_or(0) & INT64_MAX);
    }
};

/// The signatures of the records in use.
constexpr std::uint32_t local_header = 0x04034B50, directory_entry = 0x02014B50, directory_end = 0x06054B50,
                        wide_end = 0x06064B50, wide_locator = 0x07064B50;
constexpr std::uint32_t in_wide_field = 0xFFFFFFFF;  // the number is in an extra field

class ZipReader {
public:
    explicit ZipReader(const std::filesystem::path& path) {
        std::error_code error;
        file_ = platform::open_for_reading(path, error);
        if (!error) size_ = platform::facts_of(file_, error).size;
    }

    /// Returns where the directory of entries begins and how long it is.
    struct Directory {
        std::int64_t offset = 0, bytes = 0;
    };
    [[nodiscard]] std::optional<Directory> directory() const {
        constexpr std::int64_t longest_end = 22 + 65535;
        const std::int64_t begin = std::max<std::int64_t>(0, size_ - longest_end);
        const Bytes end = read(begin, size_ - begin);
        for (std::size_t at = end.all.size() < 22 ? 0 : end.all.size() - 22 + 1; at-- > 0;) {
            if (end.word(at) != directory_end) continue;
            Directory found{end.word(at + 16), end.word(at + 12)};
            if (at >= 20 && end.word(at - 20) == wide_locator) {
                const Bytes wide = read(end.wide(at - 20 + 8), 56);
                if (wide.word(0) != wide_end) return std::nullopt;
                found = {wide.wide(48), wide.wide(40)};
            }
            return found;
        }
        return std::nullopt;
    }

    /// Returns where the local header of an entry begins.
    [[nodiscard]] std::optional<std::int64_t> header_of(const Directory& directory,
                                                        std::string_view entry) const {
        const Bytes entries = read(directory.offset, directory.bytes);
        for (std::size_t at = 0; entries.word(at) == directory_entry;) {
            const std::size_t name = entries.half(at + 28), extra = entries.half(at + 30);
            if (at + 46 + name + extra > entries.all.size()) return std::nullopt;
            if (as_text(std::span(entries.all).subspan(at + 46, name)) == entry)
                return offset_in(entries, at, at + 46 + name, extra);
            at += 46 + name + extra + entries.half(at + 32);
        }
        return std::nullopt;
    }

    /// Returns where the bytes behind a local header begin.
    [[nodiscard]] std::optional<std::int64_t> behind(std::int64_t header) const {
        const Bytes bytes = read(header, 30);
        if (bytes.word(0) != local_header) return std::nullopt;
        return header + 30 + bytes.half(26) + bytes.half(28);
    }

private:
    /// Returns the offset in a directory entry, or in the extra field for sizes that need more than 32 bits.
    static std::optional<std::int64_t> offset_in(const Bytes& entries, std::size_t entry, std::size_t extra,
                                                 std::size_t bytes) {
        const std::uint32_t offset = entries.word(entry + 42);
        if (offset != in_wide_field) return offset;
        constexpr std::uint16_t wide_field = 1;
        for (std::size_t at = extra; at + 4 <= extra + bytes; at += std::size_t{4} + entries.half(at + 2)) {
            if (entries.half(at) != wide_field) continue;
            std::size_t place = at + 4;  // the fields that are wide stand one after the other
            for (const std::size_t size : {entry + 24, entry + 20})
                if (entries.word(size) == in_wide_field) place += 8;
            return entries.wide(place);
        }
        return std::nullopt;
    }

    [[nodiscard]] Bytes read(std::int64_t offset, std::int64_t bytes) const {
        Bytes read;
        if (offset < 0 || bytes <= 0 || offset > size_ || bytes > size_ - offset) return read;
        read.all.resize(static_cast<std::size_t>(bytes));
        std::error_code error;
        if (platform::read_at(file_, offset, read.all, error) != read.all.size() || error) read.all.clear();
        return read;
    }

    platform::OpenFile file_;
    std::int64_t size_ = 0;
};

}  // namespace

std::optional<std::int64_t> place_in_zip(const std::filesystem::path& path, std::string_view entry) {
    const ZipReader reader(path);
    const auto directory = reader.directory();
    const auto header = directory ? reader.header_of(*directory, entry) : std::nullopt;
    return header ? reader.behind(*header) : std::nullopt;
}

}  // namespace glassnet
