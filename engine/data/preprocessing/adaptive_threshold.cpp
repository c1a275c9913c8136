// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

#include <array>

namespace glassnet {

namespace {

enum class ThresholdMethod { mean, gaussian };
constexpr std::array<std::string_view, 2> names(ThresholdMethod) { return {"mean", "gaussian"}; }

/// Compares each pixel with its neighbourhood, like cv2.adaptiveThreshold.
class AdaptiveThreshold final : public GreyFilterStep<AdaptiveThreshold> {
public:
    ThresholdMethod method = ThresholdMethod::mean;
    int block_size = 11;
    double c = 2;
    double max_value = 255;
    bool inverted = false;

    static constexpr auto settings = std::tuple{
        setting("method", &AdaptiveThreshold::method,
                "The plain mean of the neighbourhood, or one that counts near pixels more."),
        setting("block_size", &AdaptiveThreshold::block_size, between(3, 999),
                "Side of the neighbourhood in pixels, an odd number."),
        setting("c", &AdaptiveThreshold::c, "Subtracted from the mean."),
        setting("max_value", &AdaptiveThreshold::max_value, between(1, 255), "What bright pixels become."),
        setting("inverted", &AdaptiveThreshold::inverted, "Makes dark pixels bright and bright ones 0.")};
    static Description describe() {
        return {
            .id = "AdaptiveThreshold",
            .title = "Adaptive threshold",
            .group = "Filters",
            .summary =
                "Makes pictures black and white where the light is uneven: each pixel is compared with its "
                "neighbourhood. Values are rounded and clamped to 0 … 255 first, as OpenCV wants bytes.",
            .formula = "cv2.adaptiveThreshold",
            .keras = "",
            .pytorch = "",
            .onnx = "",
            .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange) const override { return {0, max_value}; }
    [[nodiscard]] Filter filter() const {
        return {FilterKind::adaptive_threshold,
                {static_cast<double>(method), static_cast<double>(block_size), c, max_value,
                 inverted ? 1.0 : 0.0}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_adaptive_threshold() { return std::make_unique<AdaptiveThreshold>(); }

}  // namespace glassnet
