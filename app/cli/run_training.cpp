// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"

#include "base/text.h"
#include "base/threads.h"
#include "cli/progress.h"
#include "data/changes.h"
#include "files/run_saver.h"
#include "files/storage_file.h"
#include "files/weights_file.h"
#include "math/instruction_sets.h"
#include "project/project_data.h"
#include "training/run.h"
#include "training/training_kinds.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>

namespace glassnet::cli {

namespace {

constexpr ProblemKind run_unfinished{"run.no_weights", Severity::error, "The run has no weights yet",
                                     "Train it first: glassnet resume {run}."};

constexpr ProblemKind data_changed{
    "run.data_differs", Severity::warning, "The data is not what the run learned from: {change}",
    "Metrics of this data are not those of the run; point to the data with --data."};
constexpr ProblemKind classes_changed{
    "run.classes_differ", Severity::error, "The run tells the classes {were} apart; the data has {are}",
    "Give the classes their names back, or train again on the data as it is."};

constexpr ProblemKind inputs_changed{
    "run.inputs_changed", Severity::error,
    "the network learned from the inputs {were}, in this order; the table now gives {are}",
    "Give the table the same columns with the same texts, or set data.inputs to the run's order."};

constexpr std::size_t most_named = 6;

std::string classes_in_words(const TargetSummary& target) {
    return target.class_names.empty() ? "no classes" : listed(target.class_names, most_named);
}

// A signal handler may access nothing else.
std::atomic<bool> interrupted{false};
std::atomic<std::time_t> interrupted_at{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<std::time_t>::is_always_lock_free);

void ask_for_the_end() {
    // A terminal may send it twice at once; a second request after a while means that the user does not want
    // to wait for the checkpoint.
    const std::time_t now = std::time(nullptr);
    if (!interrupted)
        interrupted_at = now;
    else if (now - interrupted_at >= 2)
        std::_Exit(static_cast<int>(ExitCode::interrupted));
    interrupted = true;
}

}  // namespace

void report_data(const Dataset& dataset, const Context& context) {
    const auto& notes = dataset.summary.notes;
    const FileAccount& files = dataset.files;
    if (context.report.json) {
        context.report.problems(notes);
        context.report.problems(files.problems());
        return;
    }
    std::vector<std::string> parts;
    if (files.left_out() + files.ignored() > 0) parts.push_back(files.summary());
    if (const auto& groups = files.left_out_groups(); !groups.empty())
        parts.back() += " (" + groups.front().reason.what() + (groups.size() > 1 ? ", …)" : ")");
    const auto is_warning = [](const Problem& note) { return note.severity() != Severity::hint; };
    const auto warnings = std::ranges::count_if(notes, is_warning);
    auto told = std::ranges::find_if(notes, is_warning);
    if (told == notes.end()) told = notes.begin();
    if (told != notes.end()) {
        const std::string place = std::filesystem::path(told->where.file).filename().string();
        parts.push_back((warnings > 1    ? std::to_string(warnings) + " warnings, such as "
                         : warnings == 1 ? "warning, "
                                         : "") +
                        (place.empty() ? "" : place + ": ") + told->what());
    }
    if (const auto& remarks = files.remarks(); parts.empty() && !remarks.empty())
        parts.push_back(std::to_string(remarks.front().count()) +
                        (remarks.front().count() == 1 ? " file: " : " files: ") +
                        remarks.front().reason.what());
    if (!parts.empty() || !files.remarks().empty()) parts.emplace_back("glassnet data inspect tells more");
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "data: " : "; ") + part;
    if (!text.empty()) context.report.say(text);
}

std::shared_ptr<const Dataset> load_data(const Project& project, const std::filesystem::path& project_folder,
                                         const Context& context) {
    LoadingProgress progress(context.report);
    auto dataset = load_dataset(project, project_folder.string(), load_options(progress.watch()));
    progress.end();
    report_data(*dataset, context);
    return dataset;
}

InterruptionWatch::InterruptionWatch() : requests_(ask_for_the_end) {}

namespace {
TrainingTask task_of(const Training& training, int threads) {
    TrainingTask task = training_task(training.project, training.dataset);
    task.threads = threads;
    return task;
}
}  // namespace

