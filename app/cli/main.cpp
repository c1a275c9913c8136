// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

#include "base/platform/signals.h"
#include "formats/json.h"
#include "math/instruction_sets.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <new>

namespace glassnet::cli {

namespace {

constexpr ProblemKind output_lost{"file.write_output", Severity::error, "The output could not be written",
                                  "Look at the disk or the program behind it."};
constexpr ProblemKind out_of_memory{"memory.exhausted", Severity::error, "There is not enough memory",
                                    "Use a smaller network, batch or file."};
constexpr ProblemKind unexpected{"internal.unexpected", Severity::error, "Unexpected error: {text}",
                                 "Please report this with the command and its files."};
constexpr ProblemKind not_reachable{"file.not_reachable", Severity::error,
                                    "This place cannot be reached: {reason}",
                                    "Look at the name, the folders before it and their permissions."};
constexpr ProblemKind usage{"usage", Severity::error, "{text}",
                            "See glassnet --help and glassnet COMMAND --help."};

/// Tells whether --json is given, where this is needed before the command line is parsed: usage errors.
bool wants_json(int count, char** words) {
    return std::any_of(words, words + count, [](std::string_view word) { return word == "--json"; });
}

void print_version(bool json) {
    const Value::Map fields{{"version", GLASSNET_VERSION}, {"instructions", instruction_set()}};
    if (json)
        std::puts(write_json(fields).c_str());
    else
        std::printf("glassnet %s (%s)\n", GLASSNET_VERSION, instruction_set());
}

ExitCode run(int count, char** words) {
    Context context;
    context.report.json = wants_json(count, words);
    CLI::App app{"Design, train and see through neural networks.\nExample: glassnet demo", "glassnet"};
    app.require_subcommand(0, 1);
    app.set_help_all_flag("--help-all", "Help of all commands");
    bool version = false;
    app.add_flag("--version", version, "Version and instruction set");
    app.add_flag("--json", context.report.json, "Results and problems as JSON, one object a line")
        ->configurable(false);
    app.fallthrough();
    for (const auto add : {add_demo, add_templates, add_new, add_summary, add_validate, add_train, add_resume,
                           add_evaluate, add_predict, add_trace, add_hash_weights, add_plan, add_bench,
                           add_check_gradients, add_find_rate, add_catalogue, add_data, add_storage}) {
        add(Command(&app), context);
    }
    try {
        app.parse(count, words);
        if (version)
            print_version(context.report.json);
        else if (app.get_subcommands().empty())
            std::cout << app.help();
        return context.code;
    } catch (const CLI::Success& success) {  // --help
        app.exit(success);
        return ExitCode::ok;
    } catch (const CLI::ParseError& error) {
        context.report.problems({Problem(usage, {{"text", error.what()}}, {.setting = "command line"})});
        return ExitCode::usage;
    } catch (const Error& error) {
        context.report.problems(error.problems());
        return exit_code(error.problems());
    } catch (const std::filesystem::filesystem_error& error) {
        context.report.problems(
            {Problem(not_reachable, {{"reason", error.code().message()}}, {.file = error.path1().string()})});
        return ExitCode::bad_input;
    } catch (const std::bad_alloc&) {
        context.report.problems({Problem(out_of_memory)});
        return ExitCode::resource;
    } catch (const std::exception& error) {
        context.report.problems({Problem(unexpected, {{"text", error.what()}})});
        return ExitCode::internal;
    }
}

}  // namespace

/// Returns the exit code after output, which may not have arrived: a full disk behind standard output turns
/// success into a resource error.
ExitCode after_output(ExitCode code) {
    std::cout.flush();
    const bool arrived = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
    if (arrived || code != ExitCode::ok) return code;
    Report().problems({Problem(output_lost)});
    return ExitCode::resource;
}

}  // namespace glassnet::cli

int main(int count, char** words) {
    glassnet::platform::survive_failed_writes();
    const auto code = glassnet::cli::run(count, words);
    return static_cast<int>(glassnet::cli::after_output(code));
}
