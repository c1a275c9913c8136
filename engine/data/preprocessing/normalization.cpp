// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/per_channel.h"
#include "data/step.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassnet {

namespace {

/// Brings each channel, or each column of a table, to mean 0 and spread 1. Like Keras' layer, which does the
/// same inside a network, it takes from the training part what is not given.
class Normalization final : public KindOf<Normalization, DataStep> {
public:
    std::vector<double> mean{};
    std::vector<double> variance{};

    static constexpr auto settings = std::tuple{
        setting("mean", &Normalization::mean,
                "Mean of each channel or column, or one number for all; empty: that of the training part."),
        setting("variance", &Normalization::variance, at_least(0),
                "Variance of each channel or column (its standard deviation squared), or one number for all; "
                "empty: that of the training part.")};
    static Description describe() {
        return {.id = "Normalization",
                .title = "Normalization",
                .group = "Values",
                .summary =
                    "Brings each channel or column to mean 0 and spread 1, by numbers given or those of the "
                    "training part.",
                .formula = "y = (x − mean) / max(√variance, 1e-7)",
                .keras = "keras.layers.Normalization",
                .pytorch = "torchvision.transforms.v2.Normalize",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return are_per_channel(mean, shape) && are_per_channel(variance, shape);
    }
    [[nodiscard]] std::string_view needs() const override {
        return "as many channels or columns as it has means and variances";
    }
    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        if (needs_fit() || are_of_other_columns()) return {-usual, usual};
        ValueRange all{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
        for (std::size_t c = 0; c < std::max(mean.size(), variance.size()); ++c) {
            all.lowest = std::min(all.lowest, (range.lowest - of_channel(mean, c)) / spread(c));
            all.highest = std::max(all.highest, (range.highest - of_channel(mean, c)) / spread(c));
        }
        return all;
    }
    [[nodiscard]] bool needs_fit() const override { return mean.empty() || variance.empty(); }
    void fit(const ChannelStatistics& training) override {
        if (mean.empty()) mean = training.mean;
        if (variance.empty()) variance = training.variance;
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to, Random&) const override {
        if (needs_fit()) {
            std::ranges::copy(from, to.begin());
            return;
        }
        const auto channels = static_cast<std::size_t>(shape[shape.rank() - 1]);
        for (std::size_t c = 0; c < channels; ++c) {
            const auto shift = static_cast<float>(of_channel(mean, c)), width = static_cast<float>(spread(c));
            for (std::size_t i = c; i < to.size(); i += channels) to[i] = (from[i] - shift) / width;
        }
    }

private:
    static constexpr double usual = 3;  // what values in standard deviations rarely leave

    /// Tells whether the channels hold such different values that they have no range in common, as the
    /// columns of a table.
    [[nodiscard]] bool are_of_other_columns() const {
        const auto [least, most] = std::ranges::minmax(variance);
        const auto [lowest, highest] = std::ranges::minmax(mean);
        return most > 100 * least || highest - lowest > 10 * std::sqrt(most);
    }

    [[nodiscard]] double spread(std::size_t channel) const {
        return std::max(std::sqrt(of_channel(variance, channel)), 1e-7);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_normalization_step() { return std::make_unique<Normalization>(); }

}  // namespace glassnet
