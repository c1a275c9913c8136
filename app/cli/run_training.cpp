// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"

#include "base/threads.h"
#include "cli/progress.h"
#include "files/weights_file.h"

#include <atomic>
#include <chrono>
#include <csignal>

namespace glassnet::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto checkpoint_interval = std::chrono::seconds(60);

constexpr ProblemKind run_unfinished{"run.no_weights", Severity::error, "The run has no weights yet",
                                     "Train it first: glassnet resume {run}."};

// A signal handler may only touch this.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

/// While it lives, Ctrl-C and its kin ask for an orderly end instead of killing the program.
class InterruptionWatch {
public:
    InterruptionWatch() {
        interrupted = false;
        for (std::size_t i = 0; i < signals.size(); ++i) before_[i] = std::signal(signals[i], [](int) { interrupted = true; });
    }
    ~InterruptionWatch() {
        for (std::size_t i = 0; i < signals.size(); ++i) std::signal(signals[i], before_[i]);
    }
    InterruptionWatch(const InterruptionWatch&) = delete;
    InterruptionWatch& operator=(const InterruptionWatch&) = delete;

private:
#ifdef SIGHUP
    static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};
#else
    static constexpr std::array signals{SIGINT, SIGTERM};
#endif
    std::array<void (*)(int), signals.size()> before_{};
};

}  // namespace

std::shared_ptr<const Dataset> load_data(Project& project, const std::filesystem::path& project_folder, const Context& context) {
    auto dataset = load_dataset(project.data, project_folder.string());
    context.report.problems(dataset->summary.notes);
    if (!project.data.source.starts_with("builtin:")) {
        project.data.source = std::filesystem::weakly_canonical(std::filesystem::absolute(project_folder) / project.data.source).string();
    }
    return dataset;
}

void run_training(Context& context, const TrainingRequest& request, RunFolder& folder) {
    TrainingTask task = training_task(request.project, request.dataset);
    task.threads = request.threads;
    History history;
    Learner learner(task, history);
    context.report.problems(learner.warnings());
    if (request.initial_weights) learner.set_weights(*request.initial_weights);
    if (request.start) learner.restore(*request.start);

    const InterruptionWatch watch;
    Progress progress(context.report, history, learner.steps_per_epoch(), request.project.training.epochs, request.dataset->training.count);
    const auto start = Clock::now();
    auto kept = start;
    const auto keep = [&](const std::string& reason) {
        Checkpoint checkpoint = learner.checkpoint();
        checkpoint.stop_reason = reason;
        folder.keep(checkpoint);
        kept = Clock::now();
    };
    if (!request.start) keep("");  // a run that dies in its first epoch can be resumed too
    std::string reason = "all epochs done";
    while (!learner.done()) {
        try {
            learner.step();
        } catch (const Error& error) {
            progress.end();
            folder.finish(error.problems().front().what());
            throw;
        }
        progress.show(learner.step_number());
        const bool time_is_up =
            request.max_seconds > 0 && std::chrono::duration<double>(Clock::now() - start).count() >= request.max_seconds;
        if (!learner.done() && (interrupted || time_is_up)) {
            reason = interrupted ? "interrupted" : "the time limit of " + to_text(request.max_seconds) + " s is up";
            break;
        }
        if (learner.at_epoch_start() || Clock::now() - kept > checkpoint_interval) keep("");
    }
    progress.end();
    keep(reason);
    folder.finish(reason);
    if (interrupted && !learner.done()) context.code = ExitCode::interrupted;
    const std::string hash = hash_weights(learner.checkpoint().weights);
    context.report.say("stopped at step " + std::to_string(learner.step_number()) + ": " + reason + "\nrun " + folder.path().string() +
                       "\nweights sha256=" + hash);
    Value::Map result{{"run", folder.path().string()},
                      {"step", learner.step_number()},
                      {"epoch", learner.epoch()},
                      {"stop_reason", reason},
                      {"weights_sha256", hash}};
    if (const auto epochs = history.epochs_from(0); !epochs.empty()) {
        result.push_back({"loss", epochs.back().loss});
        if (epochs.back().accuracy >= 0) result.push_back({"accuracy", epochs.back().accuracy});
        if (epochs.back().validation_loss) result.push_back({"val_loss", *epochs.back().validation_loss});
        if (epochs.back().validation_accuracy) result.push_back({"val_accuracy", *epochs.back().validation_accuracy});
    }
    context.report.result(result);
}

std::unique_ptr<FinishedRun> open_finished_run(const std::filesystem::path& path, int threads, const Context& context) {
    const RunFolder folder = RunFolder::open(path);
    auto run = std::make_unique<FinishedRun>();
    run->project = folder.project();
    const auto best = path / "best.safetensors";
    const auto last = path / "last.safetensors";
    const auto file = std::filesystem::exists(best) ? best : last;
    if (!std::filesystem::exists(file)) throw Error(run_unfinished, {{"run", path.string()}}, {.file = path.string()});
    const LoadedWeights weights = load_weights(file);
    run->dataset = load_data(run->project, path, context);
    TrainingTask task = training_task(run->project, run->dataset);
    task.threads = threads;
    run->learner = std::make_unique<Learner>(task, run->history);
    run->learner->set_weights(weights.weights);
    return run;
}

}  // namespace glassnet::cli
