// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/validate.h"

namespace glassnet::cli {

namespace {

void run(Context& context, const std::vector<std::string>& files) {
    std::vector<Problem> all;
    for (const std::string& file : files) {
        std::vector<Problem> problems;
        try {
            problems = problems_of_file(file);
        } catch (const Error& error) {
            problems = error.problems();
        }
        for (Problem& problem : problems) {
            if (problem.where.file.empty()) problem.where.file = file;
        }
        context.report.problems(problems);
        if (!has_errors(problems))
            context.report.say(file + (is_project(file) ? ": valid (its data was not read)" : ": valid"));
        context.report.result({{"file", file}, {"valid", !has_errors(problems)}});
        all.insert(all.end(), problems.begin(), problems.end());
    }
    if (has_errors(all)) context.code = exit_code(all);
}

}  // namespace

void add_validate(Command program, Context& context) {
    Command command = program.add_command("validate",
                                          "Checks files of any kind: projects, weights, arrays, tables, IDX, "
                                          "pictures, runs, folders of data.\nExample: glassnet "
                                          "validate fashion.glassnet weights.safetensors");
    auto files = std::make_shared<std::vector<std::string>>();
    command.add_option("files", *files, "The files").required();
    command.callback([&context, files] { run(context, *files); });
}

}  // namespace glassnet::cli
