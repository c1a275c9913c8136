// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"

#include <cstdint>
#include <string>
#include <vector>

namespace glassnet {

/// How a network is trained, as it stands in a project. A value; unknown fields stay in `extra`.
struct TrainingSettings {
    KindSettings loss{"sparse_categorical_crossentropy", {}};
    KindSettings optimizer{"Adam", {}};
    KindSettings stopping{"AllEpochs", {}};
    KindSettings class_weight{"none", {}};
    std::vector<std::string> metrics{"accuracy"};
    int epochs = 10;
    int batch_size = 32;
    std::uint64_t seed = 42;
    bool shuffle = true;
    int keep_checkpoints = 2;  // how many of the newest stay on the disk
    Value::Map extra;
    friend bool operator==(const TrainingSettings&, const TrainingSettings&) = default;
};

}  // namespace glassnet
