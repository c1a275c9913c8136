// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/data_settings.h"
#include "data/folders/file_account.h"
#include "data/load_options.h"
#include "data/part.h"
#include "data/sample_ref.h"
#include "data/store/sample_values.h"
#include "math/shape.h"
#include "math/target_range.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glassnet {

/// Samples of one purpose: training, validation or test. Inputs lie one after the other, pictures as height ×
/// width × channels.
struct DataPart {
    SampleValues inputs{};
    // class numbers, one per sample; or values, Dataset::target_shape.elements() per sample
    std::vector<float> targets{};
    std::int64_t count = 0;
    std::vector<std::vector<float>> more_targets{};  // of DatasetSummary::more_targets, each like `targets`
    // how much each counts in the training loss; empty: all alike
    std::vector<float> sample_weights{};
    std::vector<std::string> files{};  // that each was read from, relative to the data's folder; or none
    std::vector<std::array<int, 2>> file_sizes{};  // height and width of the pictures in the files; or none
    std::vector<bool> is_remarked{};  // whether the files' account has a remark about it; or none
    // of each in its part of the source, where that has more samples; or none: they are counted
    std::vector<std::int64_t> numbers{};
    bool is_of_training = false;  // its samples were in the training part of the source

    /// Returns all targets of DatasetSummary::target(number).
    [[nodiscard]] const std::vector<float>& targets_of(int number) const {
        return number == 0 ? targets : more_targets[static_cast<std::size_t>(number - 1)];
    }
};

/// The first target that lies outside a range; where shares are expected, `value` is their sum.
struct TargetOutside {
    std::string part;
    std::int64_t sample = 0;
    double value = 0;
    TargetOutside(std::string of, std::int64_t at, double found)
        : part(std::move(of)), sample(at), value(found) {}
};

/// What was found in the targets of one name while they were read. The loss that learns them decides what
/// they are.
struct TargetFacts {
    // classes are only counted: a loss that compares values sees the numbers as values
    bool is_numbered = false;
    bool is_one_hot = false;  // class numbers stand for rows of `shape` with a single 1
    double smallest = 0, largest = 0;
    int training_classes = 0;  // up to the largest class number of the training part
    int empty_classes = 0;     // without a training sample
    std::string first_empty_class{};
    std::vector<Problem> label_problems{};  // irrelevant to a loss that compares values
    // why there are none: all are class 0, and nothing may learn them
    std::optional<Problem> missing{};
    std::optional<Problem> beyond_training{};        // a label of the other parts that no training sample has
    std::map<TargetRange, TargetOutside> outside{};  // those ranges that do not hold
    std::vector<std::string> given_names{};          // of classes, for labels that are numbers
};

/// What the targets of one name are like.
struct TargetSummary {
    std::string name;                      // empty: the data's own
    std::vector<std::string> class_names;  // empty: values
    Shape shape;                           // of values; rank 0 for classes that were never values
    TargetFacts facts{};
    [[nodiscard]] int classes() const { return static_cast<int>(class_names.size()); }
    /// Returns how many numbers one sample's target has: 1 for classes.
    [[nodiscard]] std::int64_t elements() const { return class_names.empty() ? shape.elements() : 1; }
};

