// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Draws edges as lines, like cv2.Canny.
class Canny final : public GreyFilterStep<Canny> {
public:
    double threshold1 = 100;
    double threshold2 = 200;
    int aperture_size = 3;
    bool l2_gradient = false;

    static constexpr auto settings = std::tuple{
        setting("threshold1", &Canny::threshold1, at_least(0), "Weaker edges are dropped."),
        setting("threshold2", &Canny::threshold2, at_least(0),
                "Stronger edges are kept; those between the two only where they touch a stronger one."),
        setting("aperture_size", &Canny::aperture_size, between(3, 7),
                "Side of the Sobel kernel: 3, 5 or 7."),
        setting("l2_gradient", &Canny::l2_gradient,
                "Measures the length of the slope exactly, not by the sum of its parts.")};
    static Description describe() {
        return {.id = "Canny",
                .title = "Canny",
                .group = "Filters",
                .summary =
                    "Draws edges as white lines on black. Values are rounded and clamped to 0 … 255 first, "
                    "as OpenCV wants bytes.",
                .formula = "cv2.Canny",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange) const override { return {0, 255}; }
    [[nodiscard]] Filter filter() const {
        return {FilterKind::canny,
                {threshold1, threshold2, static_cast<double>(aperture_size), l2_gradient ? 1.0 : 0.0}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_canny() { return std::make_unique<Canny>(); }

}  // namespace glassnet
