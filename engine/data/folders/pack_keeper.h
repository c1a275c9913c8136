// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/folders/picture_reader.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace glassnet {

/// Keeps decoded pictures of a folder in a pack for the next time, where that is worth while: enough of them
/// are missing in the pack that is there. A disk without room never fails the loading: then there is no pack.
class PackKeeper {
public:
    PackKeeper(const PictureReader& reader, const PackFolder& packs, std::span<const std::string> files);

    /// Tells whether it needs the values of pictures that the old pack has.
    [[nodiscard]] bool wants_values() const { return is_wanted_ && !problem_; }
    void keep(const StoredPicture& picture);
    /// Completes the pack; tells whether there is a new one.
    bool finish();
    /// Returns why pictures could not be kept, if any could not.
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

private:
    void give_up(const Problem& reason);
    void tell_full(std::int64_t count);

    PackFolder packs_;
    PackRecipe recipe_;
    std::int64_t files_ = 0;
    bool is_wanted_ = false;
    std::unique_ptr<PackWriter> writer_;  // from the first picture on
    std::int64_t without_room_ = 0;
    std::optional<Problem> problem_;
};

}  // namespace glassnet
