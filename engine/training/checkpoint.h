// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/batch_loss.h"
#include "training/settings_change.h"
#include "training/snapshot.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace glassnet {

/// The whole state of a trainer at a batch boundary. Written and read back, it resumes the run as if nothing
/// had happened.
struct Checkpoint {
    std::int64_t step = 0;
    int epoch = 0;                    // completed
    std::int64_t batch_in_epoch = 0;  // done in the current epoch
    // the same in samples; nothing where all its batches are of the run's size
    std::optional<std::int64_t> samples_in_epoch{};
    double epoch_loss_sum = 0;  // of the current epoch: sums over samples
    double epoch_correct_sum = 0;
    std::vector<OutputResult> epoch_outputs{};     // the same of each output, where there are several
    std::map<std::string, TensorValue> weights;    // "conv2d_1/kernel"
    std::map<std::string, TensorValue> optimizer;  // "conv2d_1/kernel/momentum"
    std::vector<EpochRecord> epochs;               // history up to here
    // among them, by the run's rule; 0 before the first has ended
    int best_epoch = 0;
    std::vector<SettingsChange> changes{};  // what the run adopted on its way, oldest first
    std::int64_t lost_samples = 0;          // of the training part that could not be read on its way
    std::string stop_reason;                // empty while the run is under way
};

/// Tells whether a state is at the end of the best epoch so far.
[[nodiscard]] bool is_best(const Checkpoint& checkpoint);

/// Returns the weights used for inference: where the optimizer averages them, the averages.
[[nodiscard]] std::map<std::string, TensorValue> inference_weights(const Checkpoint& checkpoint);

/// Computes SHA-256 over names, shapes and values of all weights in the order of their names, in hexadecimal.
[[nodiscard]] std::string hash_weights(const std::map<std::string, TensorValue>& weights);

}  // namespace glassnet
