// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/constraint.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassnet {

namespace {

template <class Derived>
class ConstraintOf : public KindOf<Derived, Constraint> {
public:
    void apply(float* weights, const Shape& shape) const final { this->self().hold(weights, shape); }
    void apply(double* weights, const Shape& shape) const final { this->self().hold(weights, shape); }
};

class NoConstraint final : public ConstraintOf<NoConstraint> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "none",
                .title = "None",
                .group = "Constraint",
                .summary = "Weights may take any value.",
                .formula = "",
                .keras = "None",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    bool none() const override { return true; }
    template <class T>
    void hold(T*, const Shape&) const {}
};

class NonNeg final : public ConstraintOf<NonNeg> {
public:
    static constexpr auto settings = std::tuple{};

    static Description describe() {
        return {.id = "non_neg",
                .title = "Not negative",
                .group = "Constraint",
                .summary = "Negative weights become 0.",
                .formula = "w ← max(w, 0)",
                .keras = "keras.constraints.NonNeg",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    template <class T>
    void hold(T* weights, const Shape& shape) const {
        for (std::int64_t i = 0; i < shape.elements(); ++i)
            if (weights[i] < 0) weights[i] = 0;
    }
};

/// What constraints on norms over some of a tensor's axes share: `axis`, and the walk over the groups of
/// weights that have a common norm.
template <class Derived>
class NormConstraint : public ConstraintOf<Derived> {
public:
    std::vector<int> axis{0};

    bool fits(const Shape& shape) const final {
        return std::ranges::all_of(axis,
                                   [&](int each) { return each < shape.rank() && each >= -shape.rank(); });
    }

    /// Computes w ← w · factor(norm of its group).
    template <class T>
    void hold(T* weights, const Shape& shape) const {
        Sides summed, others;
        std::int64_t stride = shape.elements();
        for (int side = 0; side < shape.rank(); ++side) {
            stride /= shape[side];
            const bool within = std::ranges::any_of(
                axis, [&](int each) { return each == side || each + shape.rank() == side; });
            (within ? summed : others).add(shape[side], stride);
        }
        others.for_each_offset([&](std::int64_t group) {
            double squares = 0;
            summed.for_each_offset([&](std::int64_t offset) {
                const auto weight = static_cast<double>(weights[group + offset]);
                squares += weight * weight;
            });
            const double factor = this->self().factor(std::sqrt(squares));
            summed.for_each_offset([&](std::int64_t offset) {
                T& weight = weights[group + offset];
                weight = static_cast<T>(static_cast<double>(weight) * factor);
            });
        });
    }

protected:
    /// Some sides of a tensor, to be walked without heap memory.
    struct Sides {
        std::array<std::int64_t, Shape::max_rank> lengths{}, strides{};
        std::size_t count = 0;

        void add(std::int64_t length, std::int64_t stride) {
            lengths[count] = length;
            strides[count++] = stride;
        }
        template <class Action>
        void for_each_offset(const Action& action) const {
            std::array<std::int64_t, Shape::max_rank> at{};
            for (std::int64_t offset = 0;;) {
                action(offset);
                std::size_t side = count;
                while (side > 0 && ++at[side - 1] == lengths[side - 1]) {
                    --side;
                    offset -= (lengths[side] - 1) * strides[side];
                    at[side] = 0;
                }
                if (side == 0) return;
                offset += strides[side - 1];
            }
        }
    };

    static constexpr double tiny = 1e-7;  // Keras' epsilon
    static constexpr std::string_view axis_help =
        "Dimensions that are summed over: [0] for the inputs of each unit of Dense, [0, 1, 2] for each "
        "filter of Conv2D.";
};

class MaxNorm final : public NormConstraint<MaxNorm> {
public:
    double max_value = 2;

    static constexpr auto settings =
        std::tuple{setting("max_value", &MaxNorm::max_value, above(0), "The largest norm."),
                   setting("axis", static_cast<std::vector<int> MaxNorm::*>(&MaxNorm::axis), axis_help)};

    static Description describe() {
        return {.id = "max_norm",
                .title = "Largest norm",
                .group = "Constraint",
                .summary = "The weights of a unit are shortened where their norm is too large.",
                .formula = "w ← w · min(‖w‖, max_value) / (‖w‖ + 1e-7)",
                .keras = "keras.constraints.MaxNorm",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    [[nodiscard]] double factor(double norm) const { return std::min(norm, max_value) / (tiny + norm); }
};

class UnitNorm final : public NormConstraint<UnitNorm> {
public:
    static constexpr auto settings =
        std::tuple{setting("axis", static_cast<std::vector<int> UnitNorm::*>(&UnitNorm::axis), axis_help)};

    static Description describe() {
        return {.id = "unit_norm",
                .title = "Norm 1",
                .group = "Constraint",
                .summary = "The weights of a unit always have the norm 1.",
                .formula = "w ← w / (‖w‖ + 1e-7)",
                .keras = "keras.constraints.UnitNorm",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
    [[nodiscard]] double factor(double norm) const { return 1 / (tiny + norm); }
};

}  // namespace

const Catalogue<Constraint>& catalogue_of(Constraint*) {
    static std::unique_ptr<const Constraint> all[] = {std::make_unique<NoConstraint>(),
                                                      std::make_unique<NonNeg>(), std::make_unique<MaxNorm>(),
                                                      std::make_unique<UnitNorm>()};
    static const Catalogue<Constraint> kinds("constraints", std::move(all));
    return kinds;
}

}  // namespace glassnet
