// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/training_memory.h"

#include "base/threads.h"
#include "document/edits.h"
#include "network/plan.h"
#include "training/catalogue.h"

#include <algorithm>

namespace glassnet::app {

std::int64_t trainingBytes(const MemoryQuestion& question) {
    const auto loss = configured<Loss>(loss_catalogue(), question.settings.loss);
    const auto optimizer = configured<Optimizer>(optimizer_catalogue(), question.settings.optimizer);
    const auto batch = std::clamp<std::int64_t>(question.settings.batch_size, 1, std::max<std::int64_t>(1, question.samples));
    const Plan plan =
        compile(question.checked, {.batch = static_cast<int>(batch), .fused_activation = loss ? loss->fused_activation() : ""});
    const int threads = question.threads > 0 ? question.threads : hardware_threads();
    const auto variables = static_cast<std::int64_t>(optimizer ? optimizer->variables().size() : 0);
    const std::int64_t elements = plan.weight_elements + plan.trainable_elements * (1 + variables) + plan.arena_elements +
                                  plan.shard_gradient_elements * plan.shards + plan.worker_elements * threads;
    return elements * static_cast<std::int64_t>(sizeof(float));
}

void TrainingMemory::want(std::optional<MemoryQuestion> question) {
    question_ = std::move(question);
    ++asked_;
    if (!question_) {
        bytes_.reset();
        Q_EMIT changed();
    } else if (!background_.busy()) {
        work();
    }
}

void TrainingMemory::work() {
    background_.run([question = *question_] { return trainingBytes(question); },
                    [this, asked = asked_](const Outcome<std::int64_t>& outcome) {
                        if (asked == asked_) {
                            bytes_ = outcome.value;
                            Q_EMIT changed();
                        } else if (question_) {
                            work();
                        }
                    });
}

}  // namespace glassnet::app
