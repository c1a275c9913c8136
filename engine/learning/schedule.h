// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/catalogue.h"
#include "base/settings.h"
#include "learning/monitor.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace glassnet {

/// Where a run is when it computes its learning rate. Steps are batches, as in Keras, however many of them
/// make one update of the weights.
struct ScheduleState {
    std::int64_t step = 0;                // steps done before this one
    std::int64_t steps = 1;               // of the whole run
    std::span<const EpochRecord> epochs;  // completed
};

/// How the learning rate changes during a run: a function of the state alone, so that a resumed run has
/// nothing to remember.
class Schedule : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Schedule> clone() const = 0;
    /// Returns the rate of the step about to be done, from the optimizer's `learning_rate`.
    [[nodiscard]] virtual double rate(double learning_rate, const ScheduleState& state) const = 0;
    /// Returns the monitor that it follows, if it follows one.
    [[nodiscard]] virtual std::optional<Monitor> watched() const { return std::nullopt; }
    /// Returns what is wrong with its settings taken together.
    [[nodiscard]] virtual std::optional<Problem> problem() const { return std::nullopt; }
};

template <class Derived>
using ScheduleOf = KindOf<Derived, Schedule>;

/// Returns how far the step lies in a range of `length` steps, 0 … 1; a length of 0 is the rest of the run.
[[nodiscard]] inline double progress(const ScheduleState& state, std::int64_t length,
                                     std::int64_t begin = 0) {
    const auto done = static_cast<double>(state.step - begin);
    const auto whole = static_cast<double>(length > 0 ? length : state.steps - begin);
    return whole <= 0 || done >= whole ? 1 : done <= 0 ? 0 : done / whole;
}

/// Returns the schedules in the order people see them; the first keeps the rate as it is.
[[nodiscard]] const Catalogue<Schedule>& catalogue_of(Schedule*);

}  // namespace glassnet
