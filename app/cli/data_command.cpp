// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/data_preview.h"
#include "cli/progress.h"
#include "cli/set_option.h"
#include "cli/text_table.h"
#include "cli/validate.h"
#include "data/changes.h"
#include "data/folders/folder_names.h"
#include "data/picture_sizes.h"
#include "data/report/data_report.h"
#include "files/project_file.h"
#include "files/storage_file.h"
#include "project/project_data.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace glassnet::cli {

namespace {

struct DataChoices {
    std::string source;
    bool left_out = false, ignored = false;
    SettingOptions settings;
    PreviewOptions preview;
};

/// A project and the folder that the source of its data is relative to.
struct Source {
    Project project;
    std::filesystem::path folder;
};

/// Finds the data that the command line names: those of a project, or a source by itself.
Source source_of(const DataChoices& choices) {
    if (is_project(choices.source))
        return {choices.settings.applied_to(load_project(choices.source)),
                std::filesystem::absolute(choices.source).parent_path()};
    Project project;
    project.data.source = choices.source;
    return {choices.settings.applied_to(std::move(project)), std::filesystem::current_path()};
}

std::shared_ptr<const Dataset> loaded(const Context& context, const DataChoices& choices) {
    const Source source = source_of(choices);
    LoadingProgress progress(context.report);
    return load_to_look_at(source.project, source.folder.string(), load_options(progress.watch()));
}

std::string two_decimals(double number) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.2f", number);
    return text.data();
}

void say_classes(const Context& context, const Dataset& dataset, const DataReport& report) {
    if (report.class_counts.empty()) return;
    using enum TextTable::Column::Align;
    std::vector<TextTable::Column> columns{
        {"class"}, {"training", right}, {"validation", right}, {"test", right}};
    if (!report.class_weights.empty()) columns.push_back({"weight to balance", right});
    TextTable table(columns);
    constexpr std::size_t most = 20;
    const auto& names = dataset.summary.class_names;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
        std::vector<std::string> cells{names[i]};
        for (const auto& counts : report.class_counts) cells.push_back(std::to_string(counts[i]));
        if (!report.class_weights.empty()) cells.push_back(two_decimals(report.class_weights[i]));
        table.add(std::move(cells));
    }
    context.report.say(table.text());
    if (names.size() > most)
        context.report.say("and " + std::to_string(names.size() - most) + " classes more");
}

std::string targets_in_words(const DatasetSummary& summary) {
    const TargetFacts& facts = summary.target_facts;
    if (facts.missing) return "none; only the samples themselves can be learned";
    std::string text = summary.classes() > 0 ? std::to_string(summary.classes()) + " classes"
                                             : "values of " + to_text(summary.target_shape);
    if (facts.is_one_hot) text += " as rows with a single 1";
    if (summary.classes() == 0 || facts.is_numbered)
        text += ", from " + to_text(Value(facts.smallest)) + " to " + to_text(Value(facts.largest));
    return text + (facts.is_numbered ? "; a loss that compares values sees them as values" : "");
}

void say_report(const Context& context, const Dataset& dataset, const DataReport& report) {
    const DatasetSummary& summary = dataset.summary;
    context.report.say(summary.title);
    if (dataset.files.found() > 0) context.report.say(dataset.files.summary());
    context.report.say("training " + std::to_string(summary.training_samples) + ", validation " +
                       std::to_string(summary.validation_samples) + ", test " +
                       std::to_string(summary.test_samples) + " samples of " + to_text(summary.sample_shape));
    context.report.say("targets: " + targets_in_words(summary));
    if (!summary.picture_sizes.empty())
        context.report.say("pictures of " + sizes_in_words(summary.picture_sizes));
    say_classes(context, dataset, report);
    context.report.problems(report.problems);
}

Value::List groups_value(const std::vector<FileGroup>& groups) {
    Value::List list;
    for (const FileGroup& group : groups) {
        Value::List examples;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, group.files.size()); ++i)
            examples.emplace_back(group.files[i]);
        list.emplace_back(Value::Map{{"code", group.reason.code()},
                                     {"reason", group.reason.what()},
                                     {"hint", group.reason.hint()},
                                     {"count", group.count()},
                                     {"examples", examples}});
    }
    return list;
}

Value::List sizes_value(const DatasetSummary& summary) {
    Value::List sizes;
    for (const auto& [size, count] : summary.picture_sizes)
        sizes.emplace_back(Value::Map{{"height", size.first}, {"width", size.second}, {"count", count}});
    return sizes;
}

Value::List names_value(const Dataset& dataset, const std::vector<std::vector<SampleRef>>& groups) {
    Value::List list;
    for (const auto& group : groups) {
        Value::List names;
        for (const SampleRef sample : group) names.emplace_back(key_of(dataset, sample));
        list.emplace_back(names);
    }
    return list;
}

Value::List names_value(const Dataset& dataset, const std::vector<std::pair<SampleRef, SampleRef>>& pairs) {
    Value::List list;
    for (const auto& [a, b] : pairs) list.emplace_back(Value::List{key_of(dataset, a), key_of(dataset, b)});
    return list;
}

