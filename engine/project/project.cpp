// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.h"

#include "network/repair.h"
#include "training/check_training.h"

namespace glassnet {

Checked check(const Project& project, const DatasetSummary* data) {
    Checked checked = check(project.network);
    check_training(checked, {project.training, project.augmentation, project.preprocessing, data});
    return checked;
}

Project apply(const Repair& repair, Project project) {
    if (repair.action == Repair::Action::replace_loss) {
        project.training.loss = {repair.kind, {}};
    } else {
        project.network = apply(repair, std::move(project.network));
    }
    return project;
}

TrainingTask training_task(const Project& project, std::shared_ptr<const Dataset> dataset) {
    return {.network = project.network,
            .dataset = std::move(dataset),
            .augmentation = project.augmentation,
            .preprocessing = project.preprocessing,
            .settings = project.training};
}

}  // namespace glassnet