Training::Training(Project frozen, std::shared_ptr<const Dataset> data, int threads)
    : project(std::move(frozen)), dataset(std::move(data)), learner(task_of(*this, threads), history) {
    project.preprocessing = learner.preprocessing();
}

RunStart start_of(const Training& training) {
    RunStart start{.data_fingerprint = training.dataset->fingerprint,
                   .threads = training.learner.threads(),
                   .time = std::chrono::system_clock::now(),
                   .instructions = instruction_set(),
                   .kernels = kernels_of(training.learner.plan())};
    start.take_meaning(training.dataset->summary);
    return start;
}

void run_training(Context& context, Training& training, RunFolder& folder, TrainingLimits limits) {
    Learner& learner = training.learner;
    context.report.problems(learner.warnings());
    Progress progress(context.report, training.history, learner);
    RunSaver saver(folder);
    if (learner.step_number() == 0) {
        try {
            saver.begin(learner.checkpoint());
        } catch (const Error&) {
            folder.remove();  // there is no room for a run
            throw;
        }
    }
    Run run(learner, saver);
    run.limit_seconds(limits.seconds);
    run.begin(Run::Begin::anew);
    Run::After after = Run::After::batch;
    if (learner.done()) {
        run.rest(learner.stop_reason());
        after = Run::After::finished;
    }
    while (after == Run::After::batch && !interrupted) {
        after = run.advance();
        if (after != Run::After::failed) progress.show();
    }
    if (after == Run::After::batch) run.rest("interrupted");
    progress.end();
    context.report.problems(learner.remarks());
    if (!run.problems().empty()) {
        context.report.say("stopped at step " + std::to_string(learner.step_number()) + "\nrun " +
                           folder.path().string());
        context.report.result({{"run", folder.path().string()},
                               {"step", learner.step_number()},
                               {"epoch", learner.epoch()},
                               {"stop_reason", run.problems().front().what()}});
        throw Error(run.problems());
    }
    const std::string& reason = run.stop_reason();
    if (interrupted && !learner.done()) context.code = ExitCode::interrupted;
    const std::string hash = hash_weights(inference_weights(learner.checkpoint()));
    context.report.say("stopped at step " + std::to_string(learner.step_number()) + ": " + reason + "\nrun " +
                       folder.path().string() + "\nweights sha256=" + hash);
    Value::Map result{{"run", folder.path().string()},
                      {"step", learner.step_number()},
                      {"epoch", learner.epoch()},
                      {"stop_reason", reason},
                      {"weights_sha256", hash}};
    if (const auto epochs = training.history.epochs_from(0); !epochs.empty()) {
        const int best = learner.best_epoch();
        if (best > 0) {
            context.report.say(
                "the best epoch was " + std::to_string(best) + " of " + std::to_string(learner.epoch()) +
                " (by " +
                std::string(monitored_name(epochs.back(), make_stopping(learner.settings())->watched())) +
                "); its weights are the run's result, best.safetensors");
            result.push_back({"best_epoch", best});
        }
        result.push_back({"loss", epochs.back().loss});
        if (epochs.back().accuracy) result.push_back({"accuracy", *epochs.back().accuracy});
        if (epochs.back().validation_loss) result.push_back({"val_loss", *epochs.back().validation_loss});
        if (epochs.back().validation_accuracy)
            result.push_back({"val_accuracy", *epochs.back().validation_accuracy});
    }
    context.report.result(result);
}

std::shared_ptr<const Dataset> load_data_of_run(const RunFolder& folder, Project& project,
                                                const std::string& instead, const Context& context) {
    if (instead.empty()) return load_data(project, folder.path(), context);
    project.data.source = instead;
    context.report.problems(drop_numbered_changes(project.data));
    return load_data(project, std::filesystem::current_path(), context);
}

