// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "base/threads.h"
#include "training/footprint.h"

namespace glassnet::app {

Session::Session(QObject* parent) : QObject(parent) {
    connect(&document, &Document::started, &run, &LiveRun::forget);
    connect(&document, &Document::projectChanged, this, &Session::follow);
    connect(&data, &DataSource::changed, this, &Session::learnData);
    connect(&document, &Document::started, &memory, &TrainingMemory::forget);
    connect(&memory, &TrainingMemory::changed, this, [this] {
        if (auto problems = memoryProblems(); problems != document.memoryProblems())
            document.setMemoryProblems(std::move(problems));  // follow comes with projectChanged
        else
            follow();
    });
    // What runs holds memory, which is free again afterwards.
    connect(&run, &LiveRun::stateChanged, this, [this] {
        if (auto problems = memoryProblems(); problems.empty() != document.memoryProblems().empty())
            document.setMemoryProblems(std::move(problems));
    });
    run.setPlace([this] { return runPlace(); });
}

void Session::learnData() {
    const auto& dataset = data.dataset();
    if (!data.loading() || !data.whole())
        overview.follow(data.whole(), dataset, document.project().data.changes);
    document.setData({.loading = data.loading(),
                      .summary = dataset ? std::optional(dataset->summary) : std::nullopt,
                      .problems = data.problems()});
}

std::optional<RunPlace> Session::runPlace() const {
    if (!data.dataset()) return std::nullopt;
    // A project without a file has its runs with the program's own data: what was learned is not lost with
    // the window.
    const QString file =
        document.path().isEmpty() ? homeless_ + QStringLiteral("/untitled.glassnet") : document.path();
    if (document.path().isEmpty() && homeless_.isEmpty()) return std::nullopt;
    RunPlace place{
        runs_folder(file.toStdString()),
        document.project(),
        {.data_fingerprint = data.dataset()->fingerprint, .time = std::chrono::system_clock::now()}};
    place.start.take_meaning(data.dataset()->summary);
    place.project.data.source =
        source_seen_from_run(place.project.data.source, document.folder().toStdString(), place.runs);
    return place;
}

std::vector<Problem> Session::memoryProblems() const {
    if (!memory.problems().empty() || !memory.bytes()) return memory.problems();
    // What the present run and preview hold is free for the next.
    const auto problem = memory_problem(static_cast<double>(*memory.bytes() - run.heldBytes()));
    return problem ? std::vector{*problem} : std::vector<Problem>{};
}

void Session::follow() {
    data.want(document.shared(), document.folder());
    table.follow(document.project().data, document.folder());
    fitted.want(data.loading() ? nullptr : data.dataset(), document.project().preprocessing);
    std::optional<TrainingTask> task;
    if (!data.loading() && data.dataset() && document.readyApartFromMemory()) {
        task = training_task(document.project(), data.dataset());
        task->threads = trainingThreads(hardware_threads());
        memory.want(
            MemoryQuestion{document.shared(), data.dataset()->summary.training_samples, task->threads});
    } else {
        memory.want(std::nullopt);
    }
    if (!document.checked().ready()) task.reset();
    run.prepare(std::move(task), memory.busy() ? std::nullopt : memory.bytes());
}

}  // namespace glassnet::app
