// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"
#include "cli/set_option.h"
#include "math/instruction_sets.h"

namespace glassnet::cli {

namespace {

constexpr ProblemKind no_checkpoint{"run.no_checkpoint", Severity::error,
                                    "The run has no checkpoint that can be read", "Train the project again."};
constexpr ProblemKind other_data{
    "run.data_changed", Severity::error, "The data is not what the run began with",
    "Bring the data back, point to it with --data, or begin a new run with glassnet train."};

constexpr ProblemKind changes_lost{
    "run.changes_lost", Severity::warning,
    "The settings that were changed at step {step} are not in the checkpoint that can be read",
    "The run goes on by those of before; set them again with --set."};
constexpr ProblemKind not_of_training{
    "run.set_fixed", Severity::error, "Only settings of the training can change in a run",
    "Set training.…, optimizer.… or stopping.…; begin a new run for anything else."};

struct ResumeChoices {
    std::string run, data;
    int threads = 0;
    double max_seconds = 0;
    SettingOptions settings;
};

/// Changes the settings with which the run resumes to those of the command line.
void change_settings(const Context& context, Training& training, RunFolder& folder,
                     const SettingOptions& settings) {
    Project now = training.project;
    now.training = training.learner.settings();
    Project wanted = settings.applied_to(now);
    const TrainingSettings next = std::exchange(wanted.training, now.training);
    if (wanted != now) throw Error(not_of_training, {}, {.setting = "--set"});
    if (next == now.training) return;
    training.learner.change(next);
    folder.keep(training.learner.checkpoint(), nullptr, RunFolder::Rest::no);  // a kill cannot undo it
    context.report.say("with other settings of the training from here on");
}

void run(Context& context, const ResumeChoices& choices) {
    RunFolder folder = RunFolder::open(choices.run);
    Project project = folder.project();
    auto dataset = load_data_of_run(folder, project, choices.data, context);
    if (dataset->fingerprint != folder.start().data_fingerprint)
        throw Error(other_data, {}, {.file = project.data.source});
    folder.begin_writing();
    const auto newest = folder.load_newest_checkpoint();
    context.report.problems(newest.problems);
    if (!newest.checkpoint) throw Error(no_checkpoint, {}, {.file = choices.run});
    const InterruptionWatch watch;
    Training training(std::move(project), std::move(dataset), choices.threads);
    training.learner.restore(*newest.checkpoint);
    if (folder.changes().size() > newest.checkpoint->changes.size())
        context.report.problems(
            {Problem(changes_lost, {{"step", folder.changes().back().step}}, {.file = choices.run})});
    context.report.say("resuming at step " + std::to_string(training.learner.step_number()));
    change_settings(context, training, folder, choices.settings);
    folder.go_on({training.learner.step_number(), instruction_set(), kernels_of(training.learner.plan())});
    run_training(context, training, folder, {.seconds = choices.max_seconds});
}

}  // namespace

void add_resume(Command program, Context& context) {
    Command command = program.add_command("resume",
                                          "Goes on with a run exactly where its newest checkpoint stands, "
                                          "on request by other settings of its training.\nExample: glassnet "
                                          "resume fashion.runs/2026-11-23-1 --epochs 20");
    auto choices = std::make_shared<ResumeChoices>();
    command.add_option("run", choices->run, "The folder of the run").required();
    command.add_option("--data", choices->data, "Where the run's data is now, if it was moved");
    command.add_threads(choices->threads);
    command.add_option("--max-seconds", choices->max_seconds, "Stop after this time with a checkpoint")
        .check(positive_number);
    choices->settings.add_to(command);
    command.callback([&context, choices] {
        context.report.file = choices->run;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
