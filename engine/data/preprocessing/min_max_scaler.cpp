// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/per_channel.h"
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Stretches each channel, or each column of a table, over a range, as scikit-learn's MinMaxScaler does.
class MinMaxScaler final : public KindOf<MinMaxScaler, DataStep> {
public:
    double minimum = 0;
    double maximum = 1;
    bool clip = false;
    std::vector<double> data_min{};
    std::vector<double> data_max{};

    static constexpr auto settings =
        std::tuple{setting("minimum", &MinMaxScaler::minimum, "What data_min becomes."),
                   setting("maximum", &MinMaxScaler::maximum, "What data_max becomes."),
                   setting("clip", &MinMaxScaler::clip,
                           "Keeps values that lie outside data_min … data_max within the range."),
                   setting("data_min", &MinMaxScaler::data_min,
                           "Smallest value of each channel or column, or one number for all; empty: that of "
                           "the training part."),
                   setting("data_max", &MinMaxScaler::data_max,
                           "Largest value of each channel or column, or one number for all; empty: that of "
                           "the training part.")};
    static Description describe() {
        return {.id = "MinMaxScaler",
                .title = "Min–max scaler",
                .group = "Values",
                .summary =
                    "Stretches each channel or column over a range, by its smallest and largest value in the "
                    "training part.",
                .formula = "y = minimum + (x − data_min) / (data_max − data_min) · (maximum − minimum)",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return are_per_channel(data_min, shape) && are_per_channel(data_max, shape);
    }
    [[nodiscard]] std::string_view needs() const override {
        return "as many channels or columns as it has smallest and largest values";
    }
    [[nodiscard]] ValueRange output_range(ValueRange) const override {
        return {std::min(minimum, maximum), std::max(minimum, maximum)};
    }
    [[nodiscard]] bool needs_fit() const override { return data_min.empty() || data_max.empty(); }
    void fit(const ChannelStatistics& training) override {
        if (data_min.empty()) data_min = training.lowest;
        if (data_max.empty()) data_max = training.highest;
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to, Random&) const override {
        if (needs_fit()) {
            std::ranges::copy(from, to.begin());
            return;
        }
        const double least = std::min(minimum, maximum), most = std::max(minimum, maximum);
        const auto channels = static_cast<std::size_t>(shape[shape.rank() - 1]);
        for (std::size_t c = 0; c < channels; ++c) {
            const double width = of_channel(data_max, c) - of_channel(data_min, c);
            const double scale = (maximum - minimum) / (width == 0 ? 1 : width);  // one value: the minimum
            const double shift = minimum - of_channel(data_min, c) * scale;
            for (std::size_t i = c; i < to.size(); i += channels) {
                const double value = static_cast<double>(from[i]) * scale + shift;
                to[i] = static_cast<float>(clip ? std::clamp(value, least, most) : value);
            }
        }
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_min_max_scaler() { return std::make_unique<MinMaxScaler>(); }

}  // namespace glassnet
