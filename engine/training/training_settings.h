// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace glassnet {

/// What one end of the network learns, where that is not what the training says for all.
struct OutputSettings {
    std::string node;
    KindSettings loss{};     // kind empty: that of the training
    double loss_weight = 1;  // factor in the loss of the whole
    // empty: the data's targets; "input": the input itself; else a name among the data's further targets
    std::string target{};
    Value::Map extra{};
    friend bool operator==(const OutputSettings&, const OutputSettings&) = default;
};

/// How a network is trained, as it stands in a project. A value; unknown fields stay in `extra`.
struct TrainingSettings {
    KindSettings loss{"sparse_categorical_crossentropy", {}};
    std::vector<OutputSettings> outputs{};  // ends that are not named learn the data's targets by `loss`
    KindSettings optimizer{"Adam", {}};
    KindSettings stopping{"AllEpochs", {}};
    KindSettings class_weight{"none", {}};
    std::vector<KindSettings> metrics{{"accuracy", {}}};  // measured on the validation part after each epoch
    int epochs = 10;
    int batch_size = 32;
    std::uint64_t seed = 42;
    bool shuffle = true;
    int keep_checkpoints = 2;  // how many of the newest stay on the disk
    // of training at a stretch, then the run stops with a checkpoint; 0: no limit
    double max_seconds = 0;
    // on the way back, instead of keeping them: less memory for more time, the same results
    bool recompute_activations = false;
    Value::Map extra{};
    friend bool operator==(const TrainingSettings&, const TrainingSettings&) = default;
};

}  // namespace glassnet
