// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fit.h"

#include "cli/run_training.h"
#include "project/fit_to_data.h"

namespace glassnet::cli {

namespace {

void tell(const Context& context, const std::string& change) {
    context.report.say("fit: " + change);
    context.report.result({{"fit", change}});
}

}  // namespace

std::shared_ptr<const Dataset> load_fitted(Project& project, const std::filesystem::path& project_folder,
                                           const Context& context) {
    const int height = project.data.image_height, width = project.data.image_width;
    auto dataset = load_in_size(project, project_folder.string());
    report_data(*dataset, context);
    if (project.data.image_height != height || project.data.image_width != width)
        tell(context, "pictures are brought to " + std::to_string(project.data.image_height) + " × " +
                          std::to_string(project.data.image_width));
    Fitted fitted = fit_to_data(std::move(project), dataset->summary);
    for (const Problem& change : fitted.changes) tell(context, change.what());
    project = std::move(fitted.project);
    return dataset;
}

}  // namespace glassnet::cli
