// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

enum class ThresholdMode { binary, binary_inv, trunc, tozero, tozero_inv };
constexpr std::array<std::string_view, 5> names(ThresholdMode) {
    return {"binary", "binary_inv", "trunc", "tozero", "tozero_inv"};
}

/// Compares each value with a fixed threshold; the modes are those of OpenCV.
class Threshold final : public KindOf<Threshold, DataStep> {
public:
    double threshold = 127;
    double max_value = 255;
    ThresholdMode mode = ThresholdMode::binary;

    static constexpr auto settings =
        std::tuple{setting("threshold", &Threshold::threshold, "Values above it count as bright."),
                   setting("max_value", &Threshold::max_value,
                           "What bright values become in the modes binary and binary_inv."),
                   setting("mode", &Threshold::mode,
                           "What becomes of the values: “binary” makes bright ones max_value and others 0, "
                           "“binary_inv” the reverse, “trunc” cuts bright ones down to the threshold, "
                           "“tozero” makes dark ones 0, “tozero_inv” bright ones.")};
    static Description describe() {
        return {.id = "Threshold",
                .title = "Threshold",
                .group = "Values",
                .summary = "Makes black and white of values below and above a threshold.",
                .formula = "y = max_value where x > threshold, otherwise 0",
                .keras = "",
                .pytorch = "",
                .onnx = "Where",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        const auto most = static_cast<float>(max_value), limit = static_cast<float>(threshold);
        const auto of = [&](double value) {
            return static_cast<double>(compared(static_cast<float>(value), limit, most));
        };
        const bool is_binary = mode == ThresholdMode::binary || mode == ThresholdMode::binary_inv;
        if (is_binary) return {std::min(0.0, max_value), std::max(0.0, max_value)};
        return {std::min({of(range.lowest), of(range.highest), 0.0}),
                std::max({of(range.lowest), of(range.highest), threshold})};
    }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        const auto limit = static_cast<float>(threshold), most = static_cast<float>(max_value);
        for (std::size_t i = 0; i < to.size(); ++i) to[i] = compared(from[i], limit, most);
    }

private:
    [[nodiscard]] float compared(float value, float limit, float most) const {
        const bool is_bright = value > limit;
        switch (mode) {
            case ThresholdMode::binary:
                return is_bright ? most : 0;
            case ThresholdMode::binary_inv:
                return is_bright ? 0 : most;
            case ThresholdMode::trunc:
                return is_bright ? limit : value;
            case ThresholdMode::tozero:
                return is_bright ? value : 0;
            case ThresholdMode::tozero_inv:
                break;
        }
        return is_bright ? 0 : value;
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_threshold() { return std::make_unique<Threshold>(); }

}  // namespace glassnet
