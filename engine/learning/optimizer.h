// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "learning/schedule.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace glassnet {

/// A range of all trainable weights, to be updated by one step along the gradient. All pointers have `count`
/// elements.
template <class T>
struct Update {
    std::int64_t count = 0;
    std::int64_t step = 1;  // this step's number, counted from 1
    double rate = 0;        // this step's learning rate
    T* weights = nullptr;
    const T* gradients = nullptr;
    std::span<T* const> variables;  // the optimizer's memory, at initial_value() before step 1
};

/// Commonly used learning rates, and a good one to begin with.
struct UsualRates {
    double low, high, first;
};

/// One kind of optimizer with its settings. Immutable once shared; its memory and what surrounds its rule are
/// Optimization's.
class Optimizer : public Kind {
public:
    double learning_rate = 0.001;
    Chosen<Schedule> schedule;
    double weight_decay = 0;
    double clipnorm = 0;
    double clipvalue = 0;
    double global_clipnorm = 0;
    bool use_ema = false;
    double ema_momentum = 0.99;
    int ema_overwrite_frequency = 0;
    int gradient_accumulation_steps = 1;

    [[nodiscard]] virtual std::unique_ptr<Optimizer> clone() const = 0;
    /// Returns the names of the tensors it keeps for each weight, e.g. {"momentum", "velocity"}.
    [[nodiscard]] virtual std::vector<std::string_view> variables() const = 0;
    [[nodiscard]] virtual double initial_value() const { return 0; }
    [[nodiscard]] virtual UsualRates usual_rates() const = 0;
    virtual void update(const Update<float>&) const = 0;
    virtual void update(const Update<double>&) const = 0;

    /// Returns how many tensors of the size of all weights a run keeps with it.
    [[nodiscard]] int memory_tensors() const {
        return static_cast<int>(variables().size()) + (gradient_accumulation_steps > 1 ? 1 : 0) +
               (use_ema ? 2 : 0);
    }
    /// Tells whether a weight's update depends on more than its own gradient of this batch: then none can be
    /// deferred.
    [[nodiscard]] bool wants_all_gradients() const {
        return gradient_accumulation_steps > 1 || clipnorm > 0 || clipvalue > 0 || global_clipnorm > 0;
    }
    /// Returns what is wrong with its settings taken together.
    [[nodiscard]] std::vector<Problem> problems() const;
};

template <class Derived>
class OptimizerOf : public KindOf<Derived, Optimizer> {
public:
    void update(const Update<float>& update) const final { this->self().run(update); }
    void update(const Update<double>& update) const final { this->self().run(update); }

protected:
    template <class T>
    static constexpr T Derived::*own(T Optimizer::*member) {
        return static_cast<T Derived::*>(member);
    }

    static constexpr auto rate_settings() {
        return std::tuple{
            setting("learning_rate", own(&Optimizer::learning_rate), above(0), "How far one step goes."),
            setting("schedule", own(&Optimizer::schedule), "How the learning rate changes during the run.")};
    }
    static constexpr auto weight_decay_setting() {
        return setting("weight_decay", own(&Optimizer::weight_decay), at_least(0),
                       "Share of each weight, times the learning rate, that is taken off at each step.");
    }
    /// Returns the settings that every optimizer has besides its own rule, as in Keras; 0 stands for Keras'
    /// None.
    static constexpr auto common_settings() {
        return std::tuple{
            advanced(
                setting("clipnorm", own(&Optimizer::clipnorm), at_least(0),
                        "Longest gradient of one tensor of weights; longer ones are shortened. 0: any.")),
            advanced(setting("clipvalue", own(&Optimizer::clipvalue), at_least(0),
                             "Largest gradient of one weight. 0: any.")),
            advanced(setting("global_clipnorm", own(&Optimizer::global_clipnorm), at_least(0),
                             "Longest gradient of all weights together; longer ones are shortened. 0: any.")),
            advanced(setting("gradient_accumulation_steps", own(&Optimizer::gradient_accumulation_steps),
                             at_least(1), "Batches whose mean gradient makes one step.")),
            advanced(setting("use_ema", own(&Optimizer::use_ema),
                             "Whether a running average of the weights is used for inference, while training "
                             "continues with the weights themselves.")),
            advanced(setting("ema_momentum", own(&Optimizer::ema_momentum), from_below(0, 1),
                             "How slowly the average follows.")),
            advanced(setting("ema_overwrite_frequency", own(&Optimizer::ema_overwrite_frequency), at_least(0),
                             "Steps after which the average becomes the weights. 0: never."))};
    }
};

}  // namespace glassnet
