// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/thumbnail_layout.h"

#include <algorithm>

namespace glassnet::app {

ThumbnailLayout::ThumbnailLayout(qsizetype count, std::span<const std::int32_t> groups, int columns)
    : count_(count), columns_(std::max(1, columns)) {
    firsts_.clear();
    for (qsizetype first = 0; first < count;) {
        firsts_.push_back(first);
        qsizetype end = std::min<qsizetype>(count, first + columns_);
        if (!groups.empty() && end < count) {
            qsizetype whole = end;  // back to where a group begins
            while (whole > first &&
                   groups[static_cast<std::size_t>(whole)] == groups[static_cast<std::size_t>(whole - 1)])
                --whole;
            if (whole > first) end = whole;
        }
        first = end;
    }
    firsts_.push_back(count);
}

int ThumbnailLayout::rowOf(qsizetype index) const {
    return static_cast<int>(std::upper_bound(firsts_.begin(), firsts_.end() - 1, index) - firsts_.begin()) -
           1;
}

int ThumbnailLayout::columnOf(qsizetype index) const {
    const int row = rowOf(index);
    return row < 0 ? 0 : static_cast<int>(index - firsts_[static_cast<std::size_t>(row)]);
}

qsizetype ThumbnailLayout::at(int row, int column) const {
    if (row < 0 || row >= rows() || column < 0) return -1;
    const auto here = static_cast<std::size_t>(row);
    return firsts_[here] + column < firsts_[here + 1] ? firsts_[here] + column : -1;
}

qsizetype ThumbnailLayout::nearest(int row, int column) const {
    if (row < 0 || row >= rows()) return -1;
    const auto here = static_cast<std::size_t>(row);
    return std::min(firsts_[here] + std::max(0, column), firsts_[here + 1] - 1);
}

std::pair<qsizetype, qsizetype> ThumbnailLayout::inRows(int from, int to) const {
    const int last = rows() - 1;
    if (last < 0 || from > last || to < 0) return {0, 0};
    return {firsts_[static_cast<std::size_t>(std::clamp(from, 0, last))],
            firsts_[static_cast<std::size_t>(std::clamp(to, 0, last)) + 1]};
}

}  // namespace glassnet::app
