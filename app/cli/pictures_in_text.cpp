// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and curves made of characters.
#include "cli/run_training.h"
#include "data/confusion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>

namespace glassnet::cli {

namespace {

std::string number_text(const char* format, double number) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), format, number);
    return text.data();
}

/// The first characters of a name, whole UTF-8 characters, padded to the width.
std::string cell(const std::string& name, std::size_t width) {
    std::string text;
    std::size_t characters = 0;
    for (const char letter : name) {
        const bool begins = (static_cast<unsigned char>(letter) & 0xC0) != 0x80;
        if (begins && characters == width) break;
        characters += begins;
        text += letter;
    }
    return text + std::string(width - characters, ' ');
}

}  // namespace

std::string confusion_table(const Dataset& dataset, const DataPart& part, const std::vector<int>& predicted, const std::string& part_name) {
    const auto& names = dataset.summary.class_names;
    const ConfusionCounts counts = confusion_counts(dataset, part, predicted);
    const auto scores = class_scores(counts);
    const auto share = [](const std::optional<double>& value) { return value ? number_text("  %5.1f %%", 100 * *value) : "      –  "; };
    const std::size_t shown = std::min<std::size_t>(names.size(), 20);
    std::string text = "Confusion matrix (rows: true, columns: predicted)\n" + cell("", 14);
    for (std::size_t column = 0; column < shown; ++column) text += " " + cell(names[column], 6);
    text += "  precision  recall      F1    samples\n";
    for (std::size_t row = 0; row < shown; ++row) {
        text += cell(names[row], 14);
        for (std::size_t column = 0; column < shown; ++column) text += number_text(" %6.0f", counts[row][column]);
        text += "  " + share(scores[row].precision) + share(scores[row].recall) + share(scores[row].f1);
        text += number_text("  %7.0f\n", scores[row].samples);
    }
    if (shown < names.size()) text += "… " + std::to_string(names.size() - shown) + " more classes\n";
    return text + std::to_string(predicted.size()) + " samples of the " + part_name + " part\n";
}

std::string curve_text(const std::vector<double>& values, int width, int height) {
    if (values.empty()) return {};
    const auto [low, high] = std::ranges::minmax(values);
    const double span = high > low ? high - low : 1;
    // Braille cells: two columns and four rows of dots in each.
    std::vector<std::vector<unsigned>> cells(static_cast<std::size_t>(height), std::vector<unsigned>(static_cast<std::size_t>(width), 0));
    constexpr std::array<std::array<unsigned, 2>, 4> dots{{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    for (int column = 0; column < 2 * width; ++column) {
        const double place = static_cast<double>(column) / std::max(1, 2 * width - 1) * static_cast<double>(values.size() - 1);
        const auto before = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(before);
        const double value = values[before] * (1 - share) + values[std::min(before + 1, values.size() - 1)] * share;
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
