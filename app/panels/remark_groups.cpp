// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/remark_groups.h"

#include "widgets/engine_text.h"

#include <algorithm>

namespace glassnet::app {

namespace {

constexpr qsizetype mostExamples = 3;

/// Returns the file with the folder that it lies in.
QString endOf(const QString& path) {
    return path.section(QLatin1Char('/'), -2, -1, QString::SectionSkipEmpty);
}

QString examplesOf(const QStringList& files) {
    QStringList ends;
    for (const QString& file : files.first(std::min(mostExamples, files.size()))) ends += endOf(file);
    if (files.size() > mostExamples) ends += QStringLiteral("…");
    return ends.join(QStringLiteral(", "));
}

std::optional<SampleChoice> samplesOf(const Problem& problem) {
    if (problem.code() == "data.same_samples" || problem.code() == "data.alike_pictures")
        return SampleChoice::alike;
    if (problem.code() == "data.label_suspicious") return SampleChoice::suspicious;
    return std::nullopt;
}

RemarkGroup groupOf(const FileGroup& files, Severity severity) {
    RemarkGroup group{.severity = severity, .text = whatOf(files.reason), .hint = hintOf(files.reason)};
    for (std::size_t i = 0; i < files.files.size(); ++i) {
        const bool differs = files.others.contains(i);
        group.files +=
            plain(files.files[i]) + (differs ? QStringLiteral(": ") + plain(files.reason_of(i)) : QString());
    }
    group.examples =
        plain(files.examples()) + (files.count() > mostExamples ? QStringLiteral(", …") : QString());
    return group;
}

/// Tells whether a remark's file is the data set itself, which the page names anyway.
bool isWhole(const Dataset* dataset, const QString& file) {
    if (!dataset || dataset->summary.source.empty()) return false;
    return file.endsWith(plain(dataset->summary.source));
}

/// Adds a problem to the group that says the same of other files, or makes one.
void add(std::vector<RemarkGroup>& groups, const Problem& problem, const Dataset* dataset = nullptr) {
    const QString text = whatOf(problem), file = plain(problem.where.file);
    const auto same = std::ranges::find_if(groups, [&](const RemarkGroup& group) {
        return group.text == text && group.severity == problem.severity() && !group.files.isEmpty();
    });
    if (same != groups.end() && !file.isEmpty()) {
        same->files += file;
        same->examples = examplesOf(same->files);
        return;
    }
    RemarkGroup group{.severity = problem.severity(), .text = text, .hint = hintOf(problem)};
    if (!file.isEmpty() && !isWhole(dataset, file)) group.files = {file};
    group.examples = examplesOf(group.files);
    group.samples = samplesOf(problem);
    groups.push_back(std::move(group));
}

}  // namespace

std::vector<RemarkGroup> remarkGroups(const Dataset* dataset, const DataReport* report,
                                      const std::vector<Problem>& problems) {
    std::vector<RemarkGroup> groups;
    for (const Problem& problem : problems) add(groups, problem);
    if (!dataset) return groups;
    const auto& notes = dataset->summary.notes;
    for (const Problem& note : notes) add(groups, note, dataset);
    for (const FileGroup& files : dataset->files.left_out_groups())
        groups.push_back(groupOf(files, Severity::warning));
    if (report) {
        const auto told = dataset->files.problems();
        const auto& labels = dataset->summary.target_facts.label_problems;
        const bool values = dataset->summary.classes() == 0;  // then it is nothing that they are no classes
        for (const Problem& problem : report->problems)
            if (!(values && std::ranges::find(labels, problem) != labels.end()) &&
                std::ranges::find(notes, problem) == notes.end() &&
                std::ranges::find(told, problem) == told.end())
                add(groups, problem, dataset);
    }
    for (const auto* files : {&dataset->files.remarks(), &dataset->files.ignored_groups()})
        for (const FileGroup& group : *files) groups.push_back(groupOf(group, Severity::hint));
    std::ranges::stable_sort(groups, std::ranges::greater(), &RemarkGroup::severity);
    return groups;
}

}  // namespace glassnet::app
