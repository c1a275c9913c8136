// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_kinds.h"

#include "training/catalogue.h"

namespace glassnet {

namespace {

constexpr ProblemKind loss_unknown{"loss.unknown", Severity::error, "“{kind}” is not a loss of this version",
                                   "Choose one of: {allowed}."};
constexpr ProblemKind optimizer_unknown{"optimizer.unknown", Severity::error,
                                        "“{kind}” is not an optimizer of this version",
                                        "Choose one of: {allowed}."};
constexpr ProblemKind stopping_unknown{"stopping.unknown", Severity::error,
                                       "“{kind}” is not a way to stop of this version",
                                       "Choose one of: {allowed}."};
constexpr ProblemKind class_weight_unknown{"class_weight.unknown", Severity::error,
                                           "“{kind}” is not a way to weigh classes of this version",
                                           "Choose one of: {allowed}."};

template <class Kind>
std::unique_ptr<Kind> make(const Kind* kind, const KindSettings& wanted, const ProblemKind& unknown,
                           const std::string& allowed, const std::string& where) {
    if (!kind) throw Error(unknown, {{"kind", wanted.kind}, {"allowed", allowed}}, {.setting = where});
    auto made = kind->clone();
    auto problems = configure(*made, wanted.settings, {.setting = where});
    std::erase_if(problems, [](const Problem& problem) { return problem.severity() != Severity::error; });
    if (!problems.empty()) throw Error(std::move(problems));
    return made;
}

}  // namespace

std::unique_ptr<Loss> make_loss(const TrainingSettings& settings) {
    return make_loss(settings.loss, "training.loss");
}

std::unique_ptr<Loss> make_loss(const KindSettings& loss, const std::string& where) {
    return make(find_loss(loss.kind), loss, loss_unknown, ids(loss_catalogue()), where);
}

std::unique_ptr<ClassWeight> make_class_weight(const TrainingSettings& settings) {
    return make(find_class_weight(settings.class_weight.kind), settings.class_weight, class_weight_unknown,
                ids(class_weight_catalogue()), "training.class_weight");
}

std::unique_ptr<Stopping> make_stopping(const TrainingSettings& settings) {
    return make(find_stopping(settings.stopping.kind), settings.stopping, stopping_unknown,
                ids(stopping_catalogue()), "training.stopping");
}

std::unique_ptr<Optimizer> make_optimizer(const TrainingSettings& settings) {
    return make(find_optimizer(settings.optimizer.kind), settings.optimizer, optimizer_unknown,
                ids(optimizer_catalogue()), "training.optimizer");
}

}  // namespace glassnet
