// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/image_folder.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/data_problems.h"
#include "data/folders/folder_layout.h"
#include "data/picture_store.h"
#include "data/sample_picture.h"
#include "formats/picture_header.h"

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind folder_nothing{"data.no_pictures", Severity::error,
                                     "none of the {found} files is a picture that can be read",
                                     "See the reasons of each file."};
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
    FolderReader(const fs::path& folder, const DataSettings& settings, const LoadOptions& options)
        : folder_(folder), settings_(settings), options_(options) {
        if (options.resize) resize_ = resize_of(*options.resize);
    }

    Dataset read() {
        dataset_.summary.title = title_of(folder_);
        FolderLayout layout = understood();
        for (const std::string& name : layout.class_names)
            dataset_.summary.class_names.push_back(shown(name));
        TargetFacts& facts = dataset_.summary.target_facts;
        facts.missing = std::move(layout.missing_classes);
        facts.training_classes = layout.training_classes;
        facts.beyond_training = std::move(layout.beyond_training);
        dataset_.summary.notes = std::move(layout.notes);
        samples_ = std::move(layout.samples);
        read_pictures();
        finish();
        return std::move(dataset_);
    }

private:
    static Where at(const fs::path& path) { return {.file = shown(path)}; }

    FolderLayout understood() {
        try {
            return layout_of(read_folder_tree(folder_, dataset_.files, options_.watch), folder_, settings_,
                             dataset_.files);
        } catch (const Error& error) {
            if (&error.problems().front().kind() == &data_problems::cancelled) throw;
            fail(error.problems().front());
        }
    }

    /// Tells whether the training pictures will not fit into memory if all are as large as those so far.
    [[nodiscard]] bool are_too_large() const {
        const DataPart& part = dataset_.training;
        if (part.count == 0) return false;
        const auto bytes = std::visit(
            [](const auto& values) { return static_cast<std::int64_t>(std::span(values).size_bytes()); },
            part.inputs);
        const auto count = std::ranges::count(samples_, Part::training, &FolderLayout::Sample::part);
        return bytes / part.count > limits::dataset_bytes / std::max<std::int64_t>(count, 1);
    }

    /// Reads all pictures; again, in the size that is proposed, if they turn out to differ in theirs or to be
    /// too large.
    void read_pictures() {
        const FileAccount files = dataset_.files;
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            tell_progress(i);
            read_picture(samples_[i]);
            if (resize_) continue;
            const bool differ = dataset_.summary.picture_sizes.size() > 1;
            if (!differ && !(options_.proposed && are_too_large())) continue;
            if (differ) read_sizes(i + 1);
            Problem problem = differ
                                  ? sizes_problem()
                                  : Problem(data_problems::pictures_large, {{"limit", limits::dataset_bytes}},
                                            {.file = shown(folder_), .setting = "preprocessing"});
            if (!options_.proposed) fail(std::move(problem));
            resize_ = resize_of(*options_.proposed);
            dataset_.summary.size_problem = std::move(problem);
            dataset_.summary.picture_sizes.clear();
            dataset_.files = files;
            for (const Part part : all_parts) dataset_.part(part) = {};
            store_ = {};
            counts_ = {};
            return read_pictures();
        }
    }

    void tell_progress(std::size_t done) const {
        tell(options_.watch, {.done = static_cast<std::int64_t>(done), .all = std::ssize(samples_)});
    }

    /// Reads the sizes of the remaining pictures alone, which is soon done.
    void read_sizes(std::size_t first) {
        for (std::size_t i = first; i < samples_.size(); ++i) {
            tell_progress(i);
            const fs::path path = folder_ / samples_[i].path;
            try {
                const PictureHeader header =
                    read_picture_header(read_file(path, limits::image_file_bytes), shown(path));
                std::pair size(static_cast<int>(header.height), static_cast<int>(header.width));
                if (lies_on_its_side(header.orientation)) std::swap(size.first, size.second);
                ++dataset_.summary.picture_sizes[size];
            } catch (const Error& error) {
                leave_out(error.problems().front(), path);
            }
        }
    }

    void leave_out(const Problem& problem, const fs::path& path) {
        dataset_.files.leave_out(Problem(problem.kind(), problem.arguments, at(path)));
    }

    void read_picture(const FolderLayout::Sample& sample) {
        const fs::path path = folder_ / sample.path;
        SamplePicture read;
        try {
            read = read_sample_picture(read_file(path, limits::image_file_bytes), shown(path), alpha_,
                                       resize_ ? &*resize_ : nullptr);
            ++dataset_.summary.picture_sizes[{read.height, read.width}];
        } catch (const Error& error) {
            const Problem& problem = error.problems().front();
            if (problem.code() == "picture.module") throw;  // no picture at all could be read
            return leave_out(problem, path);
        }
        const Picture& picture = read.picture;
        for (const Problem& remark : read.remarks)
            dataset_.files.remark(Problem(remark.kind(), remark.arguments, at(path)));
        dataset_.files.use();
        ++(picture.channels == 1 ? counts_.grey : counts_.coloured);
        if (picture.is_deep) ++counts_.deep;
        DataPart& part = dataset_.part(sample.part);
        store_.append(part, sample.class_number, picture);
        part.files.push_back(sample.path);
        part.file_sizes.push_back({read.height, read.width});
        part.is_remarked.push_back(!read.remarks.empty());
    }

    void finish() {
        auto& notes = dataset_.summary.notes;
        if (dataset_.files.used() == 0)
            fail(Problem(folder_nothing, {{"found", std::ssize(samples_)}}, at(folder_)));
        store_.finish(dataset_);
        const auto [grey, coloured, deep] = counts_;
        if (grey > 0 && coloured > 0)
            notes.emplace_back(folder_kinds, Value::Map{{"grey", grey}, {"coloured", coloured}}, at(folder_));
        if (deep > 0) notes.emplace_back(folder_deep, Value::Map{{"count", deep}}, at(folder_));
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
        const auto& sizes = dataset_.summary.picture_sizes;
        const auto [height, width] = most_frequent_size(sizes);
        return Problem(data_problems::picture_sizes,
                       {{"sizes", sizes_in_words(sizes)}, {"height", height}, {"width", width}},
                       {.file = shown(folder_), .setting = "preprocessing"});
    }

    const fs::path& folder_;
    const DataSettings& settings_;
    const LoadOptions& options_;
    const AlphaRule alpha_ = alpha_rule(settings_.alpha);
    Dataset dataset_;
    std::optional<Resize> resize_;
    std::vector<FolderLayout::Sample> samples_;
    PictureStore store_;
    struct Counts {
        std::int64_t grey = 0, coloured = 0, deep = 0;
    };
    Counts counts_;
};

}  // namespace

Dataset load_image_folder(const fs::path& folder, const DataSettings& settings, const LoadOptions& options) {
    return FolderReader(folder, settings, options).read();
}

}  // namespace glassnet
