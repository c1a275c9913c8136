// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/csv.h"

#include "base/limits.h"
#include "base/text.h"

#include <algorithm>
#include <compare>
#include <map>

namespace glassnet {

namespace {

constexpr ProblemKind csv_quote_open{"csv.quote_open", Severity::error,
                                     "the quote that opens on line {line} is never closed",
                                     "Close it, or remove it."};
constexpr ProblemKind csv_line_long{"csv.line_long", Severity::error,
                                    "the row that begins on line {line} is longer than {limit} bytes",
                                    "Look for a quote that is not closed, or for missing line ends."};
constexpr ProblemKind csv_columns{"csv.columns", Severity::error, "line {line} has more than {limit} columns",
                                  "Save such wide samples as arrays in an .npz file."};

/// How well a separator cuts the first rows, the first member that differs decides.
struct Cut {
    int evenness = 0;       // tenths of the rows that have the most frequent number of cells
    int numbers = 0;        // tenths of the cells that are numbers
    std::size_t width = 0;  // the most frequent number of cells
    friend auto operator<=>(const Cut&, const Cut&) = default;
};

bool looks_numeric(std::string_view cell, bool decimal_comma) {
    return !cell.empty() && std::ranges::all_of(cell, [&](char letter) {
        return (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == 'e' ||
               letter == 'E' || letter == ' ' || (decimal_comma && letter == ',');
    });
}

}  // namespace

std::optional<char> take_separator_line(std::string& text) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = std::string_view(text).substr(0, end);
    if (line.size() > 1 && line.starts_with('"') && line.ends_with('"'))
        line = line.substr(1, line.size() - 2);
    if (line.size() != 5 || lower_case(line.substr(0, 4)) != "sep=") return std::nullopt;
    const char separator = line[4];
    text.erase(0, end);  // its end stays: lines keep their numbers
    return separator;
}

CsvReader::CsvReader(std::string_view text, char separator, std::string file_name, ByteWatch watch)
    : text_(text), separator_(separator), file_name_(std::move(file_name)), watch_(std::move(watch)) {}

void CsvReader::tell_watch() {
    constexpr std::size_t telling = std::size_t{1} << 20;
    if (!watch_ || at_ - told_ < (at_ < text_.size() ? telling : 1)) return;
    watch_(static_cast<std::int64_t>(at_ - told_));
    told_ = at_;
}

bool CsvReader::at_end_of_line() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
}

bool CsvReader::next() {
    tell_watch();
    while (at_ < text_.size() && at_end_of_line()) end_line();
    cells_.clear();
    unquoted_count_ = 0;
    if (at_ >= text_.size()) return false;
    line_ = next_line_;
    row_begin_ = at_;
    for (;;) {
        if (std::ssize(cells_) == limits::csv_columns)
            throw Error(csv_columns, {{"line", line_}, {"limit", limits::csv_columns}},
                        {.file = file_name_, .line = line_});
        at_ < text_.size() && text_[at_] == '"' ? read_quoted_cell() : read_cell();
        if (at_end_of_line()) break;
        ++at_;  // the separator
    }
    end_line();
    return true;
}

void CsvReader::end_line() {
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    ++next_line_;
}

void CsvReader::read_cell() {
    const std::size_t begin = at_;
    while (!at_end_of_line() && text_[at_] != separator_) {
        if (static_cast<std::int64_t>(++at_ - row_begin_) > limits::csv_line_bytes)
            throw Error(csv_line_long, {{"line", line_}, {"limit", limits::csv_line_bytes}},
                        {.file = file_name_, .line = line_});
    }
    cells_.push_back(text_.substr(begin, at_ - begin));
}

void CsvReader::read_quoted_cell() {
    if (unquoted_count_ == unquoted_.size()) unquoted_.emplace_back();
    std::string& cell = unquoted_[unquoted_count_++];
    cell.clear();
    const std::int64_t opened = next_line_;
    for (++at_;; ++at_) {
        if (at_ >= text_.size())
            throw Error(csv_quote_open, {{"line", opened}}, {.file = file_name_, .line = opened});
        if (static_cast<std::int64_t>(at_ - row_begin_) > limits::csv_line_bytes)
            throw Error(csv_line_long, {{"line", line_}, {"limit", limits::csv_line_bytes}},
                        {.file = file_name_, .line = line_});
        if (text_[at_] == '"') {
            if (!text_.substr(at_ + 1).starts_with('"')) break;
            ++at_;
        } else if (text_[at_] == '\n' || (text_[at_] == '\r' && !text_.substr(at_ + 1).starts_with('\n'))) {
            ++next_line_;
        }
        cell += text_[at_];
    }
    ++at_;
    while (!at_end_of_line() && text_[at_] != separator_) cell += text_[at_++];
    cells_.push_back(cell);
}

char separator_of(std::string_view text, const std::string& file_name) {
    constexpr int most_rows = 50;
    char best = ',';
    Cut best_cut{};
    for (const char separator : {',', ';', '\t', '|'}) {
        CsvReader reader(text, separator, file_name);
        std::map<std::size_t, int> rows_of_width;
        int rows = 0, cells = 0, numbers = 0;
        try {
            for (; rows < most_rows && reader.next(); ++rows) {
                ++rows_of_width[reader.cells().size()];
                for (const std::string_view cell : reader.cells()) {
                    ++cells;
                    numbers += looks_numeric(cell, separator != ',');
                }
            }
        } catch (const Error&) {
            continue;  // quotes stand elsewhere than at this separator
        }
        if (rows == 0) continue;
        const auto [width, count] =
            *std::ranges::max_element(rows_of_width, {}, [](const auto& entry) { return entry.second; });
        const Cut cut{.evenness = 10 * count / rows, .numbers = 10 * numbers / cells, .width = width};
        if (width > 1 && cut > best_cut) {
            best_cut = cut;
            best = separator;
        }
    }
    return best;
}

}  // namespace glassnet
