// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace glassnet {

/// The order in which a file writes the bytes of its numbers.
enum class ByteOrder { little, big };

/// The bytes of a picture file for those that walk over its parts: nothing is read behind their end, and what
/// is missing or wrong there is thrown as Error with its offset (picture.cut, picture.damaged). A view.
class PictureBytes {
public:
    PictureBytes(std::span<const std::byte> bytes, const std::string& file_name)
        : bytes_(bytes), file_name_(file_name) {}

    [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(bytes_.size()); }
    [[nodiscard]] Where where(std::int64_t offset = -1) const {
        return {.file = file_name_, .offset = offset};
    }

    [[nodiscard]] std::int64_t byte(std::int64_t at) const {
        if (at < 0 || at >= size()) cut();
        return std::to_integer<std::int64_t>(bytes_[static_cast<std::size_t>(at)]);
    }
    /// Returns the number that `count` bytes hold, at most eight.
    [[nodiscard]] std::int64_t number(std::int64_t at, int count, ByteOrder order) const;
    [[nodiscard]] std::int64_t big(std::int64_t at, int count) const {
        return number(at, count, ByteOrder::big);
    }
    [[nodiscard]] std::int64_t little(std::int64_t at, int count) const {
        return number(at, count, ByteOrder::little);
    }
    /// Returns four bytes as the name of a part.
    [[nodiscard]] std::string name(std::int64_t at) const;

    [[noreturn]] void cut() const;
    [[noreturn]] void damaged(const std::string& reason, std::int64_t offset) const;

    /// Throws Error (picture.nothing, picture.large, picture.values) where a picture of this size is not
    /// allowed. To be called before anything is decoded or reserved for it.
    void check_size(std::int64_t width, std::int64_t height, std::int64_t bands) const;

private:
    std::span<const std::byte> bytes_;
    const std::string& file_name_;
};

}  // namespace glassnet
