// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fit.h"

#include "cli/run_training.h"
#include "project/fit_to_data.h"

#include <tuple>

namespace glassnet::cli {

namespace {

void tell(const Context& context, const std::string& change) {
    context.report.say("fit: " + change);
    context.report.result({{"fit", change}});
}

/// Loads the data; pictures of different sizes, and large ones, are brought to the size that suits the
/// network.
std::shared_ptr<const Dataset> load_in_size(Project& project, const std::filesystem::path& folder) {
    const auto in_size = [&](std::pair<int, int> size) {
        std::tie(project.data.image_height, project.data.image_width) = size;
        return load_dataset(project.data, folder.string());
    };
    std::shared_ptr<const Dataset> dataset;
    try {
        dataset = load_dataset(project.data, folder.string());
    } catch (const Error& error) {
        if (error.problems().front().code() != "data.picture_sizes") throw;
        return in_size(picture_size_for(project, {}));
    }
    const auto& sizes = dataset->summary.picture_sizes;
    if (sizes.empty() || project.data.image_height > 0) return dataset;
    const auto size = picture_size_for(project, sizes);
    return size == sizes.begin()->first ? dataset : in_size(size);
}

}  // namespace

std::shared_ptr<const Dataset> load_fitted(Project& project, const std::filesystem::path& project_folder,
                                           const Context& context) {
    const int height = project.data.image_height, width = project.data.image_width;
    auto dataset = load_in_size(project, project_folder);
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
