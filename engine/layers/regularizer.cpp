// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/regularizer.h"

#include <cmath>

namespace glassnet {

namespace {

class NoRegularizer final : public KindOf<NoRegularizer, Regularizer> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "none",
                .title = "None",
                .group = "Regularizer",
                .summary = "No penalty.",
                .formula = "",
                .keras = "None",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    PenaltyWeights penalty() const override { return {}; }
};

class L1 final : public KindOf<L1, Regularizer> {
public:
    double l1 = 0.01;

    static constexpr auto settings =
        std::tuple{setting("l1", &L1::l1, at_least(0), "How much a number's size weighs.")};

    static Description describe() {
        return {.id = "L1",
                .title = "L1",
                .group = "Regularizer",
                .summary = "Penalizes size: many numbers become exactly 0.",
                .formula = "l1 · Σ|w|",
                .keras = "keras.regularizers.L1",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    PenaltyWeights penalty() const override { return {.l1 = l1}; }
};

class L2 final : public KindOf<L2, Regularizer> {
public:
    double l2 = 0.01;

    static constexpr auto settings =
        std::tuple{setting("l2", &L2::l2, at_least(0), "How much a number's square weighs.")};

    static Description describe() {
        return {.id = "L2",
                .title = "L2",
                .group = "Regularizer",
                .summary = "Penalizes squares: no number becomes large.",
                .formula = "l2 · Σw²",
                .keras = "keras.regularizers.L2",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    PenaltyWeights penalty() const override { return {.l2 = l2}; }
};

class L1L2 final : public KindOf<L1L2, Regularizer> {
public:
    double l1 = 0;
    double l2 = 0;

    static constexpr auto settings =
        std::tuple{setting("l1", &L1L2::l1, at_least(0), "How much a number's size weighs."),
                   setting("l2", &L1L2::l2, at_least(0), "How much a number's square weighs.")};

    static Description describe() {
        return {.id = "L1L2",
                .title = "L1 and L2",
                .group = "Regularizer",
                .summary = "Penalizes sizes and squares.",
                .formula = "l1 · Σ|w| + l2 · Σw²",
                .keras = "keras.regularizers.L1L2",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    PenaltyWeights penalty() const override { return {l1, l2}; }
};

}  // namespace

const Catalogue<Regularizer>& catalogue_of(Regularizer*) {
    static const Catalogue<Regularizer> kinds(
        "regularizers", {std::make_unique<NoRegularizer>(), std::make_unique<L1>(), std::make_unique<L2>(),
                         std::make_unique<L1L2>()});
    return kinds;
}

template <class T>
double penalty_of(const T* values, std::int64_t count, PenaltyWeights weights) {
    double sizes = 0, squares = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto value = static_cast<double>(values[i]);
        sizes += std::abs(value);
        squares += value * value;
    }
    return (weights.l1 != 0 ? weights.l1 * sizes : 0) + (weights.l2 != 0 ? weights.l2 * squares : 0);
}

template <class T>
void add_penalty_gradient(const T* values, std::int64_t count, PenaltyWeights weights, double scale,
                          T* gradient) {
    const T one = static_cast<T>(scale * weights.l1), two = static_cast<T>(2 * scale * weights.l2);
    for (std::int64_t i = 0; i < count; ++i) {
        const T sign = static_cast<T>(values[i] > 0) - static_cast<T>(values[i] < 0);
        gradient[i] += one * sign + two * values[i];
    }
}

template double penalty_of(const float*, std::int64_t, PenaltyWeights);
template double penalty_of(const double*, std::int64_t, PenaltyWeights);
template void add_penalty_gradient(const float*, std::int64_t, PenaltyWeights, double, float*);
template void add_penalty_gradient(const double*, std::int64_t, PenaltyWeights, double, double*);

}  // namespace glassnet
