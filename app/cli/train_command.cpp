// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"
#include "files/project_file.h"
#include "files/weights_file.h"
#include "formats/json.h"

#include <chrono>

namespace glassnet::cli {

namespace {

constexpr ProblemKind set_malformed{"set.malformed", Severity::error, "“{text}” does not say node.setting=value",
                                    "For example --set dense_1.units=64."};
constexpr ProblemKind set_node{"set.node", Severity::error, "There is no node “{node}”", "Nodes of this project: {allowed}."};

struct Choices {
    std::string file, data, initial, runs;
    int epochs = 0, batch = 0, threads = 0;
    double rate = 0, max_seconds = 0;
    std::uint64_t seed = 0;
    bool no_shuffle = false;
    std::vector<std::string> set;
};

/// "dense_1.units=64": the value is read as JSON, else as text.
void set_setting(Project& project, const std::string& text) {
    const auto equals = text.find('=');
    const auto dot = text.rfind('.', equals);
    if (equals == std::string::npos || dot == std::string::npos || dot == 0 || dot + 1 == equals)
        throw Error(set_malformed, {{"text", text}}, {.setting = "--set"});
    Node* node = find_node(project.network, text.substr(0, dot));
    if (!node) {
        std::string allowed;
        for (const Node& each : project.network.nodes) allowed += (allowed.empty() ? "" : ", ") + each.id;
        throw Error(set_node, {{"node", text.substr(0, dot)}, {"allowed", allowed}}, {.setting = "--set"});
    }
    Value value;
    try {
        value = parse_json(text.substr(equals + 1), "");
    } catch (const Error&) {  // not JSON: a bare word such as relu
        value = text.substr(equals + 1);
    }
    assign(node->settings, text.substr(dot + 1, equals - dot - 1), value);
}

void apply_choices(Project& project, const Choices& choices, const CLI::App& command) {
    TrainingSettings& training = project.training;
    if (command.count("--epochs") > 0) training.epochs = choices.epochs;
    if (command.count("--batch") > 0) training.batch_size = choices.batch;
    if (command.count("--seed") > 0) training.seed = choices.seed;
    if (command.count("--learning-rate") > 0) assign(training.optimizer.settings, "learning_rate", choices.rate);
    if (choices.no_shuffle) training.shuffle = false;
    for (const std::string& text : choices.set) set_setting(project, text);
}

/// Tells every problem before a folder appears.
void check_task(Context& context, const TrainingRequest& request, const Choices& choices) {
    History history;
    Learner learner(training_task(request.project, request.dataset), history);
    if (!request.initial_weights) return;
    context.report.file = choices.initial;
    learner.set_weights(*request.initial_weights);
    context.report.file = choices.file;
}

void run(Context& context, const Choices& choices, const CLI::App& command) {
    TrainingRequest request;
    request.project = load_project(choices.file);
    auto folder_of_project = std::filesystem::absolute(choices.file).parent_path();
    if (!choices.data.empty()) {
        request.project.data.source = choices.data;
        folder_of_project = std::filesystem::current_path();
    }
    apply_choices(request.project, choices, command);
    request.dataset = load_data(request.project, folder_of_project, context);
    request.threads = choices.threads;
    request.max_seconds = choices.max_seconds;
    if (!choices.initial.empty()) request.initial_weights = load_weights(choices.initial).weights;
    check_task(context, request, choices);
    RunFolder folder = RunFolder::create(
        choices.runs.empty() ? runs_folder(choices.file) : std::filesystem::path(choices.runs), request.project,
        {.data_fingerprint = request.dataset->fingerprint, .threads = choices.threads, .time = std::chrono::system_clock::now()});
    run_training(context, request, folder);
}

}  // namespace

void add_train(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("train",
                                           "Trains a project; Ctrl-C writes a checkpoint that resume continues exactly.\nExample: glassnet "
                                           "train fashion.glassnet --epochs 5 --set dense_1.units=64");
    auto choices = std::make_shared<Choices>();
    command->add_option("file", choices->file, "The project file")->required();
    command->add_option("--data", choices->data, "Data instead of the project's: builtin:NAME, a folder or a file");
    command->add_option("--epochs", choices->epochs, "Passes over the data")->check(CLI::Range(1, 1'000'000));
    command->add_option("--batch", choices->batch, "Samples in a step")->check(CLI::Range(1, 65'536));
    command->add_option("--learning-rate", choices->rate, "How far one step goes")->check(CLI::PositiveNumber);
    command->add_option("--seed", choices->seed, "Seed of all random numbers")->check(CLI::NonNegativeNumber);
    command->add_option("--threads", choices->threads, "Threads; as many as the machine has if left out (the result is the same)")
        ->check(CLI::Range(1, 1024));
    command->add_option("--max-seconds", choices->max_seconds, "Stop after this time with a checkpoint")->check(CLI::PositiveNumber);
    command->add_option("--init", choices->initial, "Begin with these weights (.safetensors)");
    command->add_flag("--no-shuffle", choices->no_shuffle, "Take the samples as they lie");
    command->add_option("--runs", choices->runs, "Folder for the run instead of NAME.runs beside the project");
    command->add_option("--set", choices->set, "node.setting=value, as often as wanted");
    command->callback([&context, choices, command] {
        context.report.file = choices->file;
        run(context, *choices, *command);
    });
}

}  // namespace glassnet::cli
