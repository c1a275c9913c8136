// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Averages each pixel with near ones of alike colour, like cv2.bilateralFilter.
class BilateralFilter final : public FilterStep<BilateralFilter> {
public:
    int d = 5;
    double sigma_color = 75;
    double sigma_space = 75;

    static constexpr auto settings =
        std::tuple{setting("d", &BilateralFilter::d, between(1, 25),
                           "Width of the neighbourhood in pixels; above 9 it is slow."),
                   setting("sigma_color", &BilateralFilter::sigma_color, above(0),
                           "How far colours may differ and still be mixed: 75 for values of 0 … 255."),
                   setting("sigma_space", &BilateralFilter::sigma_space, above(0),
                           "How far pixels may lie apart and still be mixed, in pixels.")};
    static Description describe() {
        return {.id = "BilateralFilter",
                .title = "Bilateral filter",
                .group = "Filters",
                .summary = "Smooths surfaces and keeps edges.",
                .formula = "cv2.bilateralFilter",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] Filter filter() const {
        return {FilterKind::bilateral_filter, {static_cast<double>(d), sigma_color, sigma_space}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_bilateral_filter() { return std::make_unique<BilateralFilter>(); }

}  // namespace glassnet
