// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Makes the middle of the range brighter or darker.
class Gamma final : public KindOf<Gamma, DataStep> {
public:
    double gamma = 0.5;
    double max_value = 255;

    static constexpr auto settings = std::tuple{
        setting("gamma", &Gamma::gamma, above(0),
                "Below 1 dark parts become brighter, above 1 bright parts darker; 1 changes nothing."),
        setting("max_value", &Gamma::max_value, above(0),
                "White, which stays as it is: 255 for bytes, 1 after Rescale.")};
    static Description describe() {
        return {.id = "Gamma",
                .title = "Gamma",
                .group = "Colour",
                .summary = "Brightens or darkens what lies between black and white.",
                .formula = "y = max_value · (x / max_value)^gamma, x ≥ 0",
                .keras = "",
                .pytorch = "torchvision.transforms.v2.functional.adjust_gamma",
                .onnx = "Pow",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        return {curved(range.lowest), curved(range.highest)};
    }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<float>(curved(static_cast<double>(from[i])));
    }

private:
    [[nodiscard]] double curved(double value) const {
        return max_value * std::pow(std::max(value, 0.0) / max_value, gamma);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_gamma() { return std::make_unique<Gamma>(); }

}  // namespace glassnet
