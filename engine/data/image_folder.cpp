// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/image_folder.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/natural_order.h"
#include "data/imaging.h"
#include "data/picture_store.h"

#include <algorithm>
#include <map>
#include <set>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind folder_no_classes{"data.no_classes", Severity::error,
                                        "there is no folder of a class in here ({found} files lie in none)",
                                        "Put the pictures of each class into a folder of the class's name."};
constexpr ProblemKind folder_sizes{"data.picture_sizes", Severity::error,
                                   "the pictures have different sizes: {sizes}",
                                   "Set image_height and image_width, for example to {height} and {width}."};
constexpr ProblemKind folder_nothing{"data.no_pictures", Severity::error,
                                     "none of the {found} files is a picture that can be read",
                                     "See the reasons of each file."};
constexpr ProblemKind folder_other_class{"data.other_class", Severity::error,
                                         "class “{class}” is in {part} but not in the training part",
                                         "Add training samples of the class, or remove it."};
constexpr ProblemKind folder_size_rule{"data.size_rule", Severity::error,
                                       "image_height and image_width are {height} and {width}",
                                       "Give both between 1 and {limit}, or neither."};
constexpr ProblemKind folder_count{"data.folder_count", Severity::warning,
                                   "{found} files: {loaded} loaded, {rejected} rejected, {ignored} ignored",
                                   "The reasons stand beside the rejected files."};
constexpr ProblemKind folder_kinds{"data.picture_kinds", Severity::hint,
                                   "{grey} grey and {coloured} coloured pictures; all become coloured",
                                   "Convert them to one kind to spare memory."};
constexpr ProblemKind folder_deep{
    "data.deep_pictures", Severity::hint,
    "{count} pictures have 16 bits a value; all values are kept as fractions of 255",
    "Nothing needs to be done."};
constexpr ProblemKind folder_empty_class{"data.empty_folder", Severity::warning,
                                         "the folder of class “{class}” holds no picture",
                                         "Add pictures, or remove the folder."};
constexpr ProblemKind folder_alike{"data.names_alike", Severity::warning,
                                   "the classes “{class}” and “{other}” differ in case only",
                                   "Rename one of them, or put their pictures together."};
constexpr ProblemKind folder_link{"data.link", Severity::warning, "the link to a folder is not followed",
                                  "Copy the pictures to this place."};
constexpr ProblemKind folder_system{"data.system_folder", Severity::hint,
                                    "the folder is the system's own and is left out",
                                    "Nothing needs to be done."};
constexpr ProblemKind folder_beside{
    "data.folder_beside", Severity::warning,
    "the folder lies beside those of the parts ({parts}) and is not used ({files} files)",
    "Name it train, val or test if it is a part, or move it away."};
constexpr ProblemKind folder_part_twice{
    "data.part_twice", Severity::warning,
    "the folder is not used ({files} files): “{used}” is the {part} part already",
    "Put both together, or move one away."};
constexpr ProblemKind folder_within{
    "data.class_folders", Severity::warning,
    "class “{class}” has folders within ({names}): all their pictures count as “{class}”",
    "If they are classes of their own, choose this folder as the data, or move them one level up."};
constexpr ProblemKind folder_depth{"data.depth", Severity::warning,
                                   "the folder lies more than {limit} levels deep and is left out",
                                   "Move the pictures up."};
constexpr ProblemKind folder_unreadable{"data.unreadable", Severity::warning,
                                        "the folder cannot be read: {reason}", "Change its rights."};
constexpr ProblemKind folder_unlabelled{
    "data.unlabelled_pictures", Severity::hint,
    "no picture lies in a folder of a class: only the pictures themselves can be learned",
    "Put the pictures of each class into a folder of the class's name to learn anything else."};
constexpr ProblemKind folder_stray{"data.stray", Severity::warning, "the file lies in no folder of a class",
                                   "Move it into one."};
