// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/report.h"

#include <CLI/CLI.hpp>

namespace glassnet::cli {

/// What all commands share while the program runs.
struct Context {
    Report report;
    ExitCode code = ExitCode::ok;  // of a command that ends without an error of its own
};

/// For CLI11: empty for a finite number above 0, else what is wrong.
[[nodiscard]] std::string positive_number(const std::string& text);

/// For CLI11: empty for a whole number that a seed can be, 0 … 18,446,744,073,709,551,615, else what is
/// wrong.
[[nodiscard]] std::string fault_of_seed(const std::string& text);

// Each adds its sub-command; the command runs as a callback while the command line is read. Errors leave it
// as glassnet::Error.
void add_demo(CLI::App& app, Context& context);
void add_templates(CLI::App& app, Context& context);
void add_new(CLI::App& app, Context& context);
void add_summary(CLI::App& app, Context& context);
void add_validate(CLI::App& app, Context& context);
void add_train(CLI::App& app, Context& context);
void add_resume(CLI::App& app, Context& context);
void add_evaluate(CLI::App& app, Context& context);
void add_predict(CLI::App& app, Context& context);
void add_trace(CLI::App& app, Context& context);
void add_hash_weights(CLI::App& app, Context& context);
void add_plan(CLI::App& app, Context& context);
void add_bench(CLI::App& app, Context& context);
void add_check_gradients(CLI::App& app, Context& context);
void add_find_rate(CLI::App& app, Context& context);
void add_catalogue(CLI::App& app, Context& context);

}  // namespace glassnet::cli
