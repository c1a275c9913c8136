// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/fit_offer.h"

#include "session/data_source.h"

#include <tuple>

namespace glassnet::app {

FitOffer fitOffer(const Project& project, const DataSource& data) {
    if (data.loading()) return {};
    if (data.dataset())
        return {.picture_size = {}, .changes = fit_to_data(project, data.dataset()->summary).changes};
    const auto& problems = data.problems();
    if (!problems.empty() && problems.front().code() == "data.picture_sizes")
        return {.picture_size = picture_size_for(project, {}), .changes = {}};
    return {};
}

Project withOffer(Project project, const DataSource& data) {
    const FitOffer offer = fitOffer(project, data);
    if (offer.picture_size)
        std::tie(project.data.image_height, project.data.image_width) = *offer.picture_size;
    else if (!offer.changes.empty())
        project = fit_to_data(std::move(project), data.dataset()->summary).project;
    return project;
}

}  // namespace glassnet::app
