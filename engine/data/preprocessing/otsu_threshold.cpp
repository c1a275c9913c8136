// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Finds the threshold that parts bright from dark best in each picture, like cv2.THRESH_OTSU.
class OtsuThreshold final : public GreyFilterStep<OtsuThreshold> {
public:
    double max_value = 255;
    bool inverted = false;

    static constexpr auto settings = std::tuple{
        setting("max_value", &OtsuThreshold::max_value, between(1, 255), "What bright pixels become."),
        setting("inverted", &OtsuThreshold::inverted, "Makes dark pixels bright and bright ones 0.")};
    static Description describe() {
        return {.id = "OtsuThreshold",
                .title = "Otsu threshold",
                .group = "Filters",
                .summary =
                    "Makes each picture black and white by a threshold of its own. Values are rounded and "
                    "clamped to 0 … 255 first, as OpenCV wants bytes.",
                .formula = "cv2.threshold with THRESH_OTSU",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange) const override { return {0, max_value}; }
    [[nodiscard]] Filter filter() const {
        return {FilterKind::otsu_threshold, {max_value, inverted ? 1.0 : 0.0}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_otsu_threshold() { return std::make_unique<OtsuThreshold>(); }

}  // namespace glassnet
