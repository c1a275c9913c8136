// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/store/picture_pack.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace glassnet {

/// A picture on its way into a data set: what is known of it, and its values as PackedPicture tells.
struct StoredPicture {
    PackedPicture facts{};
    std::vector<std::byte> values{};
};

/// Returns a decoded picture as values: bytes, or float where it is deep.
[[nodiscard]] StoredPicture as_stored_picture(const Picture& picture);

/// Reads and decodes a picture of the folder as it was decoded at first. Called by several threads. Throws
/// Error.
using DecodePicture = std::function<StoredPicture(const std::string& file)>;

/// Pictures on their way into the parts of a data set. Bytes in grey as long as that loses nothing: the first
/// coloured picture makes all coloured, the first deep one makes all float, the first one with alpha gives
/// all of them alpha. All have one size. As long as they fit into `memory` they are kept there; others are
/// read from their pack whenever somebody wants them, and decoded anew where it does not have them.
class PictureStore {
public:
    /// `expected` pictures come at most, `memory` is in bytes.
    PictureStore(std::int64_t expected, std::int64_t memory) : expected_(expected), memory_(memory) {}

    /// Tells whether values are kept in memory; not before the first picture has come.
    [[nodiscard]] bool keeps_values() const { return keeps_values_; }
    /// Appends a picture of a part. Throws Error where others have other bands.
    void append(Part part, StoredPicture picture);
    /// Gives all parts of a data set the form that their pictures need. Called once, at the end, with what
    /// has the values that are not in memory.
    void finish(Dataset& dataset, const std::shared_ptr<const PicturePack>& pack,
                const DecodePicture& decode);

private:
    struct Form {
        PixelForm pixel{};
        bool is_deep = false;
        friend bool operator==(const Form&, const Form&) = default;
    };
    /// Pictures of one part.
    struct Pictures {
        std::vector<std::byte> values{};  // one after the other, each in its own form; or none
        std::vector<Form> forms{};
        std::vector<PackedPicture> facts{};  // where values are not kept
    };
    void widen(const PackedPicture& picture);
    [[nodiscard]] SampleValues in_memory(Pictures pictures) const;

    std::int64_t expected_, memory_;
    bool keeps_values_ = true;
    int height_ = 0, width_ = 0;
    std::array<Pictures, 3> parts_;
    Form form_;  // of all pictures so far
    bool is_first_ = true;
};

}  // namespace glassnet
