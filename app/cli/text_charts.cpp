// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and curves made of characters.
#include "cli/run_training.h"
#include "data/confusion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <optional>
#include <utility>

namespace glassnet::cli {

namespace {

std::string number_text(const char* format, double number) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), format, number);
    return text.data();
}

/// Returns how many columns a character takes in a terminal: two for those of East Asia and for pictures,
/// none for marks that combine with the one before.
std::size_t columns_of(char32_t letter) {
    if ((letter >= 0x300 && letter <= 0x36F) || letter == 0x200D || (letter >= 0xFE00 && letter <= 0xFE0F))
        return 0;
    const bool wide = (letter >= 0x1100 && letter <= 0x115F) || (letter >= 0x2E80 && letter <= 0xA4CF) ||
                      (letter >= 0xAC00 && letter <= 0xD7A3) || (letter >= 0xF900 && letter <= 0xFAFF) ||
                      (letter >= 0xFE30 && letter <= 0xFE6F) || (letter >= 0xFF00 && letter <= 0xFF60) ||
                      (letter >= 0x1F300 && letter <= 0x1FAFF) || (letter >= 0x20000 && letter <= 0x3FFFD);
    return wide ? 2 : 1;
}

/// Returns the character that begins at `at`, and its bytes; a byte that is not UTF-8 counts as one
/// character.
std::pair<char32_t, std::size_t> character_at(const std::string& text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t letter = length == 1 ? byte : byte & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= text.size() || (static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80)
            return {byte, 1};
        letter = letter << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    }
    return {letter, length};
}

/// Fits a name into this many columns: padded, or cut with "…" at the end.
std::string cell(const std::string& name, std::size_t width) {
    std::size_t columns = 0, fits = 0, columns_of_fit = 0;
    for (std::size_t at = 0; at < name.size();) {
        const auto [letter, length] = character_at(name, at);
        columns += columns_of(letter);
        at += length;
        if (columns < width) fits = at, columns_of_fit = columns;
    }
    if (columns <= width) return name + std::string(width - columns, ' ');
    return name.substr(0, fits) + "…" + std::string(width - columns_of_fit - 1, ' ');
}

std::size_t widest_name(const std::vector<std::string>& names, std::size_t least, std::size_t most) {
    std::size_t widest = least;
    for (const std::string& name : names) {
        std::size_t columns = 0;
        for (std::size_t at = 0; at < name.size();) {
            const auto [letter, length] = character_at(name, at);
            columns += columns_of(letter);
            at += length;
        }
        widest = std::max(widest, columns);
    }
    return std::min(widest, most);
}

/// Writes the matrix. Columns are named by the numbers of their rows: names cut to fit above a column would
/// become equal.
std::string matrix_text(const std::vector<std::string>& names, const ConfusionCounts& counts,
                        std::size_t width) {
    std::string text = "Confusion matrix (rows: true, columns: predicted, by the numbers of the rows)\n" +
                       std::string(width + 4, ' ');
    for (std::size_t column = 0; column < names.size(); ++column)
        text += number_text(" %6.0f", static_cast<double>(column));
    text += "\n";
    for (std::size_t row = 0; row < names.size(); ++row) {
        text += number_text("%3.0f ", static_cast<double>(row)) + cell(names[row], width);
        for (std::size_t column = 0; column < names.size(); ++column)
            text += number_text(" %6.0f", counts[row][column]);
        text += "\n";
    }
    return text;
}

/// Writes what a large matrix is read for: which classes are taken for which.
std::string worst_confusions(const std::vector<std::string>& names, const ConfusionCounts& counts) {
    struct Pair {
        std::size_t truth, answer;
        int count;
    };
    std::vector<Pair> pairs;
    for (std::size_t truth = 0; truth < names.size(); ++truth)
        for (std::size_t answer = 0; answer < names.size(); ++answer)
            if (truth != answer && counts[truth][answer] > 0)
                pairs.push_back({truth, answer, counts[truth][answer]});
    std::ranges::stable_sort(pairs, std::greater{}, &Pair::count);
    constexpr std::size_t most = 10;
    std::string text = "Most frequent confusions (the matrix of " + std::to_string(names.size()) +
                       " classes is told by --json)\n";
    for (std::size_t i = 0; i < std::min(most, pairs.size()); ++i)
        text += number_text("  %6.0f  ", pairs[i].count) + names[pairs[i].truth] + " taken for " +
                names[pairs[i].answer] + "\n";
    return pairs.empty() ? "No confusions\n" : text;
}

}  // namespace

std::string confusion_table(const Dataset& dataset, const DataPart& part, const std::vector<int>& predicted,
                            const std::string& part_name) {
    const auto& names = dataset.summary.class_names;
    const ConfusionCounts counts = confusion_counts(dataset, part, predicted);
    const auto scores = class_scores(counts);
    const auto share = [](const std::optional<double>& value) {
        return value ? number_text("  %5.1f %%", 100 * *value) : "      –  ";
    };
    constexpr std::size_t readable = 20;
    const std::size_t width = widest_name(names, 12, 24);
    std::string text =
        names.size() <= readable ? matrix_text(names, counts, width) : worst_confusions(names, counts);
    text += "\n" + std::string(width + 4, ' ') + "  precision  recall      F1    samples\n";
    for (std::size_t row = 0; row < names.size(); ++row) {
        text += number_text("%3.0f ", static_cast<double>(row)) + cell(names[row], width) + "  ";
        text += share(scores[row].precision) + share(scores[row].recall) + share(scores[row].f1);
        text += number_text("  %7.0f\n", scores[row].samples);
    }
    return text + std::to_string(predicted.size()) + " samples of the " + part_name + " part\n";
}

std::string curve_text(const std::vector<double>& values, int width, int height) {
    if (values.empty()) return {};
    const auto [low, high] = std::ranges::minmax(values);
    const double span = high > low ? high - low : 1;
    // Braille cells: two columns and four rows of dots in each.
    std::vector<std::vector<unsigned>> cells(static_cast<std::size_t>(height),
                                             std::vector<unsigned>(static_cast<std::size_t>(width), 0));
    constexpr std::array<std::array<unsigned, 2>, 4> dots{
        {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    for (int column = 0; column < 2 * width; ++column) {
        const double place =
            static_cast<double>(column) / std::max(1, 2 * width - 1) * static_cast<double>(values.size() - 1);
        const auto before = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(before);
        const double value =
            values[before] * (1 - share) + values[std::min(before + 1, values.size() - 1)] * share;
        const int row = static_cast<int>(std::lround((high - value) / span * (4 * height - 1)));
        cells[static_cast<std::size_t>(row / 4)][static_cast<std::size_t>(column / 2)] |=
            dots[static_cast<std::size_t>(row % 4)][static_cast<std::size_t>(column % 2)];
    }
    std::string text;
    for (int row = 0; row < height; ++row) {
        const std::string label = row == 0            ? number_text("%8.3f", high)
                                  : row == height - 1 ? number_text("%8.3f", low)
                                                      : std::string(8, ' ');
        text += label + " ┤";
        for (const unsigned dot : cells[static_cast<std::size_t>(row)]) {
            const unsigned code = 0x2800 + dot;
            text += static_cast<char>(0xE0 | code >> 12);
            text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (code & 0x3F));
        }
        text += "\n";
    }
    return text;
}

}  // namespace glassnet::cli
