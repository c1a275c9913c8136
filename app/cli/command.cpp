// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>

namespace glassnet::cli {

Option Option::required() {
    option_->required();
    return *this;
}

Option Option::check(std::string (*fault)(const std::string& text)) {
    option_->check(fault);
    return *this;
}

Option Option::within(int least, int most) {
    option_->check(CLI::Range(least, most));
    return *this;
}

Option Option::one_of(std::vector<std::string> texts) {
    option_->check(CLI::IsMember(std::move(texts)));
    return *this;
}

Option Option::excludes(Option other) {
    option_->excludes(other.option_);
    return *this;
}

Command Command::add_command(const std::string& name, const std::string& help) {
    return Command(app_->add_subcommand(name, help));
}

void Command::require_command() { app_->require_subcommand(1); }

Option Command::add_option(const std::string& name, int& value, const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, double& value, const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::uint64_t& value, const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::optional<std::uint64_t>& value,
                           const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::string& value, const std::string& help) {
    return Option(app_->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::vector<std::string>& values,
                           const std::string& help) {
    return Option(app_->add_option(name, values, help));
}

Option Command::add_flag(const std::string& name, bool& value, const std::string& help) {
    return Option(app_->add_flag(name, value, help));
}

void Command::add_threads(int& threads) {
    add_option("--threads", threads,
               "Threads; as many as the machine has if left out (the result is the same)")
        .within(1, 1024);
}

void Command::callback(std::function<void()> run) { app_->callback(std::move(run)); }

bool Command::has(const std::string& option) const { return app_->count(option) > 0; }

std::optional<double> number_in(const std::string& text) {
    double number = 0;
    return CLI::detail::lexical_cast(text, number) ? std::optional(number) : std::nullopt;
}

std::string positive_number(const std::string& text) {
    const auto number = number_in(text);
    const bool good = number && std::isfinite(*number) && *number > 0;
    return good ? "" : "“" + text + "” is no number above 0";
}

std::string fault_of_seed(const std::string& text) {
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return whole ? "" : "“" + text + "” is no whole number from 0 to 18,446,744,073,709,551,615";
}

}  // namespace glassnet::cli
