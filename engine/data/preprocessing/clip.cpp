// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Keeps values within a range.
class Clip final : public KindOf<Clip, DataStep> {
public:
    double x_min = 0;
    double x_max = 255;

    static constexpr auto settings =
        std::tuple{setting("x_min", &Clip::x_min, "What is less becomes this."),
                   setting("x_max", &Clip::x_max, "What is more becomes this; at least x_min.")};
    static Description describe() {
        return {.id = "Clip",
                .title = "Clip",
                .group = "Values",
                .summary = "Keeps each value within a range.",
                .formula = "y = min(max(x, x_min), x_max)",
                .keras = "keras.ops.clip",
                .pytorch = "torch.clamp",
                .onnx = "Clip",
                .icon = "rescale"};
    }

    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        return {clipped(range.lowest, x_min, x_max), clipped(range.highest, x_min, x_max)};
    }

    void apply(std::span<const float> from, const Shape&, std::span<float> to, Random&) const override {
        const auto least = static_cast<float>(x_min), most = static_cast<float>(x_max);
        for (std::size_t i = 0; i < to.size(); ++i) to[i] = clipped(from[i], least, most);
    }

private:
    /// Where the range is empty its upper end counts, as in NumPy.
    template <class T>
    static T clipped(T value, T least, T most) {
        return std::min(std::max(value, least), most);
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_clip() { return std::make_unique<Clip>(); }

}  // namespace glassnet
