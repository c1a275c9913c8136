// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/settings_change.h"

#include "training/training_kinds.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Tells whether the tensors that one keeps between batches are those of the other, in number and meaning.
bool remembers_the_same(const KindSettings& from, const KindSettings& to) {
    if (from == to) return true;
    if (from.kind != to.kind) return false;
    const auto a = make_optimizer({.optimizer = from}), b = make_optimizer({.optimizer = to});
    return a->variables() == b->variables() &&
           a->gradient_accumulation_steps == b->gradient_accumulation_steps && a->use_ema == b->use_ema;
}

/// Returns the metric that only a monitor needs; nullptr where loss or accuracy are monitored.
const Metric* asked_for(const std::optional<Monitor>& monitor) {
    return monitor ? metric_of(*monitor) : nullptr;
}

/// Tells whether both measure the same and call the same epochs the best: the weights of another are gone.
bool measures_the_same(const TrainingSettings& from, const TrainingSettings& to) {
    return from.metrics == to.metrics && make_stopping(from)->rule() == make_stopping(to)->rule() &&
           asked_for(make_optimizer(from)->schedule->watched()) ==
               asked_for(make_optimizer(to)->schedule->watched());
}

}  // namespace

bool can_change(const TrainingSettings& from, const TrainingSettings& to) {
    const TrainingRecord before(from), after(to);
    const auto kept = [&](std::string_view name) {
        return before.settings_info()[*find_setting(before, name)].kept_by_run;
    };
    return std::ranges::none_of(different_settings(before, after), kept) &&
           remembers_the_same(from.optimizer, to.optimizer) && measures_the_same(from, to);
}

bool takes_as_much_memory(const TrainingSettings& from, const TrainingSettings& to) {
    return from.batch_size == to.batch_size && from.recompute_activations == to.recompute_activations;
}

}  // namespace glassnet
