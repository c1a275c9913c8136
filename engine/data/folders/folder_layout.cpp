// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/folder_layout.h"

#include "base/composed.h"
#include "base/natural_order.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind layout_no_classes{"data.no_classes", Severity::error,
                                        "there is no folder of a class in here ({found} files lie in none)",
                                        "Put the pictures of each class into a folder of the class's name."};
constexpr ProblemKind layout_inner{"data.inner_folder", Severity::hint,
                                   "the data lie one folder further in: “{folder}”",
                                   "Nothing needs to be done."};
constexpr ProblemKind layout_sets{"data.several_sets", Severity::error,
                                  "several data sets lie in this folder: {names}",
                                  "Choose one of them as the data, for example {example}."};
constexpr ProblemKind layout_beside{
    "data.folder_beside", Severity::warning,
    "the folder lies beside those of the parts ({parts}) and is not used ({files} pictures)",
    "Name it train, val or test if it is a part, or move it away."};
constexpr ProblemKind layout_part_twice{
    "data.part_twice", Severity::warning,
    "the folder is not used ({files} pictures): “{used}” is the {part} part already",
    "Put both together, or move one away."};
constexpr ProblemKind layout_within{
    "data.class_folders", Severity::warning,
    "classes have folders within ({examples}): all pictures in them count as the class",
    "If they are classes of their own, set class_folders to “separate”."};
constexpr ProblemKind layout_part_within{
    "data.part_in_class", Severity::warning,
    "class “{class}” holds folders named like parts: all pictures in them count as the class",
    "Give every class such folders, or put the parts above the classes: train/{class}."};
constexpr ProblemKind layout_odd_class{"data.odd_class", Severity::warning,
                                       "“{class}” is taken for a class, which its name does not look like",
                                       "Choose the folder above the classes as the data."};
constexpr ProblemKind layout_alike{
    "data.names_alike", Severity::warning,
    "the classes “{class}” and “{other}” differ only in case, or in how letters with marks are written",
    "Rename one of them, or put their pictures together."};
constexpr ProblemKind layout_empty_class{"data.empty_folder", Severity::warning,
                                         "the folder of class “{class}” holds no picture",
                                         "Add pictures, or remove the folder."};
constexpr ProblemKind layout_no_class{"data.folder_without_pictures", Severity::hint,
                                      "the folder holds other files but no picture and is no class",
                                      "Nothing needs to be done."};
constexpr ProblemKind layout_other_class{"data.other_class", Severity::error,
                                         "class “{class}” is in {part} but not in the training part",
                                         "Add training samples of the class, or remove it."};
constexpr ProblemKind layout_stray{"data.stray", Severity::warning, "the file lies in no folder of a class",
                                   "Move it into one."};
constexpr ProblemKind layout_unused{"data.unused_folder", Severity::warning,
                                    "the picture lies in a folder that is not used", "Move it to a class."};
constexpr ProblemKind layout_unlabelled_part{
    "data.unlabelled_part", Severity::warning,
    "a picture of the {part} part that no folder gives a class: nothing can be compared with it",
    "Let glassnet predict tell what it is, or put it into a folder of its class."};
constexpr ProblemKind layout_no_name{"data.no_class_in_name", Severity::warning,
                                     "the name does not fit class_pattern “{pattern}”",
                                     "Rename the file, or change the pattern."};
constexpr ProblemKind layout_unlabelled{
    "data.unlabelled_pictures", Severity::hint,
    "no picture lies in a folder of a class: only the pictures themselves can be learned",
    "Put the pictures of each class into a folder of the class's name to learn anything else."};
constexpr ProblemKind layout_named{
    "data.classes_only_in_names", Severity::error,
    "there is no folder of a class in here, but the names of the files begin with {classes}",
    "Set class_pattern to {pattern} to learn these as classes."};
constexpr ProblemKind layout_offer{
    "data.classes_in_names", Severity::hint,
    "no picture lies in a folder of a class, but their names begin with {classes}",
    "Set class_pattern to {pattern} to learn these as classes."};

/// A folder of the tree and its path, relative to the data's folder.
struct Place {
    const FolderTree* tree = nullptr;
    std::string path;
    [[nodiscard]] Place inner(const FolderTree& folder) const { return {&folder, join(folder.name)}; }
    [[nodiscard]] std::string join(const std::string& name) const {
        return path.empty() ? name : path + "/" + name;
    }
};
using Parts = std::map<Part, Place>;

/// Pictures that share a class, by their paths.
struct ClassPictures {
    std::string name;
    std::vector<std::string> pictures;
};

bool holds_pictures(const FolderTree& tree) { return tree.pictures_within() > 0; }

