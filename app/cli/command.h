// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the commands say to CLI11, whose header takes ten seconds to compile: only two sources read it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace glassnet::cli {

/// One value or flag of a command; copies are the same one. Lives as long as the command line.
class Option {
public:
    explicit Option(CLI::Option* option) : option_(option) {}

    Option required();
    /// Refuses what `fault` finds fault with: it is empty for a good text, else says what is wrong.
    Option check(std::string (*fault)(const std::string& text));
    Option within(int least, int most);
    Option one_of(std::vector<std::string> texts);
    Option excludes(Option other);

private:
    CLI::Option* option_;
};

/// A command, or the program above all commands; copies are the same one. Lives as long as the command line,
/// and so must the values that it fills.
class Command {
public:
    explicit Command(CLI::App* app) : app_(app) {}

    Command add_command(const std::string& name, const std::string& help);
    /// Refuses to run without one of its commands.
    void require_command();
    Option add_option(const std::string& name, int& value, const std::string& help);
    Option add_option(const std::string& name, double& value, const std::string& help);
    Option add_option(const std::string& name, std::uint64_t& value, const std::string& help);
    Option add_option(const std::string& name, std::optional<std::uint64_t>& value, const std::string& help);
    Option add_option(const std::string& name, std::string& value, const std::string& help);
    /// As many values as are given.
    Option add_option(const std::string& name, std::vector<std::string>& values, const std::string& help);
    Option add_flag(const std::string& name, bool& value, const std::string& help);
    /// Adds --threads, which is the same for all commands that compute.
    void add_threads(int& threads);
    /// What the command does once all its values are read.
    void callback(std::function<void()> run);
    /// Whether the person has given this option.
    [[nodiscard]] bool has(const std::string& option) const;

private:
    CLI::App* app_;
};

/// The number that a value of the command line is, if it is one.
[[nodiscard]] std::optional<double> number_in(const std::string& text);

/// Empty for a finite number above 0, else what is wrong.
[[nodiscard]] std::string positive_number(const std::string& text);

/// Empty for a whole number that a seed can be, 0 … 18,446,744,073,709,551,615, else what is wrong.
[[nodiscard]] std::string fault_of_seed(const std::string& text);

}  // namespace glassnet::cli
