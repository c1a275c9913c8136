// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/file_account.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind files_warning{"data.files", Severity::warning,
                                    "{count} files, such as {examples}: {reason}", "{hint}"};
constexpr ProblemKind file_rejected{"data.rejected", Severity::warning, "not loaded: {reason}", "{hint}"};
constexpr ProblemKind files_rejected{"data.rejected_files", Severity::warning,
                                     "{count} files, such as {examples}, are not loaded: {reason}", "{hint}"};
constexpr ProblemKind files_hint{"data.files_ignored", Severity::hint,
                                 "{count} files, such as {examples}: {reason}", "{hint}"};

/// Returns the last two parts of a path: enough to find the file, short enough to read three of them.
std::string end_of(const std::string& path) {
    const auto last = path.find_last_of("/\\");
    if (last == std::string::npos || last == 0) return path;
    const auto before = path.find_last_of("/\\", last - 1);
    return before == std::string::npos ? path : path.substr(before + 1);
}

}  // namespace

std::string FileGroup::examples() const {
    constexpr std::size_t most = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, files.size()); ++i)
        text += (i > 0 ? ", " : "") + end_of(files[i]);
    return text;
}

void FileAccount::add(std::vector<FileGroup>& groups, Problem reason, const std::string& name) {
    // What is said may differ with every file: then some groups tell enough.
    constexpr std::int64_t most_alike = 8;
    const auto is_alike = [&](const FileGroup& group) {
        return group.reason.code() == reason.code() && group.name == name;
    };
    const std::string what = reason.what();
    auto found = std::ranges::find_if(groups, [&](const FileGroup& group) {
        return is_alike(group) && (reason.arguments.empty() || group.reason.what() == what);
    });
    if (found == groups.end() && std::ranges::count_if(groups, is_alike) >= most_alike)
        found = std::ranges::find_if(groups, is_alike);
    std::string file = reason.where.file;
    if (found == groups.end()) {
        groups.push_back({std::move(reason), name, {std::move(file)}, {}});
        return;
    }
    found->files.push_back(std::move(file));
    if (found->reason.what() != what) found->others.emplace(found->files.size() - 1, what);
}

std::string FileGroup::reason_of(std::size_t file) const {
    const auto other = others.find(file);
    return other == others.end() ? reason.what() : other->second;
}

std::int64_t FileAccount::count_of(const std::vector<FileGroup>& groups) {
    std::int64_t count = 0;
    for (const FileGroup& group : groups) count += group.count();
    return count;
}

Problem FileAccount::problem_of(const FileGroup& group) {
    const Problem& reason = group.reason;
    const bool is_rejected = reason.severity() == Severity::error;
    if (group.count() == 1 && !is_rejected) return reason;
    const ProblemKind& kind = is_rejected ? group.count() == 1 ? file_rejected : files_rejected
                              : reason.severity() == Severity::hint ? files_hint
                                                                    : files_warning;
    return Problem(kind,
                   {{"count", group.count()},
                    {"examples", group.examples()},
                    {"reason", reason.what()},
                    {"hint", reason.hint()}},
                   reason.where);
}

std::vector<Problem> FileAccount::problems() const {
    std::vector<Problem> problems;
    for (const std::vector<FileGroup>* groups : {&left_out_, &remarks_, &ignored_})
        std::ranges::transform(*groups, std::back_inserter(problems), problem_of);
    return problems;
}

std::string FileAccount::summary() const {
    std::string text =
        std::to_string(found()) + (found() == 1 ? " file: " : " files: ") + std::to_string(used()) + " used";
    if (left_out() > 0) text += ", " + std::to_string(left_out()) + " left out";
    if (ignored() > 0) text += ", " + std::to_string(ignored()) + " ignored";
    return text;
}

}  // namespace glassnet
