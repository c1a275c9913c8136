// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "files/project_file.h"

#include <algorithm>

namespace glassnet::cli {

namespace {

constexpr ProblemKind template_unknown{"template.unknown", Severity::error, "There is no template “{name}”",
                                       "Choose one of: {allowed}."};
constexpr ProblemKind file_exists{"file.exists", Severity::error, "The file exists already",
                                  "Choose another name, or give --force to replace it."};

struct NewChoices {
    std::string name, file;
    bool force = false;
};

void run(const Context& context, const NewChoices& choices) {
    const auto all = templates();
    const auto found = std::ranges::find(all, choices.name, &Template::id);
    if (found == all.end()) {
        std::string allowed;
        for (const Template& each : all) allowed += (allowed.empty() ? "" : ", ") + std::string(each.id);
        throw Error(template_unknown, {{"name", choices.name}, {"allowed", allowed}},
                    {.setting = "template"});
    }
    if (!choices.force && std::filesystem::exists(choices.file))
        throw Error(file_exists, {}, {.file = choices.file});
    const std::string hash = save_project(found->make(), choices.file);
    context.report.say("saved " + choices.file + " sha256=" + hash);
    context.report.result({{"saved", choices.file}, {"sha256", hash}});
}

}  // namespace

void add_new(Command program, Context& context) {
    Command command = program.add_command(
        "new", "Makes a project file from a template.\nExample: glassnet new small-cnn fashion.glassnet");
    auto choices = std::make_shared<NewChoices>();
    command.add_option("template", choices->name, "Its name, see glassnet templates").required();
    command.add_option("file", choices->file, "The project file to make").required();
    command.add_flag("--force", choices->force, "Replace the file if it exists");
    command.callback([&context, choices] {
        context.report.file = choices->file;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
