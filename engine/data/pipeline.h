// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "data/step.h"

#include <memory>
#include <span>
#include <vector>

namespace glassnet {

/// The way of one sample from raw values to the network's input: augmentation (training only), then
/// preprocessing. Training, validation, single pictures, previews and batches all take this one way.
/// Immutable; safe to use from several threads.
class Pipeline {
public:
    Pipeline() = default;
    /// Collects what is wrong in `problems` and leaves wrong steps out.
    Pipeline(const std::vector<KindSettings>& augmentation, const std::vector<KindSettings>& preprocessing,
             std::vector<Problem>& problems);

    /// What does not go with samples of this shape (such as a rotation of what is no picture); these steps
    /// are left out.
    [[nodiscard]] std::vector<Problem> check(const Shape& shape) const;

    /// Raw values (shape as in the data set) to the network's input, in place. Randomness depends on (seed,
    /// epoch, sample) alone.
    void apply_training(std::span<float> values, const Shape& shape, std::uint64_t seed, std::uint32_t epoch,
                        std::uint32_t sample) const;
    /// The same without augmentation.
    void apply(std::span<float> values, const Shape& shape) const;
    /// Augmentation only, for previews: raw values to raw values.
    void augment(std::span<float> values, const Shape& shape, std::uint64_t seed, std::uint32_t epoch,
                 std::uint32_t sample) const;

private:
    std::vector<std::shared_ptr<const DataStep>> augmentation_;
    std::vector<std::shared_ptr<const DataStep>> preprocessing_;
};

}  // namespace glassnet
