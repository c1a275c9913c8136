// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/training_memory.h"

#include "training/footprint.h"

#include <algorithm>
#include <utility>

namespace glassnet::app {

std::int64_t trainingBytes(const MemoryQuestion& question) {
    const Project& project = *question.project;
    return static_cast<std::int64_t>(
        training_bytes(check(project, nullptr, MemoryCheck::left_out), project.training,
                       std::max<std::int64_t>(1, question.samples), question.threads));
}

void TrainingMemory::want(std::optional<MemoryQuestion> question) {
    if (question == question_) return;
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
