// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/image_folder.h"

#include "base/limits.h"
#include "data/data_problems.h"
#include "data/folders/folder_layout.h"
#include "data/folders/pack_keeper.h"
#include "data/folders/picture_reader.h"
#include "data/picture_size.h"
#include "data/picture_sizes.h"
#include "data/preprocessing/resize.h"

#include <algorithm>
#include <chrono>

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

/// How many pictures are read before anybody is told: soon enough for one who wants to end it, and enough for
/// all threads.
class Portion {
public:
    explicit Portion(int threads) : least_(static_cast<std::size_t>(threads)) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    /// Follows the time that the last one took.
    void adapt() {
        constexpr std::size_t most = 256;
        const auto now = std::chrono::steady_clock::now();
        if (now - begun_ < std::chrono::milliseconds(30)) size_ = std::min(most, 2 * size_);
        if (now - begun_ > std::chrono::milliseconds(100)) size_ = std::max(least_, size_ / 2);
        begun_ = now;
    }

private:
    std::size_t least_;
    std::size_t size_ = least_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

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

    /// Tells whether pictures as large as those so far are nothing that anybody wants to train with: more
    /// than the limit together, and each of more than a million pixels.
    [[nodiscard]] bool are_too_large() const {
        constexpr std::int64_t many_pixels = 1'000'000;
        if (dataset_.summary.picture_sizes.empty()) return false;
        const auto [height, width] = dataset_.summary.picture_sizes.begin()->first;
        const std::int64_t pixels = std::int64_t{height} * width;
        return pixels > many_pixels && pixels > limits::dataset_bytes / std::ssize(samples_);
    }

    /// Reads all pictures; again, in the size that is proposed, if they turn out to differ in theirs or to be
    /// too large.
    void read_pictures() {
        const FileAccount files = dataset_.files;
        if (auto problem = read_as_they_are()) {
            if (!options_.proposed) fail(*std::move(problem));
            resize_ = resize_of(*options_.proposed);
            dataset_.summary.size_problem = std::move(problem);
            dataset_.summary.picture_sizes.clear();
            dataset_.files = files;
            for (const Part part : all_parts) dataset_.part(part) = {};
            counts_ = {};
            (void)read_as_they_are();
        }
    }

    /// Reads all pictures; returns why they need a Resize, as soon as it shows.
    std::optional<Problem> read_as_they_are() {
        PictureReader reader(folder_, alpha_, resize_, options_.packs);
        ThreadPool pool(0);
        std::vector<std::string> files;
        files.reserve(samples_.size());
        for (const FolderLayout::Sample& sample : samples_) files.push_back(sample.path);
        PictureStore store(std::ssize(samples_), memory_for_samples(options_));
        PackKeeper keeper(reader, options_.packs, files);
        Portion portion(pool.threads());
        for (std::size_t i = 0, count = 0; i < samples_.size(); i += count) {
            const auto some = std::span(files).subspan(i, std::min(portion.size(), files.size() - i));
            count = some.size();
            auto outcomes = reader.read(some, store.keeps_values() || keeper.wants_values(), pool);
            portion.adapt();
            for (std::size_t k = 0; k < some.size(); ++k) {
                tell_progress(i + k);
                take(samples_[i + k], std::move(outcomes[k]), store, keeper);
                if (resize_) continue;
                if (dataset_.summary.picture_sizes.size() > 1) {
                    read_sizes(i + k + 1);
                    return sizes_problem();
                }
                if (are_too_large())
                    return Problem(data_problems::pictures_large, {{"limit", limits::dataset_bytes}},
                                   {.file = shown(folder_), .setting = "preprocessing"});
            }
        }
        finish(store, keeper, reader);
        return std::nullopt;
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
                const PictureSize size = read_picture_size(path);
                ++dataset_.summary.picture_sizes[{size.height, size.width}];
            } catch (const Error& error) {
                leave_out(error.problems().front(), path);
            }
        }
    }

    void leave_out(const Problem& problem, const fs::path& path) {
        dataset_.files.leave_out(Problem(problem.kind(), problem.arguments, at(path)));
    }

    void take(const FolderLayout::Sample& sample, PictureReader::Outcome outcome, PictureStore& store,
              PackKeeper& keeper) {
        const fs::path path = folder_ / sample.path;
        if (outcome.fault) return leave_out(*outcome.fault, path);
        const PackedPicture& facts = outcome.picture.facts;
        ++dataset_.summary.picture_sizes[{facts.file_height, facts.file_width}];
        for (const Problem& remark : facts.remarks)
            dataset_.files.remark(Problem(remark.kind(), remark.arguments, at(path)));
        dataset_.files.use();
        ++(facts.form.channels() == 1 ? counts_.grey : counts_.coloured);
        if (facts.is_deep) ++counts_.deep;
        DataPart& part = dataset_.part(sample.part);
        part.files.push_back(sample.path);
        part.file_sizes.push_back({facts.file_height, facts.file_width});
        part.is_remarked.push_back(!facts.remarks.empty());
        part.targets.push_back(static_cast<float>(sample.class_number));
        ++part.count;
        keeper.keep(outcome.picture);
        store.append(sample.part, std::move(outcome.picture));
    }

    void finish(PictureStore& store, PackKeeper& keeper, PictureReader& reader) {
        auto& notes = dataset_.summary.notes;
        if (dataset_.files.used() == 0)
            fail(Problem(folder_nothing, {{"found", std::ssize(samples_)}}, at(folder_)));
        if (keeper.finish()) reader.open_pack();
        if (const auto& problem = keeper.problem()) notes.push_back(*problem);
        const auto decode = [reader = std::make_shared<const PictureReader>(reader)](
                                const std::string& file) { return reader->decode(file); };
        store.finish(dataset_, reader.pack(), decode);
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