namespace {

/// Returns the best weights of a run, otherwise its last. Throws Error where there are none yet.
NamedWeights weights_of_run(const RunFolder& folder, const Context& context) {
    const std::filesystem::path& path = folder.path();
    const auto best = path / "best.safetensors", last = path / "last.safetensors";
    const auto file = std::filesystem::exists(best) ? best : last;
    if (std::filesystem::exists(file)) return load_weights(file).weights;
    // A run that is under way, or was killed, before its first epoch was the best.
    const auto newest = folder.load_newest_checkpoint();
    context.report.problems(newest.problems);
    if (!newest.checkpoint || newest.checkpoint->step == 0)
        throw Error(run_unfinished, {{"run", path.string()}}, {.file = path.string()});
    return inference_weights(*newest.checkpoint);
}

/// Says how data differ from those that a run began with.
std::string change_of(const RunStart& start, const DatasetSummary& now) {
    if (start.sample_shape != now.sample_shape)
        return "samples of " + to_text(start.sample_shape) + " then, of " + to_text(now.sample_shape) +
               " now";
    const std::vector<std::int64_t> counts{now.training_samples, now.validation_samples, now.test_samples};
    if (start.sample_counts.size() == counts.size()) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (start.sample_counts[i] != counts[i])
                return std::to_string(start.sample_counts[i]) + " " +
                       std::string(to_text(static_cast<Part>(i))) + " samples then, " +
                       std::to_string(counts[i]) + " now";
    }
    return "as many samples, with other values or labels";
}

/// Reports what has changed. Throws Error where the numbers of the classes mean something else now.
void compare_data(const RunStart& start, const Dataset& now, const std::string& source,
                  const Context& context) {
    if (start.data_fingerprint == now.fingerprint) return;
    if (!start.input_names.empty() && start.input_names != now.summary.input_names)
        throw Error(inputs_changed,
                    {{"were", listed(start.input_names, most_named)},
                     {"are", listed(now.summary.input_names, most_named)}},
                    {.file = source});
    const TargetSummary is = now.summary.target(0);
    if (!start.targets.empty() && !is.facts.is_numbered &&
        start.targets.front().class_names != is.class_names)
        throw Error(classes_changed,
                    {{"were", classes_in_words(start.targets.front())}, {"are", classes_in_words(is)}},
                    {.file = source});
    context.report.problems(
        {Problem(data_changed, {{"change", change_of(start, now.summary)}}, {.file = source})});
}

/// Makes data of the form that a run was trained on, with one sample that nobody looks at.
std::shared_ptr<const Dataset> one_blank_sample(const RunStart& start) {
    auto data = std::make_shared<Dataset>();
    DatasetSummary& summary = data->summary;
    summary.sample_shape = start.sample_shape;
    summary.class_names = start.targets.front().class_names;
    summary.target_shape = start.targets.front().shape;
    summary.target_facts = start.targets.front().facts;
    summary.more_targets.assign(start.targets.begin() + 1, start.targets.end());
    summary.training_samples = data->training.count = 1;
    const std::int64_t elements = start.sample_shape.elements();
    data->training.inputs = {std::vector<float>(static_cast<std::size_t>(elements)), elements};
    const auto blank = [](const TargetSummary& target) {
        std::vector<float> values(static_cast<std::size_t>(target.elements()));
        if (target.classes() == 0) values.front() = 1;  // a row that any loss accepts
        return values;
    };
    data->training.targets = blank(start.targets.front());
    for (const TargetSummary& target : summary.more_targets)
        data->training.more_targets.push_back(blank(target));
    return data;
}

}  // namespace

std::unique_ptr<Training> open_finished_run(const std::filesystem::path& path, const std::string& data,
                                            int threads, const Context& context) {
    const RunFolder folder = RunFolder::open(path);
    const NamedWeights weights = weights_of_run(folder, context);
    Project project = folder.project();
    auto dataset = load_data_of_run(folder, project, data, context);
    compare_data(folder.start(), *dataset, project.data.source, context);
    auto training = std::make_unique<Training>(std::move(project), std::move(dataset), threads);
    training->learner.set_weights(weights);
    return training;
}

std::unique_ptr<Training> open_run_for_inference(const std::filesystem::path& path, int threads,
                                                 const Context& context) {
    const RunFolder folder = RunFolder::open(path);
    const RunStart& start = folder.start();
    if (start.targets.empty()) return open_finished_run(path, {}, threads, context);  // of an older program
    const NamedWeights weights = weights_of_run(folder, context);
    auto training = std::make_unique<Training>(folder.project(), one_blank_sample(start), threads);
    training->learner.set_weights(weights);
    return training;
}

}  // namespace glassnet::cli
