// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every augmentation step has besides its own settings: how often it is done, and to which samples.
#pragma once

#include "base/record.h"
#include "data/step.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

class OccasionRecord;

/// When an augmentation step is done.
struct Occasion {
    using DescribedBy = OccasionRecord;

    double probability = 1;
    std::string one_of{};
    std::string classes{};
    Value::Map written{};
};

class OccasionRecord final : public RecordOf<OccasionRecord, Occasion> {
public:
    using RecordOf::RecordOf;

    static constexpr auto settings = std::tuple{
        advanced(setting("probability", &OccasionRecord::probability, between(0, 1),
                         "Share of the samples that the step is done to, drawn anew in every epoch.")),
        advanced(
            setting("one_of", &OccasionRecord::one_of,
                    "A name of your choice: of the steps that have the same one, each sample gets one, drawn "
                    "evenly. Empty: the step is done besides all others.")),
        advanced(setting(
            "classes", &OccasionRecord::classes,
            "Names of classes with commas between: other classes pass unchanged. Empty: all classes."))};
    static Description describe() {
        return {.id = "Occasion",
                .title = "Occasion",
                .group = "",
                .summary = "How often a step is done, and to which samples.",
                .formula = "",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
};

/// Returns the names in a list with commas between.
[[nodiscard]] std::vector<std::string_view> listed_classes(std::string_view classes);
/// Tells whether a list has this name.
[[nodiscard]] bool is_listed(std::string_view name, std::string_view classes);

/// Returns the step with the settings of its occasion behind its own ones.
[[nodiscard]] std::unique_ptr<const DataStep> with_occasion(std::unique_ptr<const DataStep> step);

}  // namespace glassnet
