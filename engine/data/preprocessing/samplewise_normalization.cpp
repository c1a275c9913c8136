// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Brings each sample to its own mean and spread, as Keras' ImageDataGenerator does: over all its values, the
/// biased standard deviation plus 1e-6.
class SamplewiseNormalization final : public KindOf<SamplewiseNormalization, DataStep> {
public:
    bool samplewise_center = true;
    bool samplewise_std_normalization = true;

    static constexpr auto settings = std::tuple{
        setting("samplewise_center", &SamplewiseNormalization::samplewise_center,
                "Brings the mean of each sample to 0."),
        setting("samplewise_std_normalization", &SamplewiseNormalization::samplewise_std_normalization,
                "Divides each sample by its standard deviation, centred too, as in Keras.")};
    static Description describe() {
        return {.id = "SamplewiseNormalization",
                .title = "Samplewise normalization",
                .group = "Values",
                .summary = "Brings each sample to mean 0 and spread 1 by its own values.",
                .formula = "y = (x − mean(x)) / (std(x) + 1e-6)",
                .keras = "keras.preprocessing.image.ImageDataGenerator",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        constexpr double usual = 3;  // standard deviations
        if (samplewise_std_normalization) return {-usual, usual};
        const double width = range.highest - range.lowest;
        return samplewise_center ? ValueRange{-width / 2, width / 2} : range;
    }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        const auto count = static_cast<double>(from.size());
        double sum = 0, squares = 0;
        for (const float value : from) sum += static_cast<double>(value);
        const double mean = sum / count;
        for (const float value : from) {
            const double distance = static_cast<double>(value) - mean;
            squares += distance * distance;
        }
        const double shift = samplewise_center || samplewise_std_normalization ? mean : 0;
        const double spread = samplewise_std_normalization ? std::sqrt(squares / count) + 1e-6 : 1;
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<float>((static_cast<double>(from[i]) - shift) / spread);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_samplewise_normalization() {
    return std::make_unique<SamplewiseNormalization>();
}

}  // namespace glassnet
