// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

#include <array>

namespace glassnet {

namespace {

enum class MorphologyOperation { erode, dilate, open, close, gradient, tophat, blackhat };
constexpr std::array<std::string_view, 7> names(MorphologyOperation) {
    return {"erode", "dilate", "open", "close", "gradient", "tophat", "blackhat"};
}
enum class KernelForm { rect, cross, ellipse };
constexpr std::array<std::string_view, 3> names(KernelForm) { return {"rect", "cross", "ellipse"}; }

/// Grows and shrinks bright parts, like cv2.morphologyEx.
class Morphology final : public FilterStep<Morphology> {
public:
    MorphologyOperation operation = MorphologyOperation::open;
    KernelForm form = KernelForm::rect;
    int ksize = 3;
    int iterations = 1;

    static constexpr auto settings = std::tuple{
        setting("operation", &Morphology::operation,
                "“erode” shrinks bright parts, “dilate” grows them, “open” removes bright dots, “close” dark "
                "ones, “gradient” keeps outlines, “tophat” what open removes, “blackhat” what close fills."),
        setting("form", &Morphology::form, "Form of the neighbourhood."),
        setting("ksize", &Morphology::ksize, between(1, 99), "Side of the neighbourhood, in pixels."),
        setting("iterations", &Morphology::iterations, between(1, 20), "How often it is done.")};
    static Description describe() {
        return {.id = "Morphology",
                .title = "Morphology",
                .group = "Filters",
                .summary = "Grows, shrinks and cleans the bright parts of pictures.",
                .formula = "cv2.morphologyEx",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        const bool is_difference = operation >= MorphologyOperation::gradient;
        return is_difference ? ValueRange{0, range.highest - range.lowest} : range;
    }
    [[nodiscard]] Filter filter() const {
        return {FilterKind::morphology,
                {static_cast<double>(operation), static_cast<double>(form), static_cast<double>(ksize),
                 static_cast<double>(iterations)}};
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_morphology() { return std::make_unique<Morphology>(); }

}  // namespace glassnet
