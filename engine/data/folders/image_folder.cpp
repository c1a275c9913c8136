// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/image_folder.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/data_problems.h"
#include "data/folders/folder_layout.h"
#include "data/imaging.h"
#include "data/picture_store.h"

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind folder_nothing{"data.no_pictures", Severity::error,
                                     "none of the {found} files is a picture that can be read",
                                     "See the reasons of each file."};
constexpr ProblemKind folder_size_rule{"data.size_rule", Severity::error,
                                       "image_height and image_width are {height} and {width}",
                                       "Give both between 1 and {limit}, or neither."};
constexpr ProblemKind folder_kinds{"data.picture_kinds", Severity::hint,
                                   "{grey} grey and {coloured} coloured pictures; all become coloured",
                                   "Convert them to one kind to spare memory."};
constexpr ProblemKind folder_deep{
    "data.deep_pictures", Severity::hint,
    "{count} pictures have 16 bits a value; all values are kept as fractions of 255",
    "Nothing needs to be done."};

/// Returns the folder's own name, however its path is written.
std::string title_of(const fs::path& folder) {
    const fs::path path = fs::absolute(folder).lexically_normal();
    return shown(path.has_filename() ? path.filename() : path.parent_path().filename());
}

class FolderReader {
public:
    FolderReader(const fs::path& folder, const DataSettings& settings)
        : folder_(folder), settings_(settings) {}

    Dataset read() {
        check_size_rule();
        dataset_.summary.title = title_of(folder_);
        FolderLayout layout = understood();
        for (const std::string& name : layout.class_names)
            dataset_.summary.class_names.push_back(shown(name));
        TargetFacts& facts = dataset_.summary.target_facts;
        facts.missing = std::move(layout.missing_classes);
        facts.training_classes = layout.training_classes;
        facts.beyond_training = std::move(layout.beyond_training);
        dataset_.summary.notes = std::move(layout.notes);
        for (const FolderLayout::Sample& sample : layout.samples) read_picture(sample);
        finish(layout.samples.size());
        return std::move(dataset_);
    }

private:
    static Where at(const fs::path& path) { return {.file = shown(path)}; }

    void check_size_rule() const {
        const int height = settings_.image_height;
        const int width = settings_.image_width;
        if ((height == 0) == (width == 0)) return;
        throw Error(folder_size_rule, {{"height", height}, {"width", width}, {"limit", limits::image_side}},
                    {.setting = "data.image_height"});
    }

    FolderLayout understood() {
        try {
            return layout_of(read_folder_tree(folder_, dataset_.files), folder_, settings_, dataset_.files);
        } catch (const Error& error) {
            fail(error.problems().front());
        }
    }

    void read_picture(const FolderLayout::Sample& sample) {
        const fs::path path = folder_ / sample.path;
        std::vector<Problem> remarks;
        Picture picture;
        try {
            picture = decode_picture(read_file(path, limits::image_file_bytes), shown(path), remarks, alpha_);
            ++dataset_.summary.picture_sizes[{picture.height, picture.width}];
            if (settings_.image_height > 0)
                picture = resize_picture(picture, settings_.image_height, settings_.image_width);
        } catch (const Error& error) {
            const Problem& problem = error.problems().front();
            if (problem.code() == "picture.module") throw;  // no picture at all could be read
            dataset_.files.leave_out(Problem(problem.kind(), problem.arguments, at(path)));
            return;
        }
        for (const Problem& remark : remarks)
            dataset_.files.remark(Problem(remark.kind(), remark.arguments, at(path)));
        dataset_.files.use();
        ++(picture.channels == 1 ? grey_ : coloured_);
        if (picture.is_deep) ++deep_;
        DataPart& part = dataset_.part(sample.part);
        store_.append(part, sample.class_number, picture);
        part.files.push_back(sample.path);
    }

    void finish(std::size_t pictures) {
        auto& notes = dataset_.summary.notes;
        if (dataset_.files.used() == 0)
            fail(Problem(folder_nothing, {{"found", static_cast<std::int64_t>(pictures)}}, at(folder_)));
        if (store_.sizes().size() > 1) fail(sizes_problem());
        store_.finish(dataset_);
        if (grey_ > 0 && coloured_ > 0)
            notes.emplace_back(folder_kinds, Value::Map{{"grey", grey_}, {"coloured", coloured_}},
                               at(folder_));
        if (deep_ > 0) notes.emplace_back(folder_deep, Value::Map{{"count", deep_}}, at(folder_));
    }

    /// Refuses the folder; what else was found is told too.
    [[noreturn]] void fail(Problem problem) const {
        std::vector<Problem> problems{std::move(problem)};
        for (const std::vector<Problem>& more : {dataset_.summary.notes, dataset_.files.problems()})
            problems.insert(problems.end(), more.begin(), more.end());
        if (std::ssize(problems) > limits::reported_problems)
            problems.erase(problems.begin() + limits::reported_problems, problems.end());
        throw Error(std::move(problems));
    }

    /// Proposes the most frequent size for all.
    [[nodiscard]] Problem sizes_problem() const {
        const auto [height, width] = most_frequent_size(store_.sizes());
        return Problem(data_problems::picture_sizes,
                       {{"sizes", sizes_in_words(store_.sizes())}, {"height", height}, {"width", width}},
                       {.file = shown(folder_), .setting = "data.image_height"});
    }

    const fs::path& folder_;
    const DataSettings& settings_;
    const AlphaRule alpha_ = alpha_rule(settings_.alpha);
    Dataset dataset_;
    PictureStore store_;
    std::int64_t grey_ = 0;
    std::int64_t coloured_ = 0;
    std::int64_t deep_ = 0;
};

}  // namespace

Dataset load_image_folder(const fs::path& folder, const DataSettings& settings) {
    return FolderReader(folder, settings).read();
}

}  // namespace glassnet
