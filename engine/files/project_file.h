// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace glassnet {

/// Returns the text of a `.glassnet` file: JSON in stable order, one node or wire per line. Reading it gives
/// an equal project.
[[nodiscard]] std::string to_json(const Project& project);

/// Reads a project from that text. Throws Error with all problems found (JSON errors, wrong types, duplicate
/// ids, wires to nowhere …), each with its place. Unknown kinds and fields are no problem here: they are
/// kept.
[[nodiscard]] Project project_from_json(std::string_view text, const std::string& file_name = {});

/// Returns the settings of a training alone, as in a project's text.
[[nodiscard]] std::string to_json(const TrainingSettings& training);
[[nodiscard]] TrainingSettings training_from_json(std::string_view text, const std::string& file_name = {});

/// Reads a project file. Throws Error.
[[nodiscard]] Project load_project(const std::filesystem::path& path);

/// Saves atomically and returns the SHA-256 of what is now on the disk. Throws Error and leaves the old file
/// untouched.
std::string save_project(const Project& project, const std::filesystem::path& path);

}  // namespace glassnet
