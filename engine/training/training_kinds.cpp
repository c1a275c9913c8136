// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_kinds.h"

#include "learning/catalogue.h"

namespace glassnet {

std::unique_ptr<Loss> make_loss(const TrainingSettings& settings) {
    return make_loss(settings.loss, "training.loss");
}

std::unique_ptr<Loss> make_loss(const KindSettings& loss, const std::string& where) {
    return kinds<Loss>().make(loss, {.setting = where});
}

std::unique_ptr<ClassWeight> make_class_weight(const TrainingSettings& settings) {
    return kinds<ClassWeight>().make(settings.class_weight, {.setting = "training.class_weight"});
}

std::unique_ptr<Stopping> make_stopping(const TrainingSettings& settings) {
    return kinds<Stopping>().make(settings.stopping, {.setting = "training.stopping"});
}

std::unique_ptr<Optimizer> make_optimizer(const TrainingSettings& settings) {
    return kinds<Optimizer>().make(settings.optimizer, {.setting = "training.optimizer"});
}

}  // namespace glassnet
