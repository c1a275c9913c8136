// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

#include <array>
#include <numbers>

namespace glassnet {

namespace {

enum class SobelDirection { x, y, magnitude };
constexpr std::array<std::string_view, 3> names(SobelDirection) { return {"x", "y", "magnitude"}; }

/// Measures how fast brightness changes, like cv2.Sobel.
class Sobel final : public FilterStep<Sobel> {
public:
    SobelDirection direction = SobelDirection::magnitude;
    int ksize = 3;

    static constexpr auto settings = std::tuple{
        setting("direction", &Sobel::direction, "Along rows (x), along columns (y), or the length of both."),
        setting("ksize", &Sobel::ksize, between(1, 7), "Side of the kernel: 1, 3, 5 or 7.")};
    static Description describe() {
        return {.id = "Sobel",
                .title = "Sobel",
                .group = "Filters",
                .summary = "Finds edges: how fast the brightness changes from pixel to pixel.",
                .formula = "cv2.Sobel; magnitude = √(x² + y²)",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        constexpr std::array most{1.0, 4.0, 48.0, 640.0};  // sum of a kernel's positive weights
        const double one = most[static_cast<std::size_t>(ksize / 2)] * (range.highest - range.lowest);
        const bool has_signs = direction != SobelDirection::magnitude;
        return has_signs ? ValueRange{-one, one} : ValueRange{0, std::numbers::sqrt2 * one};
    }
    [[nodiscard]] Filter filter() const {
        return {FilterKind::sobel, {static_cast<double>(direction), static_cast<double>(ksize)}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_sobel() { return std::make_unique<Sobel>(); }

}  // namespace glassnet
