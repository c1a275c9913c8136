// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Averages each pixel with its neighbours, near ones more, like cv2.GaussianBlur.
class GaussianBlur final : public FilterStep<GaussianBlur> {
public:
    int ksize = 5;
    double sigma = 0;

    static constexpr auto settings =
        std::tuple{setting("ksize", &GaussianBlur::ksize, between(1, 99),
                           "Side of the neighbourhood in pixels, an odd number."),
                   setting("sigma", &GaussianBlur::sigma, between(0, 100),
                           "Standard deviation in pixels; 0 follows from ksize.")};
    static Description describe() {
        return {.id = "GaussianBlur",
                .title = "Gaussian blur",
                .group = "Filters",
                .summary = "Blurs pictures: noise goes, fine detail too.",
                .formula = "cv2.GaussianBlur",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] Filter filter() const {
        return {FilterKind::gaussian_blur, {static_cast<double>(ksize), sigma}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_gaussian_blur() { return std::make_unique<GaussianBlur>(); }

}  // namespace glassnet
