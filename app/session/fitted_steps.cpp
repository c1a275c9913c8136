// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/fitted_steps.h"

#include "data/channel_statistics.h"
#include "data/pipeline.h"

namespace glassnet::app {

void FittedSteps::want(const std::shared_ptr<const Dataset>& dataset,
                       const std::vector<KindSettings>& steps) {
    if (dataset == dataset_ && steps == wanted_) return;
    dataset_ = dataset;
    wanted_ = steps;
    fitted_.reset();
    if (!dataset_) return;
    std::vector<Problem> toldByTheCheck;
    if (!Pipeline({}, wanted_, toldByTheCheck).needs_fit()) {
        fitted_ = wanted_;
        return;
    }
    background_.run([steps = wanted_, dataset] { return fitted_steps(steps, *dataset, 1); },
                    [this, dataset, steps = wanted_](Outcome<std::vector<KindSettings>> outcome) {
                        if (dataset != dataset_ || steps != wanted_) return;  // changed meanwhile
                        fitted_ = std::move(outcome.value);
                        Q_EMIT changed();
                    });
}

}  // namespace glassnet::app