/// Tells whether the folder holds parts, one of them for training with folders of classes.
bool is_set(const FolderTree& tree) {
    return std::ranges::any_of(tree.folders, [](const FolderTree& folder) {
        return part_named(folder.name) == Part::training &&
               std::ranges::any_of(folder.folders, holds_pictures);
    });
}

void collect(const Place& place, std::vector<std::string>& pictures) {
    for (const std::string& name : place.tree->pictures) pictures.push_back(place.join(name));
    for (const FolderTree& folder : place.tree->folders) collect(place.inner(folder), pictures);
}

/// Adds one class for each folder that has pictures of its own, named by its path.
void collect_separately(const Place& place, const std::string& name, std::vector<ClassPictures>& classes) {
    if (!place.tree->pictures.empty()) {
        classes.push_back({name, {}});
        for (const std::string& picture : place.tree->pictures)
            classes.back().pictures.push_back(place.join(picture));
    }
    for (const FolderTree& folder : place.tree->folders)
        collect_separately(place.inner(folder), name + "/" + folder.name, classes);
}

/// Lists names of the file system.
std::string shown_list(std::vector<std::string> names, std::size_t most = 5) {
    for (std::string& name : names) name = printable(name);
    return listed(names, most);
}

class LayoutReader {
public:
    LayoutReader(const fs::path& folder, const DataSettings& settings, FileAccount& account)
        : folder_(folder), settings_(settings), account_(account) {}

    FolderLayout read(const FolderTree& tree) {
        const Place top = innermost({&tree, {}});
        refuse_several_sets(top);
        const Parts parts = parts_of(top);
        const Place training = parts.contains(Part::training) ? parts.at(Part::training) : top;
        if (parts.empty() && has_parts_in_classes(top))
            read_parts_in_classes(top);
        else if (!settings_.class_pattern.empty())
            read_names(parts.empty() ? Parts{{Part::training, top}} : parts);
        else if (std::ranges::none_of(training.tree->folders, holds_pictures))
            read_unlabelled(training, parts);
        else
            read_classes(training, parts);
        return std::move(layout_);
    }

private:
    [[nodiscard]] Where at(const std::string& path) const {
        return {.file = shown(path.empty() ? folder_ : folder_ / path)};
    }
    void note(const ProblemKind& kind, Value::Map arguments, const std::string& path) {
        layout_.notes.emplace_back(kind, std::move(arguments), at(path));
    }

    /// Enters folders whose only content is one folder of folders: archives often hold one too many.
    Place innermost(Place place) {
        const std::string begin = place.path;
        while (const FolderTree* inner = only_inner(*place.tree)) {
            reject_strays(place);
            place = place.inner(*inner);
        }
        if (place.path != begin) note(layout_inner, {{"folder", shown(place.path)}}, {});
        return place;
    }

    /// Returns the only folder with pictures if these lie in folders of their own, and are nearly all there
    /// are.
    static const FolderTree* only_inner(const FolderTree& tree) {
        if (std::ranges::count_if(tree.folders, holds_pictures) != 1) return nullptr;
        const FolderTree& inner = *std::ranges::find_if(tree.folders, holds_pictures);
        const bool has_folders = std::ranges::any_of(inner.folders, holds_pictures);
        const bool has_strays = std::ssize(tree.pictures) * 10 > inner.pictures_within();
        return has_folders && !has_strays && !part_named(inner.name) ? &inner : nullptr;
    }

    void refuse_several_sets(const Place& top) const {
        std::vector<std::string> sets;
        for (const FolderTree& folder : top.tree->folders)
            if (is_set(folder)) sets.push_back(folder.name);
        if (sets.size() < 2) return;
        throw Error(layout_sets,
                    {{"names", shown_list(sets)}, {"example", shown(folder_ / top.join(sets[0]))}},
                    {.file = shown(folder_), .setting = "data.source"});
    }

    /// Returns the parts with their folders, none if there is no folder for training. Among folders of
    /// classes, one called train with nothing but pictures in it is a class too.
    Parts parts_of(const Place& top) {
        const auto& folders = top.tree->folders;
        const bool only_parts = std::ranges::all_of(folders, [](const FolderTree& folder) {
            return part_named(folder.name).has_value() || !holds_pictures(folder);
        });
        Parts parts;
        for (const FolderTree& folder : folders) {
            const auto part = part_named(folder.name);
            if (part && (only_parts || !folder.folders.empty() || *part != Part::training))
                parts.emplace(*part, top.inner(folder));
        }
        if (!parts.contains(Part::training)) return {};
        for (const FolderTree& folder : folders) note_unused(top.inner(folder), parts);
        for (const std::string& name : top.tree->pictures)
            account_.leave_out(Problem(layout_stray, {}, at(top.join(name))));
        return parts;
    }

