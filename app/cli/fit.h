// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.h"
#include "project/project.h"

#include <filesystem>
#include <memory>

namespace glassnet::cli {

/// Loads the project's data and makes the project fit them: the size to which pictures are brought, and what
/// fit_to_data changes. Each change is told, and so are the remarks of the data.
[[nodiscard]] std::shared_ptr<const Dataset> load_fitted(Project& project,
                                                         const std::filesystem::path& project_folder,
                                                         const Context& context);

}  // namespace glassnet::cli
