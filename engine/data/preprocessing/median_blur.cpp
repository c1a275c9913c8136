// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Takes the median of each neighbourhood, like cv2.medianBlur.
class MedianBlur final : public FilterStep<MedianBlur> {
public:
    int ksize = 3;

    static constexpr auto settings = std::tuple{setting(
        "ksize", &MedianBlur::ksize, between(1, 99), "Side of the neighbourhood in pixels, an odd number.")};
    static Description describe() {
        return {.id = "MedianBlur",
                .title = "Median blur",
                .group = "Filters",
                .summary =
                    "Removes single bright and dark dots and keeps edges. Values are rounded and clamped to "
                    "0 … 255 first, as OpenCV wants bytes.",
                .formula = "cv2.medianBlur",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange) const override { return {0, 255}; }
    [[nodiscard]] Filter filter() const { return {FilterKind::median_blur, {static_cast<double>(ksize)}}; }
};

}  // namespace

std::unique_ptr<const DataStep> make_median_blur() { return std::make_unique<MedianBlur>(); }

}  // namespace glassnet
