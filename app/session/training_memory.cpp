// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/training_memory.h"

#include "learning/catalogue.h"
#include "training/footprint.h"
#include "training/heads.h"
#include "training/plans.h"

#include <algorithm>

namespace glassnet::app {

std::int64_t trainingBytes(const MemoryQuestion& question) {
    std::vector<Problem> ignored;
    const Heads heads = make_heads(question.checked, question.settings, nullptr, ignored);
    const auto optimizer = kinds<Optimizer>().make_if_known(question.settings.optimizer);
    const auto batch = std::clamp<std::int64_t>(question.settings.batch_size, 1,
                                                std::max<std::int64_t>(1, question.samples));
    const Optimizer& usual = kinds<Optimizer>().front();  // while the project's own is unknown
    const Optimizer& moves = optimizer ? *optimizer : usual;
    return static_cast<std::int64_t>(training_bytes(
        question.checked, {.learning = learning_plan(question.settings, moves, static_cast<int>(batch),
                                                     heads.fused_activations()),
                           .optimizer_variables = optimizer ? optimizer->memory_tensors() : 0,
                           .threads = question.threads}));
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
