// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace glassnet {

/// Files that share one fate for one reason. Folders that cannot be entered count like a file.
struct FileGroup {
    Problem reason;                  // of the first; that file is its place. An error: it cannot be read
    std::string name;                // those with the same code and name are in one group
    std::vector<std::string> files;  // all of them, as people read them
    std::map<std::size_t, std::string> others{};  // what is said of those, by number, of which it differs
    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(files.size()); }
    /// Returns why the file of this number is in the group.
    [[nodiscard]] std::string reason_of(std::size_t file) const;
    /// Returns the first three files, each with its folder.
    [[nodiscard]] std::string examples() const;
};

/// What became of the files of a data set: found = used + left out + ignored. Nothing vanishes without a
/// reason. A value.
class FileAccount {
public:
    /// Counts a file that has become a sample.
    void use() { ++used_; }
    /// Adds a file that was a sample, and is no more.
    void take_back(Problem reason) {
        --used_;
        leave_out(std::move(reason));
    }
    /// Adds a file that could have been a sample. Its place is `reason.where.file`.
    void leave_out(Problem reason, const std::string& name = {}) { add(left_out_, std::move(reason), name); }
    /// Adds a file that no rule takes for a sample.
    void ignore(Problem reason, const std::string& name = {}) { add(ignored_, std::move(reason), name); }
    /// Adds a remark about a file that is used; it does not change the counts.
    void remark(Problem reason, const std::string& name = {}) { add(remarks_, std::move(reason), name); }

    [[nodiscard]] std::int64_t found() const { return used() + left_out() + ignored(); }
    [[nodiscard]] std::int64_t used() const { return used_; }
    [[nodiscard]] std::int64_t left_out() const { return count_of(left_out_); }
    [[nodiscard]] std::int64_t ignored() const { return count_of(ignored_); }
    [[nodiscard]] const std::vector<FileGroup>& left_out_groups() const { return left_out_; }
    [[nodiscard]] const std::vector<FileGroup>& ignored_groups() const { return ignored_; }
    [[nodiscard]] const std::vector<FileGroup>& remarks() const { return remarks_; }

    /// Returns one problem for each group, the worst first: what is left out, remarks, what is ignored.
    [[nodiscard]] std::vector<Problem> problems() const;
    /// Returns the counts in words: "824 files: 796 used, 3 left out, 25 ignored".
    [[nodiscard]] std::string summary() const;

    /// Returns the problem that stands for all files of a group, with three examples.
    [[nodiscard]] static Problem problem_of(const FileGroup& group);

private:
    static void add(std::vector<FileGroup>& groups, Problem reason, const std::string& name);
    static std::int64_t count_of(const std::vector<FileGroup>& groups);

    std::int64_t used_ = 0;
    std::vector<FileGroup> left_out_, ignored_, remarks_;
};

}  // namespace glassnet
