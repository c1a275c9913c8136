// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "data/step.h"

#include <memory>
#include <span>
#include <vector>

namespace glassnet {

/// Takes one sample from raw values to the network's input: augmentation (training only), then preprocessing.
/// Training, validation, single pictures, previews and batches all use it. Immutable; safe to use from
/// several threads.
class Pipeline {
public:
    Pipeline() = default;
    /// Collects what is wrong in `problems` and leaves wrong steps out.
    Pipeline(const std::vector<KindSettings>& augmentation, const std::vector<KindSettings>& preprocessing,
             std::vector<Problem>& problems);

    /// Returns what does not fit samples of this shape (such as a rotation of what is no picture); these
    /// steps are left out.
    [[nodiscard]] std::vector<Problem> check(const Shape& shape) const;

    /// Turns raw values (shape as in the data set) into the network's input, in place. Randomness depends on
    /// (seed, epoch, sample) alone.
    void apply_training(std::span<float> values, const Shape& shape, std::uint64_t seed, std::uint32_t epoch,
                        std::uint32_t sample) const;
    /// Turns raw values into the network's input without augmentation.
    void apply(std::span<float> values, const Shape& shape) const;
    /// Augments only, for previews: raw values to raw values.
    void augment(std::span<float> values, const Shape& shape, std::uint64_t seed, std::uint32_t epoch,
                 std::uint32_t sample) const;

private:
    std::vector<std::shared_ptr<const DataStep>> augmentation_;
    std::vector<std::shared_ptr<const DataStep>> preprocessing_;
};

}  // namespace glassnet
