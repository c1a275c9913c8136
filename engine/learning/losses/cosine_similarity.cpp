// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/loss.h"

#include <cmath>

namespace glassnet {

namespace {

/// Minus the cosine of the angle between output and target: only directions count, not lengths. Lengths below
/// 1e-7 count as 1e-7. Source: Keras; a row of zeros has no direction and gets no gradient (Keras' is NaN
/// there).
class CosineSimilarity final : public LossOf<CosineSimilarity> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {
            .id = "cosine_similarity",
            .title = "Cosine similarity",
            .group = "Regression",
            .summary = "Minus the cosine of the angle between output and target: −1 is the same direction.",
            .formula = "L = −y · t / (‖y‖ ‖t‖)",
            .keras = "keras.losses.CosineSimilarity",
            .pytorch = "torch.nn.CosineEmbeddingLoss",
            .onnx = "",
            .icon = ""};
    }

    TargetKind target_kind() const override { return TargetKind::values; }

    template <class T>
    T run(const LossSample<T>& sample, bool) const {
        if (!sample.target) return 0;
        double output_squares = 0, target_squares = 0, product = 0;
        for (std::int64_t i = 0; i < sample.outputs; ++i) {
            const auto y = static_cast<double>(sample.output[i]), t = static_cast<double>(sample.target[i]);
            output_squares += y * y;
            target_squares += t * t;
            product += y * t;
        }
        const double to_y = inverse_length(output_squares), to_t = inverse_length(target_squares);
        const double cosine = product * to_y * to_t;
        const bool turns = !(to_y >= most);  // else the output is too short to have a direction
        for (std::int64_t i = 0; sample.gradient && i < sample.outputs; ++i) {
            const double y = static_cast<double>(sample.output[i]) * to_y,
                         t = static_cast<double>(sample.target[i]) * to_t;
            const double slope = output_squares == 0 ? 0 : turns ? (y * cosine - t) * to_y : -t * to_y;
            sample.gradient[i] = static_cast<T>(slope * static_cast<double>(sample.scale));
        }
        return static_cast<T>(-cosine);
    }

private:
    static constexpr double most = 1e7;
    static double inverse_length(double squares) {
        const double inverse = 1 / std::sqrt(squares);
        return inverse > most ? most : inverse;
    }
};

}  // namespace

std::unique_ptr<Loss> make_cosine_similarity() { return std::make_unique<CosineSimilarity>(); }

}  // namespace glassnet
