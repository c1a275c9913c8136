// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace glassnet::cli {

/// Rows of cells under their titles, each column as wide as it must be. Counts characters, not bytes.
class TextTable {
public:
    struct Column {
        std::string title;
        enum class Align { left, right } align = Align::left;
    };
    explicit TextTable(std::vector<Column> columns);

    /// Adds a row of as many cells as columns, or fewer: the rest is empty.
    void add(std::vector<std::string> cells);
    /// Returns the lines, without trailing spaces; no newline after the last line.
    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;  // the titles first
};

}  // namespace glassnet::cli