Value::Map report_value(const Dataset& dataset, const DataReport& report) {
    const DatasetSummary& summary = dataset.summary;
    Value::List classes;
    const std::size_t count = report.class_counts.empty() ? 0 : report.class_counts.front().size();
    for (std::size_t i = 0; i < count; ++i)
        classes.emplace_back(Value::Map{{"name", summary.class_names[i]},
                                        {"training", report.class_counts[0][i]},
                                        {"validation", report.class_counts[1][i]},
                                        {"test", report.class_counts[2][i]}});
    return {{"title", summary.title},
            {"sample_shape",
             Value::List(summary.sample_shape.sides().begin(), summary.sample_shape.sides().end())},
            {"training", summary.training_samples},
            {"validation", summary.validation_samples},
            {"test", summary.test_samples},
            {"files", Value::Map{{"found", dataset.files.found()},
                                 {"used", dataset.files.used()},
                                 {"left_out", groups_value(dataset.files.left_out_groups())},
                                 {"ignored", groups_value(dataset.files.ignored_groups())}}},
            {"classes", classes},
            {"class_weights", Value::List(report.class_weights.begin(), report.class_weights.end())},
            {"picture_sizes", sizes_value(summary)},
            {"same", std::ssize(report.same)},
            {"alike", std::ssize(report.alike)},
            {"suspicious", std::ssize(report.suspicious)},
            {"same_samples", names_value(dataset, report.same)},
            {"alike_pictures", names_value(dataset, report.alike)},
            {"suspicious_pairs", names_value(dataset, report.suspicious)}};
}

/// Tells the columns of a table, of one that cannot be loaded yet too: they show what to choose.
std::optional<TableReport> say_table(const Context& context, const DataChoices& choices) {
    const Source source = source_of(choices);
    if (!is_of_tables(source.project.data, source.folder.string())) return std::nullopt;
    TableReport report = report_of_table(source.project.data, source.folder.string());
    context.report.say(columns_in_words(report));
    return report;
}

void inspect(const Context& context, const DataChoices& choices) {
    const auto table = say_table(context, choices);
    std::shared_ptr<const Dataset> dataset;
    try {
        dataset = loaded(context, choices);
    } catch (const Error&) {
        if (table) context.report.result({{"table", columns_value(*table)}});
        throw;
    }
    const DataReport report = report_of(*dataset);
    if (context.report.json)
        context.report.problems(report.problems);
    else
        say_report(context, *dataset, report);
    Value::Map fields = report_value(*dataset, report);
    if (table) fields.push_back({"table", columns_value(*table)});
    context.report.result(fields);
}

/// Returns a file as the used ones are named: relative to the data's folder.
std::string within(const std::string& folder, const std::string& file) {
    return file.size() > folder.size() && file.starts_with(folder) && file[folder.size()] == '/'
               ? file.substr(folder.size() + 1)
               : file;
}

/// Lists one line for each file: its fate, and the reason or the class.
void list(const Context& context, const DataChoices& choices) {
    const auto dataset = loaded(context, choices);
    const Source source = source_of(choices);
    std::string folder = shown(source.folder / source.project.data.source);
    if (folder.ends_with('/')) folder.pop_back();
    const auto line = [&](std::string_view fate, const std::string& file, const std::string& why) {
        context.report.say(std::string(fate) + "\t" + file + "\t" + why);
        context.report.result({{"fate", fate}, {"file", file}, {"why", why}});
    };
    const auto groups = [&](std::string_view fate, const std::vector<FileGroup>& all) {
        for (const FileGroup& group : all)
            for (std::size_t i = 0; i < group.files.size(); ++i)
                line(fate, within(folder, group.files[i]), group.reason_of(i));
    };
    if (!choices.left_out && !choices.ignored) {
        for (const Part part : all_parts) {
            const DataPart& samples = dataset->part(part);
            for (std::int64_t i = 0; i < samples.count; ++i)
                line(to_text(part), key_of(*dataset, {part, i}),
                     dataset->summary.classes() > 0
                         ? dataset->summary
                               .class_names[static_cast<std::size_t>(dataset->class_of(samples, i))]
                         : "");
        }
    }
    if (!choices.ignored) groups("left out", dataset->files.left_out_groups());
    if (!choices.left_out) groups("ignored", dataset->files.ignored_groups());
}

void preview(const Context& context, const DataChoices& choices) {
    Source source = source_of(choices);
    source.project = choices.preview.applied_to(std::move(source.project));
    LoadingProgress progress(context.report);
    const auto dataset =
        load_to_look_at(source.project, source.folder.string(), load_options(progress.watch()));
    progress.end();
    choices.preview.draw(source.project, *dataset, context);
}

}  // namespace

void add_data(Command program, Context& context) {
    Command command = program.add_command(
        "data", "Looks at data before they are trained on.\nExample: glassnet data inspect photos");
    command.require_command();
    auto choices = std::make_shared<DataChoices>();
    const auto add = [&](const char* name, const char* help,
                         void (*run)(const Context&, const DataChoices&)) {
        Command inner = command.add_command(name, help);
        inner
            .add_option("source", choices->source,
                        "A folder or file, builtin:NAME, or a project, whose data are meant")
            .required();
        choices->settings.add_set_to(inner);
        inner.callback([&context, choices, run] {
            context.report.file = choices->source;
            run(context, *choices);
        });
        return inner;
    };
    add("inspect",
        "Reports what is used, what is left out and why, classes, sizes, pictures that are there twice.\n"
        "Example: glassnet data inspect photos --set data.class_folders=separate",
        inspect);
    Command of_list =
        add("list",
            "Lists every file with its part and class, or why it is no sample.\nExample: glassnet data "
            "list photos --left-out",
            list);
    of_list.add_flag("--left-out", choices->left_out, "Only files that could have been samples");
    of_list.add_flag("--ignored", choices->ignored, "Only files that no rule takes for samples");
    choices->preview.add_to(add(
        "preview",
        "Draws samples as they are and as a training sees them, augmented, on one sheet.\nExample: glassnet "
        "data preview photos --augment RandomFlip,RandomRotation --out sheet.png",
        preview));
}

}  // namespace glassnet::cli
