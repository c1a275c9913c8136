// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/fit_offer.h"

#include "session/data_source.h"

namespace glassnet::app {

FitOffer fitOffer(const Project& project, const DataSource& data) {
    if (data.loading() || !data.dataset()) return {};
    return {fit_to_data(project, data.dataset()->summary).changes};
}

Project withOffer(Project project, const DataSource& data) {
    if (data.loading() || !data.dataset()) return project;
    return fit_to_data(std::move(project), data.dataset()->summary).project;
}

}  // namespace glassnet::app
