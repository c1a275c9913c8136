// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "data/preprocessing/resize.h"
#include "data/store/picture_store.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// Reads the pictures of a folder as samples: out of their pack where it has them, else from their files,
/// decoded, turned, laid on their ground and resized. Immutable; several threads may read at once.
class PictureReader {
public:
    PictureReader(std::filesystem::path folder, AlphaRule alpha, std::optional<Resize> resize,
                  const PackFolder& packs);

    /// A picture, or why there is none.
    struct Outcome {
        StoredPicture picture{};
        std::optional<Problem> fault{};
    };
    /// Reads pictures of these files on all threads; without values where `with_values` is false and the pack
    /// has them. Throws Error (picture.module) where no picture at all could be read.
    [[nodiscard]] std::vector<Outcome> read(std::span<const std::string> files, bool with_values,
                                            ThreadPool& pool) const;
    /// Decodes one picture. Throws Error.
    [[nodiscard]] StoredPicture decode(const std::string& file) const;

    [[nodiscard]] const std::shared_ptr<const PicturePack>& pack() const { return pack_; }
    /// Returns how many of these files the pack does not have as they are now.
    [[nodiscard]] std::int64_t missing_in_pack(std::span<const std::string> files) const;
    [[nodiscard]] const PackRecipe& recipe() const { return recipe_; }
    /// Opens the pack anew, which has been written meanwhile.
    void open_pack() { pack_ = PicturePack::open(packs_, recipe_); }

private:
    [[nodiscard]] Outcome outcome_of(const std::string& file, bool with_values) const;
    [[nodiscard]] std::optional<StoredPicture> packed(const std::string& file, bool with_values) const;

    std::filesystem::path folder_;
    AlphaRule alpha_;
    std::optional<Resize> resize_;
    PackFolder packs_;
    PackRecipe recipe_;
    std::shared_ptr<const PicturePack> pack_;
};

}  // namespace glassnet
