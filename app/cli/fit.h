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

/// Tells in one line which column of a table the targets are, whether the project's loss takes them for
/// classes or for values, and how to choose the other; nothing for other data.
void tell_targets(const Project& project, const DatasetSummary& data, const Context& context);

}  // namespace glassnet::cli
