// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Spreads the brightness of each neighbourhood, like cv2.createCLAHE.
class Clahe final : public FilterStep<Clahe> {
public:
    double clip_limit = 2;
    int tiles = 8;

    static constexpr auto settings =
        std::tuple{setting("clip_limit", &Clahe::clip_limit, above(0),
                           "How far contrast may grow; 1 hardly changes anything, 40 is OpenCV's own."),
                   setting("tiles", &Clahe::tiles, between(1, 64),
                           "Parts along each side that are equalized by themselves.")};
    static Description describe() {
        return {.id = "CLAHE",
                .title = "CLAHE",
                .group = "Filters",
                .summary =
                    "Spreads the brightness of each part of a picture without raising noise (contrast "
                    "limited adaptive histogram equalization). Values are rounded and clamped to 0 … 255 "
                    "first, as OpenCV wants bytes.",
                .formula = "cv2.createCLAHE; of colours the L of Lab",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange) const override { return {0, 255}; }
    [[nodiscard]] Filter filter() const {
        return {FilterKind::clahe, {clip_limit, static_cast<double>(tiles)}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_clahe() { return std::make_unique<Clahe>(); }

}  // namespace glassnet
