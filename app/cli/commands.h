// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/report.h"

namespace glassnet::cli {

/// What all commands share while the program runs.
struct Context {
    Report report;
    ExitCode code = ExitCode::ok;  // of a command that ends without an error of its own
};

// Each adds its sub-command; the command runs as a callback while the command line is read. Errors leave it
// as glassnet::Error.
void add_demo(Command program, Context& context);
void add_templates(Command program, Context& context);
void add_new(Command program, Context& context);
void add_summary(Command program, Context& context);
void add_validate(Command program, Context& context);
void add_train(Command program, Context& context);
void add_resume(Command program, Context& context);
void add_evaluate(Command program, Context& context);
void add_predict(Command program, Context& context);
void add_trace(Command program, Context& context);
void add_hash_weights(Command program, Context& context);
void add_plan(Command program, Context& context);
void add_bench(Command program, Context& context);
void add_check_gradients(Command program, Context& context);
void add_find_rate(Command program, Context& context);
void add_catalogue(Command program, Context& context);
void add_data(Command program, Context& context);
void add_storage(Command program, Context& context);

}  // namespace glassnet::cli
