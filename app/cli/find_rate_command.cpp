// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"
#include "files/project_file.h"
#include "training/find_rate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace glassnet::cli {

namespace {

constexpr ProblemKind no_rate{"rate.none", Severity::warning,
                              "No learning rate between {low} and {high} made the loss fall",
                              "Try a wider range, more steps, or look at network and data."};
constexpr ProblemKind range_empty{"rate.range", Severity::error,
                                  "The lowest rate {low} is not below the highest rate {high}",
                                  "Choose --low below --high."};

struct FindRateChoices {
    std::string file;
    int threads = 0;
    RateTestOptions options;
};

std::string short_text(double number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2g", number);
    return text.data();
}

void run(Context& context, const FindRateChoices& choices) {
    const RateTestOptions& range = choices.options;
    if (range.low >= range.high)
        throw Error(range_empty, {{"low", range.low}, {"high", range.high}}, {.setting = "--low"});
    Project project = load_project(choices.file);
    auto dataset = load_data(project, std::filesystem::absolute(choices.file).parent_path(), context);
    TrainingTask task = training_task(project, std::move(dataset));
    task.threads = choices.threads;
    const RateTest test = find_rate(std::move(task), range);
    std::vector<double> losses;
    Value::List points;
    for (const RatePoint& point : test.points) {
        // the rise at the end would flatten the rest
        losses.push_back(std::min(point.smoothed, 1.25 * test.points.front().smoothed));
        points.emplace_back(
            Value::Map{{"rate", point.rate}, {"loss", point.loss}, {"smoothed", point.smoothed}});
    }
    if (!test.points.empty()) {
        constexpr int width = 60, height = 12;
        context.report.say("Smoothed loss against the learning rate, " +
                           short_text(test.points.front().rate) + " … " +
                           short_text(test.points.back().rate) + " (each cell multiplies the rate)\n\n" +
                           curve_text(losses, width, height));
    }
    if (test.diverged)
        context.report.say("The loss left all bounds above " +
                           short_text(test.points.empty() ? range.low : test.points.back().rate));
    if (test.proposal)
        context.report.say("proposed learning rate " + short_text(*test.proposal) +
                           ", where the loss falls fastest");
    else
        context.report.problems(
            {Problem(no_rate, {{"low", range.low}, {"high", range.high}}, {.file = choices.file})});
    context.report.result({{"proposal", test.proposal ? Value(*test.proposal) : Value()},
                           {"diverged", test.diverged},
                           {"points", points}});
}

}  // namespace

void add_find_rate(Command program, Context& context) {
    Command command = program.add_command(
        "find-rate",
        "Trains a little with a learning rate that rises step by step, and proposes one.\n"
        "Nothing is kept. Example: glassnet find-rate fashion.glassnet");
    auto choices = std::make_shared<FindRateChoices>();
    command.add_option("file", choices->file, "The project file").required();
    command.add_option("--low", choices->options.low, "The first rate").check(positive_number);
    command.add_option("--high", choices->options.high, "The last rate").check(positive_number);
    command.add_option("--steps", choices->options.steps, "Batches to train").within(10, 100'000);
    command.add_threads(choices->threads);
    command.callback([&context, choices] {
        context.report.file = choices->file;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
