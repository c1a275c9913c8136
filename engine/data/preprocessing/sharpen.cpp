// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/filter_step.h"

namespace glassnet {

namespace {

/// Adds what a blur takes away (an unsharp mask).
class Sharpen final : public FilterStep<Sharpen> {
public:
    double amount = 1;
    double sigma = 1;

    static constexpr auto settings = std::tuple{
        setting("amount", &Sharpen::amount, between(0, 20), "How much is added; 0 changes nothing."),
        setting("sigma", &Sharpen::sigma, between(0.1, 100),
                "Width of the detail that is raised, in pixels.")};
    static Description describe() {
        return {.id = "Sharpen",
                .title = "Sharpen",
                .group = "Filters",
                .summary = "Raises edges and fine detail; bright edges may exceed white.",
                .formula = "y = (1 + amount) · x − amount · GaussianBlur(x, sigma)",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        const double beyond = amount * (range.highest - range.lowest);
        return {range.lowest - beyond, range.highest + beyond};
    }
    [[nodiscard]] Filter filter() const { return {FilterKind::sharpen, {amount, sigma}}; }
};

}  // namespace

std::unique_ptr<const DataStep> make_sharpen() { return std::make_unique<Sharpen>(); }

}  // namespace glassnet