    /// Notes a folder beside those of the parts, unless it is one of them.
    void note_unused(const Place& place, const Parts& parts) {
        const auto part = part_named(place.tree->name);
        if (part && parts.at(*part).tree == place.tree) return;
        const std::int64_t files = place.tree->pictures_within();
        if (part) {
            note(layout_part_twice,
                 {{"files", files}, {"used", shown(parts.at(*part).tree->name)}, {"part", to_text(*part)}},
                 place.path);
        } else if (files > 0) {
            std::vector<std::string> names;
            for (const auto& [used, folder] : parts) names.push_back(folder.tree->name);
            note(layout_beside, {{"parts", shown_list(names)}, {"files", files}}, place.path);
        }
        std::vector<std::string> pictures;
        collect(place, pictures);
        for (const std::string& picture : pictures)
            account_.leave_out(Problem(layout_unused, {}, at(picture)), place.path);
    }

    /// Tells whether every folder is a class with folders of parts in it, and nothing else.
    static bool has_parts_in_classes(const Place& top) {
        const auto is_part = [](const FolderTree& folder) { return part_named(folder.name).has_value(); };
        const auto is_training = [](const FolderTree& folder) {
            return part_named(folder.name) == Part::training;
        };
        const auto holds_parts = [&](const FolderTree& of_class) {
            const auto& within = of_class.folders;
            return of_class.pictures.empty() && std::ranges::all_of(within, is_part) &&
                   std::ranges::any_of(within, is_training);
        };
        return top.tree->folders.size() > 1 && std::ranges::all_of(top.tree->folders, holds_parts);
    }

    void read_parts_in_classes(const Place& top) {
        reject_strays(top);
        for (const Part part : all_parts) {
            for (const FolderTree& of_class : top.tree->folders) {
                ClassPictures found{of_class.name, {}};
                for (const FolderTree& folder : of_class.folders)
                    if (part_named(folder.name) == part)
                        collect(top.inner(of_class).inner(folder), found.pictures);
                if (!found.pictures.empty()) add_class(part, found);
            }
        }
    }

    void read_names(const Parts& parts) {
        for (const auto& [part, place] : parts) {
            std::vector<std::string> pictures;
            collect(place, pictures);
            std::map<std::string, ClassPictures, decltype(&natural_less)> classes(&natural_less);
            for (const std::string& picture : pictures) {
                const auto name =
                    class_in_name(settings_.class_pattern, fs::path(picture).filename().string());
                if (name)
                    classes.try_emplace(*name, ClassPictures{*name, {}})
                        .first->second.pictures.push_back(picture);
                else
                    account_.leave_out(
                        Problem(layout_no_name, {{"pattern", settings_.class_pattern}}, at(picture)));
            }
            for (const auto& [name, found] : classes) add_class(part, found);
        }
        if (layout_.samples.empty()) throw Error({no_classes(0, {})});
    }

    /// Takes pictures that lie in no folder of a class: enough for networks that learn the pictures
    /// themselves.
    void read_unlabelled(const Place& training, const Parts& parts) {
        ClassPictures all{training.path.empty() ? folder_.filename().string() : training.tree->name, {}};
        collect(training, all.pictures);
        if (all.pictures.empty()) throw Error({no_classes(0, training.path)});
        layout_.missing_classes = why_unlabelled(training, std::ssize(all.pictures));
        add_class(Part::training, all);
        for (const auto& [part, place] : parts) {
            if (part == Part::training) continue;
            ClassPictures others{all.name, {}};
            collect(place, others.pictures);
            add_class(part, others);
        }
    }

    [[nodiscard]] Problem no_classes(std::int64_t found, const std::string& path) const {
        return Problem(layout_no_classes, {{"found", found}}, at(path));
    }

    /// Notes that there are no classes, and which the names of the files might tell; returns what a loss that
    /// learns classes reports.
    Problem why_unlabelled(const Place& training, std::int64_t found) {
        const auto pattern = pattern_for(training.tree->pictures);
        if (!pattern) {
            note(layout_unlabelled, {}, training.path);
            return no_classes(found, training.path);
        }
        std::vector<std::string> classes;
        for (const std::string& name : training.tree->pictures) {
            const auto of_name = class_in_name(*pattern, name);
            if (of_name && std::ranges::find(classes, *of_name) == classes.end()) classes.push_back(*of_name);
        }
        const Value::Map offer{{"classes", shown_list(classes)}, {"pattern", *pattern}};
        note(layout_offer, offer, training.path);
        return Problem(layout_named, offer, at(training.path));
    }

