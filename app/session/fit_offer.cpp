// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/fit_offer.h"

#include "session/data_source.h"

#include <tuple>

namespace glassnet::app {

FitOffer fitOffer(const Project& project, const DataSource& data) {
    if (data.loading()) return {};
    if (differ_in_size(data.problems()))
        return {.picture_size = picture_size_for(project, {}), .changes = {}};
    if (!data.dataset()) return {};
    const DatasetSummary& summary = data.dataset()->summary;
    if (const auto size = size_to_set(project, summary.picture_sizes))
        return {.picture_size = size, .changes = {}};
    return {.picture_size = {}, .changes = fit_to_data(project, summary).changes};
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
