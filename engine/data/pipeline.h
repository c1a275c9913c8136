// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "data/step.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Returns the name of a sample's class; empty where samples have none.
[[nodiscard]] std::string_view class_name_of(const Dataset& data, const DataPart& part, std::int64_t sample);

/// Takes one sample from raw values to the network's input: augmentation (training only), then preprocessing,
/// which may change its shape. Training, validation, single pictures, previews and batches all use it.
/// Immutable; safe to use from several threads.
class Pipeline {
public:
    /// What an augmentation depends on, and nothing else: the run's seed, the epoch, the number of the
    /// training sample, and its class.
    struct Draw {
        std::uint64_t seed = 0;
        std::uint32_t epoch = 0;
        std::uint32_t sample = 0;
        std::string_view
            class_name{};  // of the sample, where it has one: some steps change some classes only
    };
    /// Memory for one sample on its way: it grows with the first one, and is used by one thread at a time.
    struct Buffers {
        std::vector<float> raw{};
        std::array<std::vector<float>, 2> between{};
    };

    /// What a sample has become behind a step.
    struct Stage {
        std::string kind{};  // of the step; empty: the sample as the data set holds it
        Shape shape{};
        std::vector<float> values{};
        ValueRange range{};  // of all samples, there
    };

    Pipeline() = default;
    /// Collects what is wrong in `problems` and leaves wrong steps out.
    Pipeline(const std::vector<KindSettings>& augmentation, const std::vector<KindSettings>& preprocessing,
             std::vector<Problem>& problems);

    /// Returns what does not fit samples of this shape, each step named with the shape that reaches it (a
    /// rotation of what is no picture, a crop larger than the picture); these steps are left out.
    [[nodiscard]] std::vector<Problem> check(const Shape& shape) const;

    /// Returns a warning for each class that a step of the augmentation names and the data do not have.
    [[nodiscard]] std::vector<Problem> check_classes(const std::vector<std::string>& class_names) const;

    /// Tells whether a step waits for numbers of the training part (fitted_steps); it does nothing until
    /// then.
    [[nodiscard]] bool needs_fit() const;
    /// Returns the shape of the network's input for samples of this shape.
    [[nodiscard]] Shape output_shape(const Shape& shape) const;
    /// Returns the range of the network's input for samples of this range.
    [[nodiscard]] ValueRange output_range(ValueRange range) const;

    /// Tells whether the augmentation mixes training samples in pairs.
    [[nodiscard]] bool mixes() const;
    /// Returns how a training sample is mixed with another one, both as the network sees them: `seen` is the
    /// shape of its input, `raw` that of the data set. The first step that mixes this sample decides.
    [[nodiscard]] Mixture mixture(const Draw& draw, const Shape& raw, const Shape& seen) const;

    /// Returns the most that the augmentation may do to the meaning of a picture.
    [[nodiscard]] Distortion distortion() const;
    /// Returns memory that no sample of this shape lets grow.
    [[nodiscard]] Buffers buffers_for(const Shape& shape) const;
    /// Reads a sample of a part as the network sees it: output_shape() values.
    void read(const Dataset& data, const DataPart& part, std::int64_t sample, std::span<float> to,
              Buffers& buffers) const;
    /// Reads a training sample as the network sees it in this epoch.
    void read_training(const Dataset& data, const Draw& draw, std::span<float> to, Buffers& buffers) const;

    /// Turns raw values (shape as in the data set) into the network's input. The two do not overlap.
    void apply(std::span<const float> raw, const Shape& shape, std::span<float> to, Buffers& buffers) const;
    /// Returns the sample as it is raw and behind each step of the preprocessing that changes it, for
    /// people. `range` is that of raw samples.
    [[nodiscard]] std::vector<Stage> stages(std::span<const float> raw, const Shape& shape,
                                            ValueRange range) const;
    /// Turns raw values into the network's input with augmentation.
    void apply_training(std::span<const float> raw, const Shape& shape, std::span<float> to, const Draw& draw,
                        Buffers& buffers) const;

private:
    using Steps = std::span<const std::shared_ptr<const DataStep>>;
    [[nodiscard]] Steps preprocessing() const { return Steps(steps_).subspan(augmentations_); }
    static void run(Steps steps, std::span<const float> raw, Shape shape, std::span<float> to,
                    const Draw& draw, Buffers& buffers);
    static bool is_done(Steps steps, std::size_t number, const Shape& shape, const Draw& draw);

    std::vector<std::shared_ptr<const DataStep>> steps_;  // in their order, augmentation first
    std::size_t augmentations_ = 0;
};

}  // namespace glassnet