/// What samples are like, without the samples: all that a check or a form needs. A value.
struct DatasetSummary {
    std::string source;                         // "builtin:fashion-mnist" or a path as the project names it
    std::string title;                          // "Fashion-MNIST, subset of 2,000 + 500"
    Shape sample_shape;                         // 28 × 28 × 1
    std::vector<std::string> class_names;       // empty: targets are values
    Shape target_shape;                         // of values; rank 0 for classes that were never values
    std::vector<TargetSummary> more_targets{};  // for networks with several outputs
    std::int64_t training_samples = 0;
    std::int64_t validation_samples = 0;
    std::int64_t test_samples = 0;
    double largest_input = 0;  // largest absolute raw value, e.g. 255
    double lowest_input = 0, highest_input = 0;
    std::map<std::pair<int, int>, std::int64_t> picture_sizes{};  // height, width of the files; how many
    // Why the pictures were brought to the size that was proposed: an error, the project has to say one.
    std::optional<Problem> size_problem{};
    std::vector<std::string> input_names{};        // of each input of a table: “age”, “colour=red”
    std::string target_column{};                   // of a table
    std::optional<bool> decimal_comma{};           // of a table, where its numbers have a mark
    std::map<std::string, double> input_means{};   // by column: what stands for unknown values, if anything
    std::vector<std::int64_t> constant_columns{};  // of the last side: the same value in all training samples
    std::vector<Problem> notes;                    // skipped files and other remarks
    TargetFacts target_facts{};
    [[nodiscard]] int classes() const { return static_cast<int>(class_names.size()); }
    /// Returns the targets of this number: 0 is the data's own, then more_targets.
    [[nodiscard]] TargetSummary target(int number) const {
        return number == 0 ? TargetSummary{"", class_names, target_shape, target_facts}
                           : more_targets[static_cast<std::size_t>(number - 1)];
    }
};

/// A data set: its targets in memory, its inputs there or in their files. Immutable once loaded, shared
/// between threads as shared_ptr<const Dataset>.
struct Dataset {
    DatasetSummary summary;
    DataPart training;
    DataPart validation;
    DataPart test;
    FileAccount files;                           // of a folder: what became of each
    std::vector<std::vector<SampleRef>> same{};  // samples with equal inputs, in groups of two or more
    std::string fingerprint;  // SHA-256 of shapes, inputs and targets of all parts, in hexadecimal

    [[nodiscard]] const DataPart& part(Part which) const {
        return which == Part::training ? training : which == Part::validation ? validation : test;
    }
    [[nodiscard]] DataPart& part(Part which) {
        return which == Part::training ? training : which == Part::validation ? validation : test;
    }

    /// Returns the part of the source and the number in it of a sample that no file names.
    [[nodiscard]] SampleRef in_source(SampleRef sample) const;
    /// Reads raw values of one sample as float (0 … 255 for pictures), sample_shape.elements() of them.
    /// Throws Error (data.read, data.file_changed) where they lie in a file that is no longer what it was.
    void read_input(const DataPart& part, std::int64_t sample, float* values) const;
    /// Returns the class number of a sample (data sets with classes only).
    [[nodiscard]] int class_of(const DataPart& part, std::int64_t sample) const;
};

/// Loads a data set: "builtin:NAME", an IDX folder or file, an image folder, or arrays in an .npz or
/// .safetensors file or a folder of .npy files.
/// Relative paths start at `folder` (that of the project). Throws Error (data.cancelled where the options'
/// watch ends it); skipped samples are listed in the summary's notes. May take long: not for the UI thread.
[[nodiscard]] std::shared_ptr<const Dataset> load_dataset(const DataSettings& settings,
                                                          const std::string& folder,
                                                          const LoadOptions& options = {});

/// Returns loaded data with other samples changed than the settings said that they were loaded by. `whole`
/// was loaded by settings without changes. Throws Error.
[[nodiscard]] std::shared_ptr<const Dataset> with_changes(const std::shared_ptr<const Dataset>& whole,
                                                          const std::vector<SampleChange>& changes,
                                                          const LoadWatch& watch = {});

/// Returns loaded data whose pictures are brought to another size, as if they had been read in it. Throws
/// Error (data.pictures_large).
[[nodiscard]] std::shared_ptr<const Dataset> with_resize(const Dataset& dataset, const KindSettings& resize);

/// A data set that needs no file of the user's.
struct BuiltinDataset {
    std::string_view source;  // "builtin:fashion-mnist"
    std::string_view title;
    std::string_view summary;  // one sentence
    bool available = true;     // false: a package is missing
};
[[nodiscard]] std::vector<BuiltinDataset> builtin_datasets();

}  // namespace glassnet
