// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// A column of a table that becomes one input of a network, or one for each of its texts: 1 for the text that
/// the cell holds, 0 for the others.
struct TableInput {
    std::string name{};
    std::vector<std::string> texts{};  // one-hot; empty: the cells are numbers
    std::optional<double> mean{};      // stands for a number that is not known; nothing may without it
    [[nodiscard]] std::size_t width() const { return texts.empty() ? 1 : texts.size(); }
    friend bool operator==(const TableInput&, const TableInput&) = default;
};

/// Returns the names of the inputs that columns become, in their order: “age”, “colour=blue”, “colour=red”.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<TableInput>& columns);

/// Returns the columns that become inputs of these names, the inverse of names_of(). A name with “=” is a
/// text of a column, except where the table at hand has a column of the whole name; of several places to cut
/// it, that of a column in `present` counts, else the first.
[[nodiscard]] std::vector<TableInput> columns_of(const std::vector<std::string>& input_names,
                                                 const std::vector<std::string>& present);

/// Refuses names that may mean two of the columns present: “a=b” beside the columns “a” and “a=b”. Throws
/// Error (table.unclear_name).
void expect_clear_names(const std::vector<std::string>& input_names, const std::vector<std::string>& present,
                        const std::string& file);

/// Why a cell is no input.
struct CellFault {
    enum class Reason { no_value, no_number, unknown_text };
    Reason reason{};
    const TableInput* column = nullptr;
    std::string_view cell;
};

/// Reads cells as inputs: `places` tells for each column which cell is its own. Unknown numbers become the
/// mean where there is one, which `filled` counts. Returns the first fault; `sample` is then of no use.
[[nodiscard]] std::optional<CellFault> read_inputs(const std::vector<TableInput>& columns,
                                                   const std::vector<std::string_view>& cells,
                                                   const std::vector<std::size_t>& places, bool decimal_comma,
                                                   std::vector<float>& sample, std::int64_t& filled);

}  // namespace glassnet
