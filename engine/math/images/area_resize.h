// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace glassnet {

/// The sizes of a picture, channels last, before and after it is made smaller.
struct Shrinking {
    std::int64_t from_height = 1, from_width = 1;
    std::int64_t to_height = 1, to_width = 1;
    std::int64_t channels = 1;
    friend bool operator==(const Shrinking&, const Shrinking&) = default;
};

/// The pixels of one axis that each new pixel covers: `count` from its `first` on, each with its share, which
/// is 0 for those that it does not cover. Shares are those of OpenCV's INTER_AREA; where the old sides are
/// multiples of the new ones in both axes they are 1.
struct AreaShares {
    std::int64_t count = 1;
    std::vector<std::int64_t> first{};
    std::vector<float> shares{};  // `count` for each new pixel

    AreaShares() = default;
    AreaShares(std::int64_t from, std::int64_t to, bool is_whole);
};

/// Makes a picture of bytes smaller while its rows come in from the top: each new pixel is the mean of the
/// area that it covers, rounded to a whole number. Nothing but one new row is kept. Operations and their
/// order are those of OpenCV's INTER_AREA on float, so that the values are the same to the bit.
class AreaResize {
public:
    /// Tells whether both sides become smaller, or stay, and sums of bytes stay exact.
    [[nodiscard]] static bool can(const Shrinking& shrinking);

    /// `to` takes to_height × to_width × channels values from 0 to 255. Requires can(shrinking).
    AreaResize(const Shrinking& shrinking, float* to);

    /// Takes the next of from_height rows: from_width × channels whole values from 0 to 255.
    void add(const std::uint8_t* row);
    void add(const float* row);

private:
    void add_row();
    void finish_row();

    Shrinking shrinking_;
    AreaShares columns_, rows_;
    float scale_ = 1;  // makes sums means
    float* to_;
    std::int64_t row_ = 0, target_ = 0;
    std::vector<float> line_, across_, sums_;  // with room for a vector behind their end
};

}  // namespace glassnet
