// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "learning/records.h"
#include "math/shape.h"
#include "training/training_settings.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace glassnet {

/// A copy of a tensor: values in row-major order of `shape`.
struct TensorValue {
    Shape shape;
    std::vector<float> values;
};
using SharedTensor = std::shared_ptr<const TensorValue>;

/// What open views need. Only this is computed and copied; an empty watch costs nothing.
struct Watch {
    std::set<std::string> outputs;  // nodes whose output for the pinned sample is wanted
    std::set<std::string> weights;  // nodes whose weights are wanted
    int pinned_sample = 0;          // of the validation part, or of the training part where there is none
    friend bool operator==(const Watch&, const Watch&) = default;
};

enum class RunState { idle, running, paused, finished, stopped, failed };

/// The state of a run at one batch boundary: a value, handed over whole.
struct Snapshot {
    RunState state = RunState::idle;
    std::int64_t step = 0;             // batches trained so far
    std::int64_t steps = 0;            // of the whole run if nothing ends it early
    bool within_epoch = false;         // some of its batches are done
    int epoch = 0;                     // epochs completed
    int epochs = 0;                    // wanted
    std::int64_t train_orders = 0;     // orders to train that were followed or had no effect so far
    std::int64_t settings_orders = 0;  // orders to change settings that were followed or refused so far
    std::shared_ptr<const TrainingSettings> settings;
    double images_per_second = 0;                 // smoothed; 0 while unknown
    double seconds_left = -1;                     // negative while unknown
    double looking_cost = 0;                      // share of the run's time spent on watching, 0 … 1
    std::map<std::string, SharedTensor> outputs;  // node → output of the pinned sample
    std::map<std::string, SharedTensor> weights;  // "conv2d_1/kernel" → values
    std::vector<Problem> problems;                // why the run failed, warnings
    bool ended_early = false;                     // by its way to stop, before the epochs wanted
    int best_epoch = 0;                           // 0 before the first has ended
    std::string stop_reason;                      // plain words, once the run has ended
};

}  // namespace glassnet
