// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/settings_change.h"

#include "training/training_kinds.h"

namespace glassnet {

namespace {

/// Whether the tensors that one keeps between batches are those of the other, in number and meaning.
bool remembers_the_same(const KindSettings& from, const KindSettings& to) {
    if (from == to) return true;
    if (from.kind != to.kind) return false;
    const auto a = make_optimizer({.optimizer = from}), b = make_optimizer({.optimizer = to});
    return a->variables() == b->variables() && a->gradient_accumulation_steps == b->gradient_accumulation_steps && a->use_ema == b->use_ema;
}

/// The metric that only a monitor asks for; nullptr where loss or accuracy are watched.
const Metric* asked_for(const std::optional<Monitor>& monitor) { return monitor ? metric_of(*monitor) : nullptr; }

bool measures_the_same(const TrainingSettings& from, const TrainingSettings& to) {
    return from.metrics == to.metrics && asked_for(make_stopping(from)->watched()) == asked_for(make_stopping(to)->watched()) &&
           asked_for(make_optimizer(from)->schedule->watched()) == asked_for(make_optimizer(to)->schedule->watched());
}

/// Whether both call the same epochs the best: the weights of another are gone.
bool judges_the_same(const TrainingSettings& from, const TrainingSettings& to) {
    const auto a = make_stopping(from), b = make_stopping(to);
    const auto value_of = [](const Stopping& stopping, std::string_view name) {
        const auto index = find_setting(stopping, name);
        return index ? stopping.get(*index).number() : 0.0;  // AllEpochs counts every epoch and every improvement
    };
    return a->watched() == b->watched() && value_of(*a, "min_delta") == value_of(*b, "min_delta") &&
           value_of(*a, "start_from_epoch") == value_of(*b, "start_from_epoch");
}

}  // namespace

bool can_change(const TrainingSettings& from, const TrainingSettings& to) {
    TrainingSettings same = from;
    same.epochs = to.epochs;
    same.batch_size = to.batch_size;
    same.optimizer = to.optimizer;
    same.stopping = to.stopping;
    same.max_seconds = to.max_seconds;
    same.keep_checkpoints = to.keep_checkpoints;
    same.recompute_activations = to.recompute_activations;
    return same == to && remembers_the_same(from.optimizer, to.optimizer) && measures_the_same(from, to) && judges_the_same(from, to);
}

}  // namespace glassnet
