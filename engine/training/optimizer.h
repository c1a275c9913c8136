// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace glassnet {

/// A piece of all trainable weights, to be moved one step along the gradient. All pointers have `count` elements.
template <class T>
struct Update {
    std::int64_t count = 0;
    std::int64_t step = 1;  // this step's number, counted from 1
    T* weights = nullptr;
    const T* gradients = nullptr;
    std::span<T* const> variables;  // the optimizer's memory, zero before step 1
};

/// Learning rates in common use, and a good one to begin with.
struct UsualRates {
    double low, high, first;
};

/// One kind of optimizer with its settings. Immutable once shared; its memory lies with the trainer.
class Optimizer : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Optimizer> clone() const = 0;
    /// Names of the tensors it keeps for each weight, e.g. {"momentum", "velocity"}.
    [[nodiscard]] virtual std::vector<std::string_view> variables() const = 0;
    [[nodiscard]] virtual double rate() const = 0;
    [[nodiscard]] virtual UsualRates usual_rates() const = 0;
    virtual void update(const Update<float>&) const = 0;
    virtual void update(const Update<double>&) const = 0;
};

template <class Derived>
class OptimizerOf : public KindOf<Derived, Optimizer> {
public:
    void update(const Update<float>& update) const final { this->self().run(update); }
    void update(const Update<double>& update) const final { this->self().run(update); }
    [[nodiscard]] double rate() const final { return this->self().learning_rate; }
};

}  // namespace glassnet
