// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/summary.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace glassnet {

namespace {

using Row = std::array<std::string, 5>;

/// Counts the characters that a terminal shows, not bytes.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string space(width - std::min(width, width_of(text)), ' ');
    return right ? space + text : text + space;
}

std::string shape_text(const CheckedNode& node) {
    if (node.state != CheckedNode::State::ready) return "?";
    std::string text = "(None";
    for (const auto side : node.output_shape.sides()) text += ", " + std::to_string(side);
    return text + ")";
}

Row row_of(const Checked& checked, const CheckedNode& node) {
    std::string inputs;
    for (const int input : node.inputs) inputs += (inputs.empty() ? "" : ", ") + checked.node(input).id;
    return {node.id + " (" + (node.layer ? std::string(node.layer->id()) : "unknown") + ")", shape_text(node),
            with_separators(node.parameters), with_separators(node.multiply_adds),
            inputs.empty() ? "-" : inputs};
}

}  // namespace

std::string with_separators(std::int64_t number) {
    std::string text = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(text.size()) - 3; place > (number < 0 ? 1 : 0); place -= 3)
        text.insert(static_cast<std::size_t>(place), ",");
    return text;
}

std::string bytes_text(std::int64_t bytes) {
    constexpr std::array units{"B", "KB", "MB", "GB", "TB"};
    auto size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1024 && unit + 1 < units.size(); ++unit) size /= 1024;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f %s", size, units[unit]);
    return text.data();
}

std::string summary_table(const Checked& checked, const std::string& name) {
    std::vector<Row> rows{{"Layer (type)", "Output Shape", "Param #", "Multiply-adds", "Connected to"}};
    for (const int position : checked.order) rows.push_back(row_of(checked, checked.node(position)));
    for (std::size_t i = 0; i < checked.nodes.size(); ++i) {  // what lies on a cycle
        if (std::ranges::find(checked.order, static_cast<int>(i)) == checked.order.end())
            rows.push_back(row_of(checked, checked.nodes[i]));
    }
    std::array<std::size_t, 5> widths{};
    for (const Row& row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], width_of(row[column]));
    }
    const auto rule = [&](const char* left, const char* line, const char* middle, const char* right) {
        std::string text = left;
        for (std::size_t column = 0; column < widths.size(); ++column) {
            for (std::size_t i = 0; i < widths[column] + 2; ++i) text += line;
            text += column + 1 < widths.size() ? middle : right;
        }
        return text + "\n";
    };
    const auto line = [&](const Row& row) {
        std::string text = "│";
        for (std::size_t column = 0; column < row.size(); ++column)
            text += " " + padded(row[column], widths[column], column == 2 || column == 3) + " │";
        return text + "\n";
    };
    std::string text = "Model: \"" + name + "\"\n" + rule("┌", "─", "┬", "┐") + line(rows.front()) +
                       rule("├", "─", "┼", "┤");
    for (std::size_t i = 1; i < rows.size(); ++i) text += line(rows[i]);
    text += rule("└", "─", "┴", "┘");
    const std::int64_t total = checked.parameters();
    const std::int64_t trainable = checked.trainable_parameters();
    text += " Total params: " + with_separators(total) + " (" + bytes_text(total * 4) + ")\n";
    text += " Trainable params: " + with_separators(trainable) + " (" + bytes_text(trainable * 4) + ")\n";
    text += " Non-trainable params: " + with_separators(total - trainable) + " (" +
            bytes_text((total - trainable) * 4) + ")\n";
    text += " Multiply-adds for one sample: " + with_separators(checked.multiply_adds()) + "\n";
    text += " Outputs of all layers for one sample: " + bytes_text(checked.output_bytes()) + "\n";
    return text;
}

}  // namespace glassnet
