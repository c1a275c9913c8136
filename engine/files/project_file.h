// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace glassnet {

/// The text of a `.glassnet` file: JSON in stable order, one node and one wire a line. Reading it gives an
/// equal project.
[[nodiscard]] std::string to_json(const Project& project);

/// Throws Error with all problems found (JSON faults, wrong types, duplicate ids, wires to nowhere …), each
/// with its place. Unknown kinds and fields are no problem here: they are kept.
[[nodiscard]] Project project_from_json(std::string_view text, const std::string& file_name = {});

/// The settings of a training alone, as they stand in a project.
[[nodiscard]] std::string to_json(const TrainingSettings& training);
[[nodiscard]] TrainingSettings training_from_json(std::string_view text, const std::string& file_name = {});

/// Reads a file; throws Error.
[[nodiscard]] Project load_project(const std::filesystem::path& path);

/// Saves atomically and returns the SHA-256 of what now lies on the disk. Throws Error and leaves the old
/// file untouched.
std::string save_project(const Project& project, const std::filesystem::path& path);

}  // namespace glassnet
