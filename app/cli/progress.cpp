// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress.h"

#include "base/platform/process.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace glassnet::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto refresh = std::chrono::milliseconds(100);
constexpr double smoothing = 0.9;

std::string time_text(double seconds) {
    std::array<char, 32> text{};
    const int whole = static_cast<int>(std::lround(seconds));
    if (whole < 60)
        std::snprintf(text.data(), text.size(), "%d s", whole);
    else if (whole < 3600)
        std::snprintf(text.data(), text.size(), "%d min %02d s", whole / 60, whole % 60);
    else
        std::snprintf(text.data(), text.size(), "%d h %02d min", whole / 3600, whole / 60 % 60);
    return text.data();
}

std::string figure_text(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

std::string bar(double share, int width) {
    std::string text;
    for (int i = 0; i < width; ++i) text += i < std::lround(share * width) ? "━" : "─";
    return text;
}

}  // namespace

LoadingProgress::LoadingProgress(const Report& report)
    : terminal_(!report.json && platform::output_is_terminal()), shown_(Clock::now()) {}

LoadWatch LoadingProgress::watch() {
    if (!terminal_) return {};
    return [this](const LoadProgress& progress) {
        rate_.take(progress);
        show();
        return true;
    };
}

void LoadingProgress::show() {
    const auto now = Clock::now();
    if (now - shown_ < refresh) return;
    shown_ = now;
    const auto [progress, per_second, seconds_left] = rate_.state();
    const double unit = progress.are_bytes ? 1e6 : 1;
    const auto count = [&](double amount) { return std::to_string(std::llround(amount / unit)); };
    const auto done = static_cast<double>(progress.done), all = static_cast<double>(progress.all);
    std::string text = count(done) + " files found";
    if (progress.stage != LoadStage::finding && all > 0)
        text = bar(done / all, 20) + (progress.stage == LoadStage::measuring ? "  measuring " : "  ") +
               count(done) + " of " + count(all) + (progress.are_bytes ? " MB" : " files");
    if (seconds_left)
        text += "  " + count(per_second) + (progress.are_bytes ? " MB/s  " : "/s  ") +
                time_text(*seconds_left) + " left";
    std::fputs(("\r\033[K" + text).c_str(), stdout);
    std::fflush(stdout);
    line_shown_ = true;
}

void LoadingProgress::end() {
    if (!line_shown_) return;
    std::fputs("\r\033[K", stdout);
    std::fflush(stdout);
    line_shown_ = false;
}

Progress::Progress(const Report& report, const History& history, const Learner& learner)
    : report_(report),
      history_(history),
      learner_(learner),
      terminal_(!report.json && platform::output_is_terminal()),
      epochs_shown_(history.epochs_from(0).size()),
      start_(Clock::now()) {}

void Progress::show() {
    if (first_step_ < 0) {
        first_step_ = learner_.step_number();
        first_epochs_ = learner_.epochs_done();
        start_ = Clock::now();
    }
    show_finished_epochs();
    const auto now = Clock::now();
    if (!terminal_ || now - shown_ < refresh) return;
    shown_ = now;
    for (const BatchRecord& record : history_.batches_from(batches_read_)) {
        loss_ = batches_read_ == 0 ? record.loss : smoothing * loss_ + (1 - smoothing) * record.loss;
        if (record.accuracy)
            accuracy_ =
                accuracy_ ? smoothing * *accuracy_ + (1 - smoothing) * *record.accuracy : *record.accuracy;
        ++batches_read_;
    }
    clear_line();
    std::fputs(line(std::chrono::duration<double>(now - start_).count()).c_str(), stdout);
    std::fflush(stdout);
    line_shown_ = true;
}

std::string Progress::line(double seconds) const {
    const auto done = static_cast<double>(learner_.step_number() - first_step_);
    std::array<char, 160> text{};
    std::snprintf(text.data(), text.size(), "epoch %d/%d ", learner_.epoch() + 1, learner_.settings().epochs);
    std::string result = text.data() + bar(learner_.epochs_done() - learner_.epoch(), 20);
    std::snprintf(text.data(), text.size(), "  loss %.4f", loss_);
    result += text.data();
    if (accuracy_) {
        std::snprintf(text.data(), text.size(), "  accuracy %5.2f %%", *accuracy_ * 100);
        result += text.data();
    }
    if (done > 0 && seconds > 0) {
        const auto left = static_cast<double>(learner_.steps_of_run() - learner_.step_number());
        const double samples =
            (learner_.epochs_done() - first_epochs_) * static_cast<double>(learner_.samples_per_epoch());
        std::snprintf(text.data(), text.size(), "  %.0f images/s  %s left", samples / seconds,
                      time_text(left * seconds / done).c_str());
        result += text.data();
    }
    return result;
}

void Progress::show_finished_epochs() {
    for (const EpochRecord& record : history_.epochs_from(epochs_shown_)) {
        ++epochs_shown_;
        clear_line();
        std::array<char, 200> text{};
        int used = std::snprintf(text.data(), text.size(), "epoch %d/%d  loss %.4f", record.epoch,
                                 learner_.settings().epochs, record.loss);
        const auto add = [&](const char* format, double number) {
            used += std::snprintf(text.data() + used, text.size() - static_cast<std::size_t>(used), format,
                                  number);
        };
        if (record.accuracy) add("  accuracy %.2f %%", *record.accuracy * 100);
        if (record.validation_loss) add("  val_loss %.4f", *record.validation_loss);
        if (record.validation_accuracy) add("  val_accuracy %.2f %%", *record.validation_accuracy * 100);
        std::string said = text.data();
        for (const MetricValue& metric : record.metrics)
            said += "  " + metric.name + " " + (metric.value ? figure_text(*metric.value) : "–");
        std::snprintf(text.data(), text.size(), "  %.2f s", record.seconds);
        report_.say(said + text.data());
        Value::Map fields{{"epoch", record.epoch},
                          {"step", record.step},
                          {"loss", record.loss},
                          {"learning_rate", record.learning_rate},
                          {"seconds", record.seconds}};
        if (record.accuracy) fields.push_back({"accuracy", *record.accuracy});
        if (record.validation_loss) fields.push_back({"val_loss", *record.validation_loss});
        if (record.validation_accuracy) fields.push_back({"val_accuracy", *record.validation_accuracy});
        for (const MetricValue& metric : record.metrics)
            fields.push_back({metric.name, metric.value ? Value(*metric.value) : Value()});
        report_.result(fields);
    }
}

void Progress::clear_line() {
    if (line_shown_) std::fputs("\r\033[K", stdout);
    line_shown_ = false;
}

void Progress::end() {
    show_finished_epochs();
    clear_line();
    std::fflush(stdout);
}

}  // namespace glassnet::cli
