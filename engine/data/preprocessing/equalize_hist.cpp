// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Spreads the brightness evenly, like cv2.equalizeHist.
class EqualizeHist final : public FilterStep<EqualizeHist> {
public:
    static constexpr auto settings = std::tuple{};
    static Description describe() {
        return {.id = "EqualizeHist",
                .title = "Equalize histogram",
                .group = "Filters",
                .summary =
                    "Spreads the brightness of each picture evenly over black to white. Values are rounded "
                    "and clamped to 0 … 255 first, as OpenCV wants bytes.",
                .formula = "cv2.equalizeHist; of colours the Y of YCrCb",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange) const override { return {0, 255}; }
    [[nodiscard]] Filter filter() const { return {FilterKind::equalize_hist, {}}; }
};

}  // namespace

std::unique_ptr<const DataStep> make_equalize_hist() { return std::make_unique<EqualizeHist>(); }

}  // namespace glassnet
