// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fit.h"
#include "cli/set_option.h"
#include "files/project_file.h"

#include <algorithm>

namespace glassnet::cli {

namespace {

constexpr ProblemKind template_unknown{"template.unknown", Severity::error, "There is no template “{name}”",
                                       "Choose one of: {allowed}."};
constexpr ProblemKind file_exists{"file.exists", Severity::error, "The file exists already",
                                  "Choose another name, or give --force to replace it."};

struct NewChoices {
    std::string name, file, data;
    bool force = false;
    SettingOptions settings;
};

/// Returns the source as a project in this folder names it: relative, so that both can be moved together.
std::string source_seen_from(const std::filesystem::path& folder, const std::string& source) {
    if (source.starts_with("builtin:") || std::filesystem::path(source).is_absolute()) return source;
    return std::filesystem::proximate(std::filesystem::absolute(source), folder).generic_string();
}

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
    Project project = found->make();
    if (!choices.data.empty()) {
        const auto folder = std::filesystem::absolute(choices.file).parent_path();
        project.data = {.source = source_seen_from(folder, choices.data)};
        project = choices.settings.applied_to(std::move(project));
        const auto dataset = load_fitted(project, folder, context);
        context.report.problems(check(project, &dataset->summary, MemoryCheck::left_out).problems);
    }
    const std::string hash = save_project(project, choices.file);
    context.report.say("saved " + choices.file + " sha256=" + hash);
    context.report.result({{"saved", choices.file}, {"sha256", hash}});
}

}  // namespace

void add_new(Command program, Context& context) {
    Command command = program.add_command(
        "new",
        "Makes a project file from a template.\nExample: glassnet new small-cnn mine.glassnet --data photos");
    auto choices = std::make_shared<NewChoices>();
    command.add_option("template", choices->name, "Its name, see glassnet templates").required();
    command.add_option("file", choices->file, "The project file to make").required();
    command.add_option("--data", choices->data,
                       "Data that the network is made to fit: builtin:NAME, a folder or a file");
    choices->settings.add_set_to(command);
    command.add_flag("--force", choices->force, "Replace the file if it exists");
    command.callback([&context, choices] {
        context.report.file = choices->file;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
