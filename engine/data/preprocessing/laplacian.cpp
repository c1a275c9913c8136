// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

#include <array>

namespace glassnet {

namespace {

/// Measures how brightness differs from that of the neighbours, like cv2.Laplacian.
class Laplacian final : public FilterStep<Laplacian> {
public:
    int ksize = 3;

    static constexpr auto settings =
        std::tuple{setting("ksize", &Laplacian::ksize, between(1, 7), "Side of the kernel: 1, 3, 5 or 7.")};
    static Description describe() {
        return {.id = "Laplacian",
                .title = "Laplacian",
                .group = "Filters",
                .summary = "Finds edges and dots: how far each pixel differs from those around it.",
                .formula = "cv2.Laplacian",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        constexpr std::array most{4.0, 8.0, 56.0, 600.0};  // sum of a kernel's positive weights
        const double one = most[static_cast<std::size_t>(ksize / 2)] * (range.highest - range.lowest);
        return {-one, one};
    }
    [[nodiscard]] Filter filter() const { return {FilterKind::laplacian, {static_cast<double>(ksize)}}; }
};

}  // namespace

std::unique_ptr<const DataStep> make_laplacian() { return std::make_unique<Laplacian>(); }

}  // namespace glassnet
