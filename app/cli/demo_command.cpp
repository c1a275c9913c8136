// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"
#include "network/summary.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace glassnet::cli {

namespace {

struct DemoChoices {
    std::string runs;
    int epochs = 10, threads = 0;
};

/// Returns the folder for the demo's runs: the user's data folder, otherwise the current one.
std::filesystem::path default_runs() {
    const auto variable = [](const char* name) {
        const char* text = std::getenv(name);
        return std::string(text ? text : "");
    };
    if (const auto data = variable("XDG_DATA_HOME"); !data.empty())
        return std::filesystem::path(data) / "glassnet" / "demo.runs";
    if (const auto home = variable("HOME"); !home.empty())
        return std::filesystem::path(home) / ".local" / "share" / "glassnet" / "demo.runs";
    return "glassnet-demo.runs";
}

void run(Context& context, const DemoChoices& choices) {
    Project project = example_project();
    project.training.epochs = choices.epochs;
    auto dataset = load_data(project, ".", context);
    const InterruptionWatch watch;
    Training training(std::move(project), dataset, choices.threads);
    const DatasetSummary& data = dataset->summary;
    const auto count = [](std::int64_t number) { return with_separators(number); };
    context.report.say(data.title + ": " + count(data.training_samples) + " to train, " +
                       count(data.validation_samples) + " to validate, " + count(data.test_samples) +
                       " to test\n");
    context.report.say(summary_table(check(training.project, &data), "demo"));
    RunFolder folder =
        RunFolder::create(choices.runs.empty() ? default_runs() : std::filesystem::path(choices.runs),
                          training.project, start_of(training));
    run_training(context, training, folder);
    if (context.code != ExitCode::ok) return;

    std::vector<double> losses;
    for (const EpochRecord& epoch : folder.history()) losses.push_back(epoch.loss);
    if (losses.size() > 1) context.report.say("\nTraining loss by epoch\n" + curve_text(losses, 60, 8));
    const auto finished = open_finished_run(folder.path(), {}, choices.threads, context);
    const Evaluation evaluation = finished->learner.evaluate(dataset->test);
    context.report.say(confusion_table(*dataset, dataset->test, evaluation.predicted, "test"));
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "Accuracy on %lld pictures never seen in training: %.2f %%",
                  static_cast<long long>(dataset->test.count), evaluation.accuracy.value_or(0) * 100);
    context.report.say(text.data());
    context.report.say("The run lies in " + folder.path().string() +
                       "\nNext: glassnet new small-cnn my.glassnet, then glassnet train my.glassnet");
    context.report.result({{"test_accuracy", evaluation.accuracy.value_or(0)},
                           {"test_loss", evaluation.loss},
                           {"run", folder.path().string()}});
}

}  // namespace

void add_demo(Command program, Context& context) {
    Command command = program.add_command(
        "demo",
        "Trains a small network on embedded pictures and shows what it learned.\nExample: glassnet demo");
    auto choices = std::make_shared<DemoChoices>();
    command.add_option("--epochs", choices->epochs, "Passes over the data").within(1, 1000);
    command.add_threads(choices->threads);
    command.add_option("--runs", choices->runs, "Folder for the run");
    command.callback([&context, choices] { run(context, *choices); });
}

}  // namespace glassnet::cli
