// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "cli/fit.h"
#include "cli/run_training.h"
#include "cli/set_option.h"
#include "data/changes.h"
#include "files/project_file.h"
#include "files/weights_file.h"
#include "network/summary.h"

namespace glassnet::cli {

namespace {

constexpr ProblemKind init_nothing{"train.init_nothing", Severity::error,
                                   "none of the weights has the name and shape of one of this network",
                                   "Name the layers that shall take them as in the network they come from."};

struct TrainChoices {
    std::string file, data, initial, runs;
    int threads = 0;
    double max_seconds = 0;
    std::uint64_t seed = 0;
    bool no_shuffle = false, fit = false, skip_mismatch = false;
    SettingOptions settings;
};

/// Returns the learner's own weights with those of a file in the place of all that have the same name and
/// shape, and tells which begin anew.
NamedWeights those_that_fit(NamedWeights file, const Learner& learner, const Context& context) {
    NamedWeights all = inference_weights(learner.checkpoint());
    std::vector<std::string> anew;
    for (auto& [name, own] : all) {
        const auto found = file.find(name);
        if (found != file.end() && found->second.shape == own.shape)
            own = std::move(found->second);
        else
            anew.push_back(name);
    }
    if (anew.size() == all.size()) throw Error(init_nothing, {}, {.file = context.report.file});
    context.report.say("init: " + std::to_string(all.size() - anew.size()) + " of " +
                       std::to_string(all.size()) + " weights taken" +
                       (anew.empty() ? "" : "; these begin anew: " + listed(anew, 6)));
    context.report.result({{"init", Value::Map{{"taken", static_cast<std::int64_t>(all.size() - anew.size())},
                                               {"anew", Value::List(anew.begin(), anew.end())}}}});
    return all;
}

/// Sets the initial weights; what is wrong with them is reported for their file.
void take_initial_weights(Context& context, Learner& learner, const TrainChoices& choices) {
    if (choices.initial.empty()) return;
    context.report.file = choices.initial;
    NamedWeights weights = load_weights(choices.initial).weights;
    if (choices.skip_mismatch) weights = those_that_fit(std::move(weights), learner, context);
    learner.set_weights(weights);
    context.report.file = choices.file;
}

void run(Context& context, const TrainChoices& choices, const Command& command) {
    Project project = load_project(choices.file);
    auto folder_of_project = std::filesystem::absolute(choices.file).parent_path();
    if (!choices.data.empty()) {
        project.data.source = choices.data;
        context.report.problems(drop_numbered_changes(project.data));
        folder_of_project = std::filesystem::current_path();
    }
    if (command.has("--seed")) project.training.seed = choices.seed;
    if (choices.no_shuffle) project.training.shuffle = false;
    project = choices.settings.applied_to(std::move(project));
    context.report.problems(unknown_settings_outside_training(project));
    auto dataset = choices.fit ? load_fitted(project, folder_of_project, context)
                               : load_data(project, folder_of_project, context);
    if (!choices.fit) tell_targets(project, dataset->summary, context);
    const InterruptionWatch watch;
    Training training(std::move(project), std::move(dataset), choices.threads);
    take_initial_weights(context, training.learner, choices);
    const auto runs = choices.runs.empty() ? runs_folder(choices.file) : std::filesystem::path(choices.runs);
    training.project.data.source =
        source_seen_from_run(training.project.data.source, folder_of_project, runs);
    RunFolder folder = RunFolder::create(runs, training.project, start_of(training));
    context.report.say("memory of this training " +
                       bytes_text(static_cast<std::int64_t>(training.learner.memory_bytes())));
    run_training(context, training, folder, {.seconds = choices.max_seconds});
}

}  // namespace

void add_train(Command program, Context& context) {
    Command command = program.add_command(
        "train",
        "Trains a project; Ctrl-C writes a checkpoint that resume continues exactly.\nExample: glassnet "
        "train fashion.glassnet --epochs 5 --set dense_1.units=64");
    auto choices = std::make_shared<TrainChoices>();
    command.add_option("file", choices->file, "The project file").required();
    command
        .add_option("--data", choices->data,
                    "Data instead of the project's: builtin:NAME, a folder or a file")
        .check(
            [](const std::string& text) -> std::string { return text.empty() ? "a name is missing" : ""; });
    command.add_flag("--fit", choices->fit,
                     "Make the network fit the data: shapes, last layer, loss; the file stays as it is");
    choices->settings.add_to(command);
    command.add_option("--seed", choices->seed, "Seed of all random numbers").check(fault_of_seed);
    command.add_threads(choices->threads);
    command.add_option("--max-seconds", choices->max_seconds, "Stop after this time with a checkpoint")
        .check(positive_number);
    command.add_option("--init", choices->initial, "Begin with these weights (.safetensors)");
    command.add_flag(
        "--skip-mismatch", choices->skip_mismatch,
        "With --init: take the weights that fit by name and shape; the others begin anew, as for "
        "other classes");
    command.add_flag("--no-shuffle", choices->no_shuffle, "Take the samples as they lie");
    command.add_option("--runs", choices->runs, "Folder for the run instead of NAME.runs beside the project");
    command.callback([&context, choices, command] {
        context.report.file = choices->file;
        run(context, *choices, command);
    });
}

}  // namespace glassnet::cli
