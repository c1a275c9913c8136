// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace glassnet::app {

/// Where thumbnails stand: row by row from the left, in their order. A group that fits into a row is not
/// broken by its end. A value, without any size in pixels.
class ThumbnailLayout {
public:
    ThumbnailLayout() = default;
    /// `groups`: the group of each thumbnail, those of a group beside each other; empty: there are none.
    ThumbnailLayout(qsizetype count, std::span<const std::int32_t> groups, int columns);

    [[nodiscard]] qsizetype count() const { return count_; }
    [[nodiscard]] int columns() const { return columns_; }
    [[nodiscard]] int rows() const { return static_cast<int>(firsts_.size()) - 1; }
    [[nodiscard]] int rowOf(qsizetype index) const;
    [[nodiscard]] int columnOf(qsizetype index) const;
    /// Returns the thumbnail at this place, −1 where there is none.
    [[nodiscard]] qsizetype at(int row, int column) const;
    /// Returns the thumbnail at this place, or the nearest to its left; −1 outside of the rows.
    [[nodiscard]] qsizetype nearest(int row, int column) const;
    /// Returns the first thumbnail of `from` and the one behind the last of `to`, both rows that may lie
    /// outside.
    [[nodiscard]] std::pair<qsizetype, qsizetype> inRows(int from, int to) const;

private:
    qsizetype count_ = 0;
    int columns_ = 1;
    std::vector<qsizetype> firsts_{0};  // of each row, and the count
};

}  // namespace glassnet::app
