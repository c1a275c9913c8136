// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace glassnet::cli {

/// The project with one setting of its file set, the value read as JSON, else as text: "dense_1.units=64",
/// "training.epochs=5", "training.optimizer.momentum=0.9" (or without "training."), "data.image_height=64",
/// "preprocessing.0.scale=0.5". Throws Error where there is no such node or setting, naming those that there
/// are.
[[nodiscard]] Project with_setting(const Project& project, const std::string& text);

/// What the command line says of settings, instead of the project: --epochs, --batch, --learning-rate, --set.
class SettingOptions {
public:
    /// Adds the options to a command; this must outlive it.
    void add_to(CLI::App& command);
    /// The project with them. Throws Error, see with_setting.
    [[nodiscard]] Project applied_to(Project project) const;

private:
    int epochs_ = 0, batch_ = 0;  // 0: as in the project
    double rate_ = 0;
    std::vector<std::string> set_;
};

}  // namespace glassnet::cli