constexpr ProblemKind folder_rejected{"data.rejected", Severity::warning, "not loaded: {reason}", "{hint}"};
constexpr ProblemKind folder_many{"data.folder_many", Severity::error, "more than {limit} files",
                                  "Choose a smaller folder."};

// Others are only counted: nobody reads a longer list, and each note takes memory.
constexpr std::size_t listed_notes = 1'000;

/// Returns the name with bytes that are no printable text as \xFF, so that every file can be named.
std::string shown(const fs::path& path) {
    std::string text;
    const std::string raw = path.string();
    for (std::size_t i = 0; i < raw.size();) {
        const auto lead = static_cast<unsigned char>(raw[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                   : lead >= 0xE0                ? 3
                                   : lead >= 0xC2                ? 2
                                                                 : 0;
        bool is_text = lead >= 0x20 && lead != 0x7F && length > 0 && lead < 0xF5 && i + length <= raw.size();
        for (std::size_t k = 1; is_text && k < length; ++k)
            is_text = (static_cast<unsigned char>(raw[i + k]) & 0xC0) == 0x80;
        if (is_text) {
            text.append(raw, i, length);
            i += length;
        } else {
            text += std::string("\\x") + "0123456789ABCDEF"[lead >> 4] + "0123456789ABCDEF"[lead & 15];
            ++i;
        }
    }
    return text;
}

bool is_hidden(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.starts_with('.') || name == "Thumbs.db" || name == "desktop.ini";
}

/// Tells whether systems and programs put such a folder beside the user's own.
bool is_system_folder(const fs::path& path) {
    static const std::set<std::string> names{"__MACOSX",   "@eaDir",       "@Recycle",
                                             "#recycle",   "$RECYCLE.BIN", "System Volume Information",
                                             "lost+found", "__pycache__"};
    const std::string name = path.filename().string();
    return name.starts_with('.') || names.contains(name);
}

std::string lower_case(std::string text) {
    for (char& letter : text)
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    return text;
}

/// Returns the part that a folder of this name holds; nullptr if it names none.
const char* part_named(const std::string& name) {
    static const std::map<std::string, const char*> parts{{"train", "training"},
                                                          {"training", "training"},
                                                          {"trainset", "training"},
                                                          {"trainingset", "training"},
                                                          {"traindata", "training"},
                                                          {"trainingdata", "training"},
                                                          {"val", "validation"},
                                                          {"valid", "validation"},
                                                          {"validation", "validation"},
                                                          {"valset", "validation"},
                                                          {"validset", "validation"},
                                                          {"validationset", "validation"},
                                                          {"test", "test"},
                                                          {"tests", "test"},
                                                          {"testing", "test"},
                                                          {"testset", "test"},
                                                          {"testingset", "test"},
                                                          {"testdata", "test"}};
    std::string plain = lower_case(name);
    std::erase_if(plain, [](char letter) { return letter == '_' || letter == '-' || letter == ' '; });
    const auto found = parts.find(plain);
    return found == parts.end() ? nullptr : found->second;
}

struct ClassFolder {
    std::string name;
    fs::path path;
};

class FolderReader {
public:
    FolderReader(const fs::path& folder, const DataSettings& settings)
        : folder_(folder), settings_(settings) {}

    Dataset read() {
        check_size_rule();
        dataset_.summary.title = folder_.filename().string();
        const auto parts = part_folders();
        const fs::path& training = parts.contains("training") ? parts.at("training") : folder_;
        auto classes = class_folders(training);
        if (classes.empty()) return read_unlabelled(training, parts);
        note_names_alike(classes);
        const std::vector<ClassFolder> own = classes;
        read_part(dataset_.training, own, "training", classes);
        for (const auto& [name, part] :
             {std::pair("validation", &dataset_.validation), std::pair("test", &dataset_.test)}) {
            if (parts.contains(name)) read_part(*part, class_folders(parts.at(name)), name, classes);
            reject_strays();
        }
        for (const ClassFolder& entry : classes) dataset_.summary.class_names.push_back(shown(entry.name));
        finish();
        return std::move(dataset_);
    }

private:
    /// Reads pictures that lie in no folder of a class: enough for networks that learn the pictures
    /// themselves.
    Dataset read_unlabelled(const fs::path& training, const std::map<std::string, fs::path>& parts) {
        const auto found = std::ssize(strays_);
        Problem missing(folder_no_classes, {{"found", static_cast<std::int64_t>(found)}}, at(training));
        if (found == 0) fail(missing);
        dataset_.summary.class_names.push_back(shown(training.filename()));
        for (const fs::path& path : strays_) read_picture(dataset_.training, 0, path);
        if (loaded_ > 0) note(folder_unlabelled, {}, training);
        for (const auto& [name, part] :
             {std::pair("validation", &dataset_.validation), std::pair("test", &dataset_.test)})
            if (parts.contains(name)) read_folder(*part, 0, parts.at(name), 1);
        dataset_.summary.target_facts.missing = std::move(missing);
        finish();
        return std::move(dataset_);
    }

    static Where at(const fs::path& path) { return {.file = shown(path)}; }

    void note(const ProblemKind& kind, Value::Map arguments, const fs::path& path) {
        if (dataset_.summary.notes.size() < listed_notes)
            dataset_.summary.notes.emplace_back(kind, std::move(arguments), at(path));
    }

    void check_size_rule() const {
        const int height = settings_.image_height;
        const int width = settings_.image_width;
        if ((height == 0) == (width == 0)) return;
        throw Error(folder_size_rule, {{"height", height}, {"width", width}, {"limit", limits::image_side}},
                    {.setting = "data.image_height"});
    }

    /// Returns the contents of a folder, in natural order. A folder that cannot be read is noted.
    std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
        std::vector<fs::directory_entry> entries;
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
            entries.push_back(*entry);
        if (error) note(folder_unreadable, {{"reason", error.message()}}, folder);
        std::ranges::sort(entries, natural_less,
                          [](const auto& entry) { return entry.path().filename().string(); });
        return entries;
    }

    /// Returns "training", "validation" and "test" with their folders, if there is a folder for training.
    /// What lies beside them is noted.
    std::map<std::string, fs::path> part_folders() {
        std::vector<fs::directory_entry> folders, links;
        for (const auto& entry : entries_of(folder_)) {
            std::error_code error;
            if (!is_system_folder(entry.path()) && entry.is_directory(error))
                (entry.is_symlink() ? links : folders).push_back(entry);
        }
        std::map<std::string, fs::path> parts;
        const bool only_parts =
            std::ranges::all_of(folders, [](const auto& entry) { return part_of(entry) != nullptr; });
        for (const auto& entry : folders) {
            // Among folders of classes, one called train with nothing but pictures in it is a class too.
            const char* const part = part_of(entry);
            if (part && (only_parts || has_folders(entry.path()) || part != std::string("training")))
                parts.emplace(part, entry.path());
        }
        if (!parts.contains("training")) return {};
        for (const auto& entry : folders) {
            const char* const part = part_of(entry);
            if (!part) {
                std::string names;
                for (const auto& [name, path] : parts)
                    names += (names.empty() ? "" : ", ") + shown(path.filename());
                note(folder_beside, {{"parts", names}, {"files", files_in(entry.path())}}, entry.path());
            } else if (const fs::path& used = parts.at(part); used != entry.path()) {
                note(folder_part_twice,
                     {{"files", files_in(entry.path())}, {"used", shown(used.filename())}, {"part", part}},
                     entry.path());
            }
        }
        for (const auto& entry : links) note(folder_link, {}, entry.path());
        return parts;
    }

    static const char* part_of(const fs::directory_entry& entry) {
        return part_named(entry.path().filename().string());
    }

    static bool has_folders(const fs::path& folder) {
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            if (entry->is_directory(error) && !is_system_folder(entry->path())) return true;
        }
        return false;
    }

    /// Counts files in any depth, links not followed; at most as many as a data set may have.
    static std::int64_t files_in(const fs::path& folder) {
        std::error_code error;
        std::int64_t count = 0;
        for (fs::recursive_directory_iterator entry(folder, error), end;
             !error && entry != end && count < limits::dataset_files; entry.increment(error))
            count += entry->is_regular_file(error);
        return count;
    }

    std::vector<ClassFolder> class_folders(const fs::path& folder) {
        std::vector<ClassFolder> classes;
        for (const auto& entry : entries_of(folder)) {
            std::error_code error;
            if (leaves_out(entry))
                ++ignored_;
            else if (entry.is_symlink() && entry.is_directory(error))
                note(folder_link, {}, entry.path());
            else if (entry.is_directory(error))
                classes.push_back({entry.path().filename().string(), entry.path()});
            else
                strays_.push_back(entry.path());
        }
        if (!classes.empty()) reject_strays();
        return classes;
    }

    void reject_strays() {
        found_ += std::ssize(strays_);
        rejected_ += std::ssize(strays_);
        for (const fs::path& path : strays_) note(folder_stray, {}, path);
        strays_.clear();
    }

    /// Tells whether an entry is left out. Hidden files are only counted; a folder that is left out is noted,
    /// because nothing else would tell.
    bool leaves_out(const fs::directory_entry& entry) {
        std::error_code error;
        const bool is_folder = entry.is_directory(error);
        if (is_folder && is_system_folder(entry.path())) {
            note(folder_system, {}, entry.path());
            return true;
        }
        return !is_folder && is_hidden(entry.path());
    }

    void note_names_alike(const std::vector<ClassFolder>& classes) {
        std::map<std::string, std::string> seen;
        for (const ClassFolder& entry : classes) {
            const auto [other, is_new] = seen.emplace(lower_case(entry.name), entry.name);
            if (!is_new)
                note(folder_alike, {{"class", shown(other->second)}, {"other", shown(entry.name)}},
                     entry.path);
        }
    }

    /// Reads a part. Classes that the training part lacks come behind its own; a loss that learns classes
    /// reports the first.
    void read_part(DataPart& part, const std::vector<ClassFolder>& folders, const char* part_name,
                   std::vector<ClassFolder>& classes) {
        for (const ClassFolder& folder : folders) {
            auto known = std::ranges::find(classes, folder.name, &ClassFolder::name);
            if (known == classes.end()) {
                TargetFacts& facts = dataset_.summary.target_facts;
                if (!facts.beyond_training) {
                    facts.training_classes = static_cast<int>(classes.size());
                    facts.beyond_training =
                        Problem(folder_other_class, {{"class", shown(folder.name)}, {"part", part_name}},
                                at(folder.path));
                }
                known = classes.insert(classes.end(), folder);
            }
            const std::int64_t before = loaded_, rejected_before = rejected_;
            read_folder(part, static_cast<int>(known - classes.begin()), folder.path, 1);
            if (loaded_ == before && rejected_ == rejected_before)
                note(folder_empty_class, {{"class", shown(folder.name)}}, folder.path);
        }
    }

    void read_folder(DataPart& part, int class_number, const fs::path& folder, int depth) {
        std::string within;
        for (const auto& entry : entries_of(folder)) {
            std::error_code error;
            if (leaves_out(entry)) {
                ++ignored_;
            } else if (!entry.is_directory(error)) {
                read_picture(part, class_number, entry.path());
            } else if (entry.is_symlink()) {
                note(folder_link, {}, entry.path());
            } else if (depth == limits::folder_depth) {
                note(folder_depth, {{"limit", limits::folder_depth}}, entry.path());
            } else {
                within += (within.empty() ? "" : ", ") + shown(entry.path().filename());
                read_folder(part, class_number, entry.path(), depth + 1);
            }
        }
        if (depth == 1 && !within.empty())
            note(folder_within, {{"class", shown(folder.filename())}, {"names", within}}, folder);
    }

    void read_picture(DataPart& part, int class_number, const fs::path& path) {
        if (++found_ > limits::dataset_files)
            fail(Problem(folder_many, {{"limit", limits::dataset_files}}, at(folder_)));
        std::vector<Problem> notes;
        Picture picture;
        try {
            picture = decode_picture(read_file(path, limits::image_file_bytes), shown(path), notes);
            if (settings_.image_height > 0)
                picture = resize_picture(picture, settings_.image_height, settings_.image_width);
        } catch (const Error& error) {
            const Problem& problem = error.problems().front();
            if (problem.code() == "picture.module") throw;  // no picture at all could be read
            ++rejected_;
            note(folder_rejected, {{"reason", problem.what()}, {"hint", problem.hint()}}, path);
            return;
        }
        for (const Problem& remark : notes) note(remark.kind(), remark.arguments, path);
        ++loaded_;
        ++(picture.channels == 1 ? grey_ : coloured_);
        if (picture.is_deep) ++deep_;
        store_.append(part, class_number, picture);
    }

    void finish() {
        auto& notes = dataset_.summary.notes;
        const Value::Map counts{
            {"found", found_}, {"loaded", loaded_}, {"rejected", rejected_}, {"ignored", ignored_}};
        if (loaded_ == 0) fail(Problem(folder_nothing, {{"found", found_}}, at(folder_)));
        if (store_.sizes().size() > 1) fail(sizes_problem());
        store_.finish(dataset_);
        if (rejected_ + ignored_ > 0) notes.emplace(notes.begin(), folder_count, counts, at(folder_));
        if (grey_ > 0 && coloured_ > 0)
            notes.emplace_back(folder_kinds, Value::Map{{"grey", grey_}, {"coloured", coloured_}},
                               at(folder_));
        if (deep_ > 0) notes.emplace_back(folder_deep, Value::Map{{"count", deep_}}, at(folder_));
    }

    /// Refuses the folder; the notes tell what else was found.
    [[noreturn]] void fail(Problem problem) const {
        std::vector<Problem> problems{std::move(problem)};
        const auto& notes = dataset_.summary.notes;
        const auto count = std::min<std::size_t>(notes.size(), limits::reported_problems);
        problems.insert(problems.end(), notes.begin(), notes.begin() + static_cast<std::ptrdiff_t>(count));
        throw Error(std::move(problems));
    }

    /// Returns the sizes with their counts, the most frequent first; that one is proposed for all.
    [[nodiscard]] Problem sizes_problem() const {
        std::vector<std::pair<std::int64_t, std::pair<int, int>>> sizes;
        for (const auto& [size, count] : store_.sizes()) sizes.emplace_back(count, size);
        std::ranges::sort(sizes, std::ranges::greater());
        std::string text;
        for (std::size_t i = 0; i < std::min<std::size_t>(sizes.size(), 5); ++i) {
            const auto& [count, size] = sizes[i];
            text += (i > 0 ? ", " : "") + std::to_string(size.first) + " × " + std::to_string(size.second) +
                    " (" + std::to_string(count) + ")";
        }
        if (sizes.size() > 5) text += " and " + std::to_string(sizes.size() - 5) + " more";
        const auto& [height, width] = sizes.front().second;
        return Problem(folder_sizes, {{"sizes", text}, {"height", height}, {"width", width}},
                       {.file = shown(folder_), .setting = "data.image_height"});
    }

    const fs::path& folder_;
    const DataSettings& settings_;
    Dataset dataset_;
    PictureStore store_;
    // files beside folders of classes, until it is known whether there are any
    std::vector<fs::path> strays_;
    std::int64_t found_ = 0;  // files that might be pictures: loaded + rejected
    std::int64_t loaded_ = 0;
    std::int64_t rejected_ = 0;
    std::int64_t ignored_ = 0;
    std::int64_t grey_ = 0;
    std::int64_t coloured_ = 0;
    std::int64_t deep_ = 0;
};

}  // namespace

Dataset load_image_folder(const fs::path& folder, const DataSettings& settings) {
    return FolderReader(folder, settings).read();
}

}  // namespace glassnet
