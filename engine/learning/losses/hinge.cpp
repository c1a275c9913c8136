// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/loss.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Asks each output to be on its target's side by at least 1 (support vector machines). Targets are −1 and 1,
/// or 0 and 1. Source: Keras.
class Hinge final : public LossOf<Hinge> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "hinge",
                .title = "Hinge",
                .group = "Classification",
                .summary =
                    "Asks each output to be on its target's side of zero by at least 1; targets are −1 and "
                    "1, or 0 and 1.",
                .formula = "L = mean of max(1 − t · y, 0)",
                .keras = "keras.losses.Hinge",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }
    bool takes_classes() const override { return true; }
    TargetRange target_range() const override { return TargetRange::signs; }
    double threshold() const override { return 0; }

    template <class T>
    T run(const LossSample<T>& sample, bool) const {
        if (!sample.target) return 0;
        // 0 and 1 stand for −1 and 1 where a target has nothing else.
        const bool binary =
            std::all_of(sample.target, sample.target + sample.outputs, [](T t) { return t == 0 || t == 1; });
        const T count = static_cast<T>(sample.outputs);
        T sum = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const T t = binary ? 2 * sample.target[i] - 1 : sample.target[i];
            const T short_of = 1 - t * sample.output[i];
            const bool enough = short_of <= 0;  // NaN is not enough
            if (!enough) sum += short_of;
            if (sample.gradient) sample.gradient[i] = enough ? T{0} : -t / count * sample.scale;
        }
        return sum / count;
    }
};

}  // namespace

std::unique_ptr<Loss> make_hinge() { return std::make_unique<Hinge>(); }

}  // namespace glassnet
