// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"
#include "cli/set_option.h"
#include "files/project_file.h"
#include "files/weights_file.h"
#include "network/summary.h"

namespace glassnet::cli {

namespace {

struct Choices {
    std::string file, data, initial, runs;
    int epochs = 0, batch = 0, threads = 0;
    double rate = 0, max_seconds = 0;
    std::uint64_t seed = 0;
    bool no_shuffle = false;
    std::vector<std::string> set;
};

void apply_choices(Project& project, const Choices& choices, const CLI::App& command) {
    TrainingSettings& training = project.training;
    if (command.count("--epochs") > 0) training.epochs = choices.epochs;
    if (command.count("--batch") > 0) training.batch_size = choices.batch;
    if (command.count("--seed") > 0) training.seed = choices.seed;
    if (command.count("--learning-rate") > 0) assign(training.optimizer.settings, "learning_rate", choices.rate);
    if (choices.no_shuffle) training.shuffle = false;
    for (const std::string& text : choices.set) project = with_setting(project, text);
}

/// The weights to begin with; what is wrong with them is told of their file.
void take_initial_weights(Context& context, Learner& learner, const Choices& choices) {
    if (choices.initial.empty()) return;
    context.report.file = choices.initial;
    learner.set_weights(load_weights(choices.initial).weights);
    context.report.file = choices.file;
}

void run(Context& context, const Choices& choices, const CLI::App& command) {
    Project project = load_project(choices.file);
    auto folder_of_project = std::filesystem::absolute(choices.file).parent_path();
    if (!choices.data.empty()) {
        project.data.source = choices.data;
        folder_of_project = std::filesystem::current_path();
    }
    apply_choices(project, choices, command);
    context.report.problems(unknown_settings_outside_training(project));
    auto dataset = load_data(project, folder_of_project, context);
    const InterruptionWatch watch;
    Training training(std::move(project), std::move(dataset), choices.threads);
    take_initial_weights(context, training.learner, choices);
    const auto runs = choices.runs.empty() ? runs_folder(choices.file) : std::filesystem::path(choices.runs);
    training.project.data.source = source_seen_from_run(training.project.data.source, folder_of_project, runs);
    RunFolder folder = RunFolder::create(runs, training.project, start_of(training));
    context.report.say("memory of this training " + bytes_text(static_cast<std::int64_t>(training.learner.memory_bytes())));
    run_training(context, training, folder, {.seconds = choices.max_seconds});
}

}  // namespace

void add_train(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("train",
                                           "Trains a project; Ctrl-C writes a checkpoint that resume continues exactly.\nExample: glassnet "
                                           "train fashion.glassnet --epochs 5 --set dense_1.units=64");
    auto choices = std::make_shared<Choices>();
    command->add_option("file", choices->file, "The project file")->required();
    command->add_option("--data", choices->data, "Data instead of the project's: builtin:NAME, a folder or a file")
        ->check([](const std::string& text) { return text.empty() ? "a name is missing" : ""; });
    command->add_option("--epochs", choices->epochs, "Passes over the data")->check(CLI::Range(1, 1'000'000));
    command->add_option("--batch", choices->batch, "Samples in a step")->check(CLI::Range(1, 65'536));
    command->add_option("--learning-rate", choices->rate, "How far one step goes")->check(positive_number);
    command->add_option("--seed", choices->seed, "Seed of all random numbers")->check(fault_of_seed);
    command->add_option("--threads", choices->threads, "Threads; as many as the machine has if left out (the result is the same)")
        ->check(CLI::Range(1, 1024));
    command->add_option("--max-seconds", choices->max_seconds, "Stop after this time with a checkpoint")->check(positive_number);
    command->add_option("--init", choices->initial, "Begin with these weights (.safetensors)");
    command->add_flag("--no-shuffle", choices->no_shuffle, "Take the samples as they lie");
    command->add_option("--runs", choices->runs, "Folder for the run instead of NAME.runs beside the project");
    command
        ->add_option(
            "--set", choices->set,
            "place.setting=value, as often as wanted: dense_1.units=64, training.epochs=5, optimizer.momentum=0.9, data.image_height=64")
        ->check(fault_of_set);
    command->callback([&context, choices, command] {
        context.report.file = choices->file;
        run(context, *choices, *command);
    });
}

}  // namespace glassnet::cli