    void read_classes(const Place& training, const Parts& parts) {
        const auto own = classes_in(training);
        note_names_alike(own);
        for (const ClassPictures& of_class : own) add_class(Part::training, of_class);
        reject_strays(training);
        for (const auto& [part, place] : parts)
            if (part != Part::training) read_other_part(part, place);
    }

    void read_other_part(Part part, const Place& place) {
        const auto& folders = place.tree->folders;
        const bool is_unlabelled =
            std::ranges::none_of(folders, holds_pictures) ||
            (folders.size() == 1 && names_no_class(folders[0].name) && !number_of(folders[0].name));
        if (!is_unlabelled) {
            for (const ClassPictures& of_class : classes_in(place)) add_class(part, of_class);
            return reject_strays(place);
        }
        std::vector<std::string> pictures;
        collect(place, pictures);
        for (const std::string& picture : pictures)
            account_.leave_out(Problem(layout_unlabelled_part, {{"part", to_text(part)}}, at(picture)),
                               std::string(to_text(part)));
    }

    /// Returns the classes whose folders lie here; those of folders within are merged or separate.
    std::vector<ClassPictures> classes_in(const Place& place) {
        std::vector<ClassPictures> classes;
        std::vector<std::string> with_folders;
        for (const FolderTree& folder : place.tree->folders) {
            const Place inner = place.inner(folder);
            if (!holds_pictures(folder)) {
                if (folder.other_files > 0) {
                    note(layout_no_class, {}, inner.path);
                    continue;
                }
                note(layout_empty_class, {{"class", shown(folder.name)}}, inner.path);
            }
            if (std::ranges::any_of(folder.folders, holds_pictures)) with_folders.push_back(folder.name);
            if (holds_part(folder)) note(layout_part_within, {{"class", shown(folder.name)}}, inner.path);
            if (names_no_class(folder.name) && holds_pictures(folder))
                note(layout_odd_class, {{"class", shown(folder.name)}}, inner.path);
            if (settings_.class_folders == ClassFolders::separate && holds_pictures(folder)) {
                collect_separately(inner, folder.name, classes);
            } else {
                classes.push_back({folder.name, {}});
                collect(inner, classes.back().pictures);
            }
        }
        if (!with_folders.empty() && settings_.class_folders == ClassFolders::merge)
            note(layout_within, {{"examples", shown_list(with_folders, 3)}}, place.path);
        return classes;
    }

    static bool holds_part(const FolderTree& folder) {
        return std::ranges::any_of(folder.folders, [](const FolderTree& inner) {
            return part_named(inner.name) && holds_pictures(inner);
        });
    }

    void note_names_alike(const std::vector<ClassPictures>& classes) {
        std::map<std::u32string, std::string> seen;
        for (const ClassPictures& entry : classes) {
            const auto [other, is_new] = seen.emplace(composed(lower_case(entry.name)), entry.name);
            if (!is_new)
                note(layout_alike, {{"class", shown(other->second)}, {"other", shown(entry.name)}},
                     entry.name);
        }
    }

    void reject_strays(const Place& place) {
        for (const std::string& name : place.tree->pictures)
            account_.leave_out(Problem(layout_stray, {}, at(place.join(name))));
    }

    [[nodiscard]] std::optional<int> number_of(const std::string& class_name) const {
        const auto known = std::ranges::find(layout_.class_names, class_name);
        if (known == layout_.class_names.end()) return std::nullopt;
        return static_cast<int>(known - layout_.class_names.begin());
    }

    /// Adds the pictures of a class. Classes that the training part lacks come behind its own; a loss that
    /// learns classes reports the first.
    void add_class(Part part, const ClassPictures& of_class) {
        auto number = number_of(of_class.name);
        if (!number) {
            if (part == Part::training)
                ++layout_.training_classes;
            else if (!layout_.beyond_training)
                layout_.beyond_training = Problem(
                    layout_other_class, {{"class", shown(of_class.name)}, {"part", to_text(part)}}, at({}));
            number = static_cast<int>(layout_.class_names.size());
            layout_.class_names.push_back(of_class.name);
        }
        for (const std::string& picture : of_class.pictures)
            layout_.samples.push_back({picture, part, *number});
    }

    const fs::path& folder_;
    const DataSettings& settings_;
    FileAccount& account_;
    FolderLayout layout_;
};

}  // namespace

FolderLayout layout_of(const FolderTree& tree, const fs::path& folder, const DataSettings& settings,
                       FileAccount& account) {
    return LayoutReader(folder, settings, account).read(tree);
}

}  // namespace glassnet
