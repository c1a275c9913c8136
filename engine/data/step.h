// SPDX-License-Identifier: GPL-3.0-or-later
//
// The contract of preprocessing and augmentation kinds: one file each in preprocessing/ and augmentation/,
// one line in catalogue.cpp.
#pragma once

#include "base/catalogue.h"
#include "base/random.h"
#include "base/settings.h"
#include "math/shape.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace glassnet {

/// The lowest and the highest value that samples hold.
struct ValueRange {
    double lowest = 0;
    double highest = 0;
    friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

/// What the training part holds in each channel of a picture, or in each column of a table.
struct ChannelStatistics {
    std::vector<double> mean, variance;  // the biased variance: divided by the number of values
    std::vector<double> lowest, highest;
};

/// What random changes do to the meaning of a sign: mirrored letters are none, and a 6 that is turned is a 9.
struct Distortion {
    bool mirrors = false;
    double degrees = 0;  // by which a picture is turned at most, to either side
};

/// How a training sample is mixed with another one: by shares of all values, or by a box of the picture in
/// which the values are the other's.
struct Mixture {
    double share = 1;  // its own, in the target too
    struct Box {
        std::int64_t top = 0, left = 0, height = 0, width = 0;  // pixels
    };
    std::optional<Box> box{};
};

/// Makes one sample of another. Immutable once shared.
class DataStep : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<DataStep> clone() const = 0;
    /// Tells whether it can change samples of this shape; others pass unchanged, and the check names the
    /// step.
    [[nodiscard]] virtual bool accepts(const Shape&) const { return true; }
    /// Returns what it needs, for people; it follows “needs”.
    [[nodiscard]] virtual std::string_view needs() const { return "pictures"; }
    /// Returns the shape that it makes of one that it accepts. Augmentation keeps the shape.
    [[nodiscard]] virtual Shape output_shape(const Shape& shape) const { return shape; }
    /// Returns the range that it makes of a range, or the usual one where it depends on the sample.
    [[nodiscard]] virtual ValueRange output_range(ValueRange range) const { return range; }
    /// Returns what is set differently from the defaults where the step is added by hand: the cautious
    /// choice, not Keras'.
    [[nodiscard]] virtual Value::Map careful_settings() const { return {}; }
    /// Returns what an augmentation may do to the meaning of a picture.
    [[nodiscard]] virtual Distortion distortion() const { return {}; }
    /// Loads what it needs besides the engine, and tries its settings. Throws Error where it cannot be used.
    virtual void prepare() const {}
    /// Tells whether settings are open that a run takes from its training part when it begins; until then the
    /// step leaves samples as they are.
    [[nodiscard]] virtual bool needs_fit() const { return false; }
    /// Fills in the open settings from what reaches the step of the training part.
    virtual void fit(const ChannelStatistics&) {}
    /// Tells whether it is done once while samples are read, and may then only be the first step of all.
    [[nodiscard]] virtual bool is_done_while_reading() const { return false; }
    /// Returns the name that it shares with the steps of which each sample gets one; empty: it is done
    /// besides all others.
    [[nodiscard]] virtual std::string_view one_of() const { return {}; }
    /// Returns the names of the classes whose samples it changes, with commas between; empty: all classes.
    [[nodiscard]] virtual std::string_view classes() const { return {}; }
    /// Tells whether it mixes training samples in pairs, instead of changing each by itself.
    [[nodiscard]] virtual bool mixes() const { return false; }
    /// Draws how a sample is mixed with another one; both have this shape.
    [[nodiscard]] virtual Mixture mixture(const Shape&, Random&) const { return {}; }
    /// Makes the sample `to` (output_shape) of `from` (shape); the two do not overlap. `random` is this
    /// step's own stream for this sample and epoch; preprocessing does not use it. Called for each sample of
    /// a training: memory that it needs is kept.
    virtual void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
                       Random& random) const = 0;
};

/// Returns the preprocessing kinds (Rescale …) with their defaults, in the order people see them.
[[nodiscard]] const Catalogue<DataStep>& preprocessing_catalogue();

/// Returns the augmentation kinds (RandomFlip, RandomRotation, RandomTranslation …) with their defaults, in
/// the order people see them.
[[nodiscard]] const Catalogue<DataStep>& augmentation_catalogue();

}  // namespace glassnet
