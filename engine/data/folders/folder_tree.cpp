// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/folder_tree.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/natural_order.h"
#include "data/folders/folder_names.h"
#include "formats/content.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind tree_link_loop{"data.link_loop", Severity::warning,
                                     "the link leads back to a folder that holds it and is not followed",
                                     "Copy the pictures to this place, or remove the link."};
constexpr ProblemKind tree_link_twice{"data.link_twice", Severity::warning,
                                      "the link leads to a folder that is read already",
                                      "Remove the link, or copy the pictures if they shall count twice."};
constexpr ProblemKind tree_link{"data.link", Severity::hint, "the link to a folder is followed",
                                "Nothing needs to be done."};
constexpr ProblemKind tree_broken_link{"data.broken_link", Severity::warning,
                                       "the link leads to nothing that can be opened",
                                       "Bring back what it leads to, or remove it."};
constexpr ProblemKind tree_special{"data.special_file", Severity::warning,
                                   "this is neither a file nor a folder", "Nothing needs to be done."};
constexpr ProblemKind tree_system{"data.system_folder", Severity::hint,
                                  "the folder is the system's own and is left out",
                                  "Nothing needs to be done."};
constexpr ProblemKind tree_hidden{"data.hidden_file", Severity::hint,
                                  "the file belongs to the system or another program",
                                  "Nothing needs to be done."};
constexpr ProblemKind tree_other{"data.other_file", Severity::hint, "the file holds no picture",
                                 "Nothing needs to be done."};
constexpr ProblemKind tree_depth{"data.depth", Severity::warning,
                                 "the folder lies more than {limit} levels deep and is left out",
                                 "Move the pictures up."};
constexpr ProblemKind tree_unreadable{"data.unreadable", Severity::warning,
                                      "the folder cannot be read: {reason}", "Change its rights."};
constexpr ProblemKind tree_many{"data.folder_many", Severity::error, "more than {limit} files",
                                "Choose a smaller folder."};

Where at(const fs::path& path) { return {.file = shown(path)}; }

/// What lies in a folder. Paths are made only where they are asked for: they cost more than all else.
struct Entry {
    std::string name;
    bool is_folder = false, is_file = false;  // or a link to one
    bool is_link = false;
};

class TreeReader {
public:
    TreeReader(const fs::path& folder, FileAccount& account, const LoadWatch& watch)
        : folder_(folder), account_(account), watch_(watch) {}

    FolderTree read() {
        std::error_code error;
        above_.push_back(fs::canonical(folder_, error));
        return read_folder(folder_, 0);
    }

private:
    FolderTree read_folder(const fs::path& folder, int depth) {
        FolderTree tree{.name = folder.filename().string(), .pictures = {}, .folders = {}};
        for (Entry& entry : entries_of(folder)) {
            if (entry.is_folder)
                enter(tree, fs::directory_entry(folder / entry.name), depth + 1);
            else
                add_file(tree, folder, std::move(entry));
        }
        return tree;
    }

    void enter(FolderTree& tree, const fs::directory_entry& entry, int depth) {
        if (is_system_folder(entry.path().filename().string())) return ignore_system(entry.path());
        if (depth > limits::folder_depth)
            return account_.leave_out(
                Problem(tree_depth, {{"limit", limits::folder_depth}}, at(entry.path())));
        if (!entry.is_symlink()) {
            tree.folders.push_back(read_folder(entry.path(), depth));
            return;
        }
        std::error_code error;
        const fs::path target = fs::canonical(entry.path(), error);
        if (leads_back(target, fs::canonical(entry.path().parent_path(), error)))
            return account_.leave_out(Problem(tree_link_loop, {}, at(entry.path())));
        if (!entered_.insert(target).second || lies_within(target, above_.front()))
            return account_.leave_out(Problem(tree_link_twice, {}, at(entry.path())));
        account_.remark(Problem(tree_link, {}, at(entry.path())));
        above_.push_back(target);
        tree.folders.push_back(read_folder(entry.path(), depth));
        above_.pop_back();
    }

    /// Tells whether the target of a link in the folder `from` holds that folder, or one on the way to it.
    [[nodiscard]] bool leads_back(const fs::path& target, const fs::path& from) const {
        return lies_within(from, target) || std::ranges::any_of(above_, [&](const fs::path& folder) {
                   return lies_within(folder, target);
               });
    }

    /// Tells whether a folder is another one or lies in it.
    static bool lies_within(const fs::path& folder, const fs::path& other) {
        return std::ranges::mismatch(other, folder).in1 == other.end();
    }

    void add_file(FolderTree& tree, const fs::path& folder, Entry entry) {
        if (++files_ > limits::dataset_files)
            throw Error(tree_many, {{"limit", limits::dataset_files}}, at(folder_));
        tell(watch_, {.stage = LoadStage::finding, .done = files_});
        if (is_hidden_file(entry.name))
            return account_.ignore(Problem(tree_hidden, {}, at(folder / entry.name)));
        if (!entry.is_file)
            return account_.leave_out(
                Problem(entry.is_link ? tree_broken_link : tree_special, {}, at(folder / entry.name)));
        if (has_picture_ending(entry.name) || holds_picture(folder / entry.name)) {
            tree.pictures.push_back(std::move(entry.name));
            return;
        }
        ++tree.other_files;
        account_.ignore(Problem(tree_other, {}, at(folder / entry.name)));
    }

    static bool holds_picture(const fs::path& path) {
        try {
            return is_picture(content_of(first_bytes(path, 64)));
        } catch (const Error&) {
            return false;  // nobody may read it, whatever it is
        }
    }

    /// Counts the files in a folder of the system, links not followed.
    void ignore_system(const fs::path& folder) {
        std::error_code error;
        for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            std::error_code of_entry;
            if (!entry->is_directory(of_entry)) account_.ignore(Problem(tree_system, {}, at(entry->path())));
        }
    }

    std::vector<Entry> entries_of(const fs::path& folder) {
        std::vector<Entry> entries;
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            stay(entries.size());
            std::error_code unknown;
            entries.push_back({.name = entry->path().filename().string(),
                               .is_folder = entry->is_directory(unknown),
                               .is_file = entry->is_regular_file(unknown),
                               .is_link = entry->is_symlink(unknown)});
        }
        if (error) account_.leave_out(Problem(tree_unreadable, {{"reason", error.message()}}, at(folder)));
        std::size_t compared = 0;
        std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
            stay(++compared);
            return natural_less(a.name, b.name);
        });
        return entries;
    }

    /// Tells the watch every now and then that the work goes on, where no file counts.
    void stay(std::size_t work) const {
        constexpr std::size_t told_at_once = 1 << 14;
        if (work % told_at_once == told_at_once - 1)
            tell(watch_, {.stage = LoadStage::finding, .done = files_});
    }

    const fs::path& folder_;
    FileAccount& account_;
    const LoadWatch& watch_;
    std::vector<fs::path> above_;  // the folder itself and the targets of links that led here
    std::set<fs::path> entered_;   // targets of links
    std::int64_t files_ = 0;
};

}  // namespace

std::int64_t FolderTree::pictures_within() const {
    return std::accumulate(
        folders.begin(), folders.end(), static_cast<std::int64_t>(pictures.size()),
        [](std::int64_t sum, const FolderTree& tree) { return sum + tree.pictures_within(); });
}

FolderTree read_folder_tree(const fs::path& folder, FileAccount& account, const LoadWatch& watch) {
    return TreeReader(folder, account, watch).read();
}

}  // namespace glassnet
