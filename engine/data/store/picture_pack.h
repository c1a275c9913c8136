// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of a folder as they were decoded, packed into one file for the next time: a cache. It is never
// needed: what is missing, damaged or older than its picture is decoded again. A pack is written whole or not
// at all, and is never changed afterwards: two programs may use and write the same ones, and a reader keeps
// what it has opened.
#pragma once

#include "base/atomic_file.h"
#include "base/problem.h"
#include "data/picture_form.h"
#include "data/store/pack_folder.h"
#include "data/store/sample_store.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace glassnet {

/// Tells one state of a file from another. A value.
struct FileState {
    std::int64_t bytes = 0;
    std::int64_t written = 0;  // when; the unit is the system's
    friend bool operator==(const FileState&, const FileState&) = default;
};

/// Returns the state of a file. Throws Error (data.file_lost) where it is not there.
[[nodiscard]] FileState state_of_file(const std::filesystem::path& path);

/// A picture of a pack. A value.
struct PackedPicture {
    std::string file{};  // relative to the folder
    FileState state{};   // that it was decoded from
    int file_height = 0, file_width = 0;
    int height = 0, width = 0;  // as it was resized
    PixelForm form{};
    bool is_deep = false;            // values are float, else bytes
    std::int64_t offset = 0;         // of its values in the pack
    std::uint32_t checksum{};        // of its values
    std::vector<Problem> remarks{};  // that were made when it was decoded

    [[nodiscard]] std::int64_t bytes() const {
        return SampleForm{.are_bytes = !is_deep, .elements = std::int64_t{height} * width * form.channels()}
            .bytes_of_a_sample();
    }
};

/// What the pictures of a pack were made of and how: packs of one folder differ by it. A value.
struct PackRecipe {
    std::filesystem::path folder{};
    std::string steps{};  // how files become samples, in any words
    /// Returns the path of its pack in a folder of packs.
    [[nodiscard]] std::filesystem::path path_in(const std::filesystem::path& packs) const;
};

/// A pack, open. Several threads may read at once.
class PicturePack {
public:
    /// Returns nothing where there is no such pack, or none that is whole.
    [[nodiscard]] static std::shared_ptr<const PicturePack> open(const PackFolder& packs,
                                                                 const PackRecipe& recipe);

    /// Returns the picture of a file in this state; nullptr where the pack does not have it.
    [[nodiscard]] const PackedPicture* find(const std::string& file, const FileState& state) const;
    [[nodiscard]] std::int64_t count() const { return std::ssize(pictures_); }
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }
    /// Reads the values of a picture; the first time they are compared with their checksum. Tells whether
    /// they are what was written.
    [[nodiscard]] bool read(const PackedPicture& picture, std::span<std::byte> values) const;

private:
    PicturePack() = default;
    bool read_index(const PackRecipe& recipe);

    platform::OpenFile file_;
    std::int64_t bytes_ = 0;  // of all values
    std::vector<PackedPicture> pictures_;
    std::unordered_map<std::string_view, std::size_t> by_file_;
    mutable std::vector<std::atomic<bool>> is_checked_;
};

/// Writes a pack; it takes the place of an older one when it is finished.
class PackWriter {
public:
    /// Frees room for `expected` bytes, as far as the folder's limit allows: packs that were used least
    /// recently go. Throws Error where no file can be written there.
    PackWriter(const PackFolder& packs, const PackRecipe& recipe, std::int64_t expected);

    /// Appends a picture; tells whether there was room. Offset and checksum are its own affair. Throws Error
    /// where the disk is full.
    bool append(PackedPicture picture, std::span<const std::byte> values);
    /// Throws Error where the pack cannot be completed; there is none then.
    void finish();

private:
    PackRecipe recipe_;
    std::int64_t room_ = 0;
    AtomicFile file_;
    std::int64_t written_ = 0;
    std::vector<PackedPicture> pictures_;
};

/// A pack as a list shows it.
struct PackFacts {
    std::filesystem::path file{};
    std::string folder{};  // whose pictures it holds
    std::int64_t bytes = 0;
    std::int64_t pictures = 0;
};

/// Returns the packs of a folder, those used last first.
[[nodiscard]] std::vector<PackFacts> packs_in(const std::filesystem::path& packs);
/// Removes all packs of a folder; a program that reads one keeps it. Returns the bytes that were freed.
std::int64_t remove_packs(const std::filesystem::path& packs);

}  // namespace glassnet
