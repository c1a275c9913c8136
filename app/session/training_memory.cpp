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
    if (!question) return forget();
    question_ = std::move(question);
    answered_ = false;
    if (!background_.busy()) work();
}

void TrainingMemory::forget() {
    question_.reset();
    bytes_.reset();
    problems_.clear();
    Q_EMIT changed();
}

void TrainingMemory::work() {
    background_.run([question = *question_] { return trainingBytes(question); },
                    [this, question = question_](Outcome<std::int64_t> outcome) {
                        if (question == question_) {
                            answered_ = true;
                            bytes_ = outcome.value;
                            problems_ = std::move(outcome.problems);
                            Q_EMIT changed();
                        } else if (question_) {
                            work();
                        }
                    });
}

}  // namespace glassnet::app
