// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"
#include "files/project_file.h"
#include "files/weights_file.h"
#include "formats/json.h"
#include "layers/catalogue.h"
#include "network/summary.h"

namespace glassnet::cli {

namespace {

constexpr ProblemKind set_node{"set.node", Severity::error, "There is no node “{node}”", "Nodes of this project: {allowed}."};

constexpr ProblemKind set_fixed{"set.fixed", Severity::error, "“{field}” of a node is no setting", "Change the project file itself."};
constexpr ProblemKind set_unknown{"set.unknown", Severity::error, "{kind} has no setting “{setting}”", "Settings of {kind}: {allowed}."};

struct Choices {
    std::string file, data, initial, runs;
    int epochs = 0, batch = 0, threads = 0;
    double rate = 0, max_seconds = 0;
    std::uint64_t seed = 0;
    bool no_shuffle = false;
    std::vector<std::string> set;
};

/// Empty for "dense_1.units=64", else what is wrong with the text.
std::string fault_of_set(const std::string& text) {
    const auto equals = text.find('=');
    const auto dot = text.rfind('.', equals);
    const bool whole = equals != std::string::npos && dot != std::string::npos && dot != 0 && dot + 1 != equals;
    return whole ? "" : "“" + text + "” does not say node.setting=value, for example dense_1.units=64";
}

/// "dense_1.units=64": the value is read as JSON, else as text.
void set_setting(Project& project, const std::string& text) {
    const auto equals = text.find('=');
    const auto dot = text.rfind('.', equals);
    Node* node = find_node(project.network, text.substr(0, dot));
    if (!node) {
        std::string allowed;
        for (const Node& each : project.network.nodes) allowed += (allowed.empty() ? "" : ", ") + each.id;
        throw Error(set_node, {{"node", text.substr(0, dot)}, {"allowed", allowed}}, {.setting = "--set"});
    }
    const std::string setting = text.substr(dot + 1, equals - dot - 1);
    if (setting == "id" || setting == "kind" || setting == "at") throw Error(set_fixed, {{"field", setting}}, {.setting = "--set"});
    if (const Layer* kind = find_layer_kind(node->kind); kind && !find_setting(*kind, setting)) {
        std::string allowed;
        for (const SettingInfo& info : kind->settings_info()) allowed += (allowed.empty() ? "" : ", ") + std::string(info.name);
        throw Error(set_unknown, {{"kind", node->kind}, {"setting", setting}, {"allowed", allowed.empty() ? "none" : allowed}},
                    {.node = node->id, .setting = "--set"});
    }
    Value value;
    try {
        value = parse_json(text.substr(equals + 1), "");
    } catch (const Error&) {  // not JSON: a bare word such as relu
        value = text.substr(equals + 1);
    }
    assign(node->settings, setting, value);
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
    auto dataset = load_data(project, folder_of_project, context);
    const InterruptionWatch watch;
    Training training(std::move(project), std::move(dataset), choices.threads);
    take_initial_weights(context, training.learner, choices);
    RunFolder folder = RunFolder::create(choices.runs.empty() ? runs_folder(choices.file) : std::filesystem::path(choices.runs),
                                         training.project, start_of(training));
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
    command->add_option("--seed", choices->seed, "Seed of all random numbers")->check(CLI::NonNegativeNumber);
    command->add_option("--threads", choices->threads, "Threads; as many as the machine has if left out (the result is the same)")
        ->check(CLI::Range(1, 1024));
    command->add_option("--max-seconds", choices->max_seconds, "Stop after this time with a checkpoint")->check(positive_number);
    command->add_option("--init", choices->initial, "Begin with these weights (.safetensors)");
    command->add_flag("--no-shuffle", choices->no_shuffle, "Take the samples as they lie");
    command->add_option("--runs", choices->runs, "Folder for the run instead of NAME.runs beside the project");
    command->add_option("--set", choices->set, "node.setting=value, as often as wanted")->check(fault_of_set);
    command->callback([&context, choices, command] {
        context.report.file = choices->file;
        run(context, *choices, *command);
    });
}

}  // namespace glassnet::cli
