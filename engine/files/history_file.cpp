// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/history_file.h"

#include "base/value.h"

#include <charconv>

namespace glassnet {

namespace {

constexpr ProblemKind history_line{"history.line", Severity::error, "this line is no record of an epoch",
                                   "Restore the file from its source."};

// then those of the metrics
constexpr std::string_view column_names =
    "epoch,step,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds";

std::string text_of(std::optional<double> number) { return number ? to_text(*number) : std::string(); }

/// Removes the text up to the next separator from the front and returns it.
std::string_view take(std::string_view& text, char separator) {
    const std::string_view part = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

class Line {
public:
    Line(std::string_view text, const Where& where) : rest_(text), where_(where) {}

    template <class T>
    T number() {
        const std::string_view part = take(rest_, ',');
        T value{};
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        if (error != std::errc() || end != part.data() + part.size()) throw Error(history_line, {}, where_);
        return value;
    }
    std::optional<double> optional_number() {
        if (!rest_.empty() && rest_.front() != ',') return number<double>();
        take(rest_, ',');
        return std::nullopt;
    }
    void end() const {
        if (!rest_.empty()) throw Error(history_line, {}, where_);
    }

private:
    std::string_view rest_;
    const Where& where_;
};

}  // namespace

std::string history_text(const std::vector<EpochRecord>& epochs) {
    std::string text(column_names);
    if (!epochs.empty()) {
        for (const MetricValue& metric : epochs.back().metrics) text += ',' + metric.name;
    }
    text += '\n';
    for (const EpochRecord& epoch : epochs) {
        text += std::to_string(epoch.epoch) + ',' + std::to_string(epoch.step) + ',' + to_text(epoch.loss) +
                ',' + text_of(epoch.accuracy) + ',';
        text += text_of(epoch.validation_loss) + ',' + text_of(epoch.validation_accuracy) + ',';
        text += to_text(epoch.learning_rate) + ',' + to_text(epoch.seconds);
        for (const MetricValue& metric : epoch.metrics) text += ',' + text_of(metric.value);
        text += '\n';
    }
    return text;
}

std::vector<EpochRecord> history_from_text(std::string_view text, const std::string& file_name) {
    Where where{.file = file_name, .line = 1};
    std::string_view head = take(text, '\n');
    if (!head.starts_with(column_names)) throw Error(history_line, {}, where);
    head.remove_prefix(column_names.size());
    if (!head.empty() && !head.starts_with(',')) throw Error(history_line, {}, where);
    std::vector<std::string> metrics;
    while (!head.empty()) {
        head.remove_prefix(1);
        metrics.emplace_back(head.substr(0, head.find(',')));
        head.remove_prefix(metrics.back().size());
    }
    std::vector<EpochRecord> epochs;
    while (!text.empty()) {
        ++where.line;
        Line line(take(text, '\n'), where);
        EpochRecord epoch;
        epoch.epoch = line.number<int>();
        epoch.step = line.number<std::int64_t>();
        epoch.loss = line.number<double>();
        epoch.accuracy = line.optional_number();
        epoch.validation_loss = line.optional_number();
        epoch.validation_accuracy = line.optional_number();
        epoch.learning_rate = line.number<double>();
        epoch.seconds = line.number<double>();
        for (const std::string& name : metrics) epoch.metrics.push_back({name, line.optional_number()});
        line.end();
        epochs.push_back(epoch);
    }
    return epochs;
}

}  // namespace glassnet
