// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a network is trained, as a project says it. A new setting is one member and one line of the record
// below it: file, form, check, command line and help read it from there.
#pragma once

#include "base/kind_settings.h"
#include "base/limits.h"
#include "base/record.h"
#include "learning/catalogue.h"

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace glassnet {

class OutputRecord;
class TrainingRecord;

/// What one output of the network learns, where that differs from the training's settings for all.
struct OutputSettings {
    std::string node;
    KindSettings loss{};  // kind empty: that of the training
    double loss_weight = 1;
    std::string target{};  // empty: the data's targets
    Value::Map written{};  // the fields as they stood in the file

    using DescribedBy = OutputRecord;
    friend bool operator==(const OutputSettings& a, const OutputSettings& b);
};

/// How a network is trained. A value.
struct TrainingSettings {
    KindSettings loss{"sparse_categorical_crossentropy", {}};
    std::vector<OutputSettings> outputs{};  // outputs that are not named learn the data's targets by `loss`
    KindSettings optimizer{"Adam", {}};
    KindSettings stopping{"AllEpochs", {}};
    KindSettings class_weight{"none", {}};
    std::vector<KindSettings> metrics{{"accuracy", {}}};
    int epochs = 10;
    int batch_size = 32;
    std::uint64_t seed = 42;
    bool shuffle = true;
    int keep_checkpoints = 2;
    double max_seconds = 0;
    bool recompute_activations = false;
    Value::Map written{};  // the fields as they stood in the file

    using DescribedBy = TrainingRecord;
    friend bool operator==(const TrainingSettings& a, const TrainingSettings& b);
};

class OutputRecord final : public RecordOf<OutputRecord, OutputSettings> {
public:
    using RecordOf::RecordOf;
    static constexpr auto settings = std::tuple{
        in_every_file(setting("node", &OutputSettings::node, "The node that is an output of the network.")),
        of_family<Loss>(setting("loss", &OutputSettings::loss,
                                "What this output's mistakes cost; left out: the loss of the training.")),
        setting("loss_weight", &OutputSettings::loss_weight, at_least(0),
                "Factor of this output's loss in the loss of the whole network."),
        setting(
            "target", &OutputSettings::target,
            "What it learns: “input”, or the name of targets in the data; left out: the data's own targets."),
    };
    static Description describe() {
        return {.id = "output",
                .title = "Output",
                .group = "Project",
                .summary = "What one output of the network learns, an element of “outputs” of the training.",
                .formula = {},
                .keras = {},
                .pytorch = {},
                .onnx = {},
                .icon = {}};
    }
};

class TrainingRecord final : public RecordOf<TrainingRecord, TrainingSettings> {
public:
    using RecordOf::RecordOf;
    static constexpr auto settings = std::tuple{
        kept_by_run(in_every_file(of_family<Loss>(setting(
            "loss", &TrainingSettings::loss, "What mistakes cost: the number that training makes small.")))),
        kept_by_run(setting("outputs", &TrainingSettings::outputs,
                            "What single outputs learn, where a network has several or not the data's "
                            "targets.")),
        kept_by_run(in_every_file(
            of_family<Metric>(setting("metrics", &TrainingSettings::metrics,
                                      "What is measured on the validation part after each epoch.")))),
        in_every_file(of_family<Optimizer>(
            setting("optimizer", &TrainingSettings::optimizer, "How gradients change the weights."))),
        in_every_file(
            titled("epochs", setting("epochs", &TrainingSettings::epochs, between(1, limits::epochs),
                                     "How often the network sees every training sample."))),
        in_every_file(titled(
            "batch size", setting("batch_size", &TrainingSettings::batch_size, between(1, limits::batch_size),
                                  "Samples between two changes of the weights."))),
        kept_by_run(in_every_file(titled(
            "seed", setting("seed", &TrainingSettings::seed,
                            "Begins all random numbers: the same seed gives the same run, to the bit.")))),
        kept_by_run(titled("shuffle", setting("shuffle", &TrainingSettings::shuffle,
                                              "Takes the training samples in a new order each epoch."))),
        of_family<Stopping>(setting("stopping", &TrainingSettings::stopping,
                                    "When the run ends, and which epoch is the best.")),
        kept_by_run(of_family<ClassWeight>(
            titled("class weights", setting("class_weight", &TrainingSettings::class_weight,
                                            "How much the samples of each class count in the loss.")))),
        titled("checkpoints", setting("keep_checkpoints", &TrainingSettings::keep_checkpoints,
                                      between(1, limits::kept_checkpoints),
                                      "How many of the newest checkpoints stay on the disk.")),
        titled("time limit (s)",
               setting("max_seconds", &TrainingSettings::max_seconds, at_least(0),
                       "The run stops with a checkpoint after so many seconds; 0 means no limit.")),
        titled("recompute outputs",
               setting("recompute_activations", &TrainingSettings::recompute_activations,
                       "Computes outputs again in the backward pass instead of keeping them: less memory for "
                       "large pictures, more time, the same results.")),
    };
    static Description describe() {
        return {.id = "training",
                .title = "Training",
                .group = "Project",
                .summary = "How the network is trained: what it learns, by which steps, and for how long.",
                .formula = {},
                .keras = "keras.Model.fit",
                .pytorch = {},
                .onnx = {},
                .icon = {}};
    }
};

inline bool operator==(const OutputSettings& a, const OutputSettings& b) { return same_settings(a, b); }
inline bool operator==(const TrainingSettings& a, const TrainingSettings& b) { return same_settings(a, b); }

}  // namespace glassnet
