// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Stretches each sample over a range, like OpenCV's NORM_MINMAX.
class SamplewiseMinMax final : public KindOf<SamplewiseMinMax, DataStep> {
public:
    double minimum = 0;
    double maximum = 1;

    static constexpr auto settings = std::tuple{
        setting("minimum", &SamplewiseMinMax::minimum, "What the smallest value of each sample becomes."),
        setting("maximum", &SamplewiseMinMax::maximum, "What its largest value becomes.")};
    static Description describe() {
        return {.id = "SamplewiseMinMax",
                .title = "Samplewise min–max",
                .group = "Values",
                .summary = "Stretches each sample over the same range, whatever its contrast.",
                .formula = "y = minimum + (x − min(x)) / (max(x) − min(x)) · (maximum − minimum)",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange) const override {
        return {std::min(minimum, maximum), std::max(minimum, maximum)};
    }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        const auto [lowest, highest] = std::ranges::minmax(from);
        const double least = static_cast<double>(lowest), width = static_cast<double>(highest) - least;
        const double scale = width > 0 ? (maximum - minimum) / width : 0;  // one value only: the minimum
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<float>(minimum + (static_cast<double>(from[i]) - least) * scale);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_samplewise_min_max() { return std::make_unique<SamplewiseMinMax>(); }

}  // namespace glassnet
