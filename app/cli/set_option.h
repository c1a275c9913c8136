// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace glassnet::cli {

/// What the command line says of settings, instead of the project: --epochs, --batch, --learning-rate, --set.
class SettingOptions {
public:
    /// Adds the options to a command; this must outlive it.
    void add_to(CLI::App& command);
    /// The project with them. Values of --set are read as JSON, else as text. Throws Error, see with_setting.
    [[nodiscard]] Project applied_to(Project project) const;

private:
    int epochs_ = 0, batch_ = 0;  // 0: as in the project
    double rate_ = 0;
    std::vector<std::string> set_;
};

}  // namespace glassnet::cli
