// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "project/project.h"

#include <string>
#include <vector>

namespace glassnet::cli {

/// Settings that the command line gives instead of the project: --epochs, --batch, --learning-rate, --set.
class SettingOptions {
public:
    /// Adds the options to a command; this must outlive it.
    void add_to(Command command);
    /// Adds --set alone.
    void add_set_to(Command command);
    /// Returns the project with these settings. Values of --set are read as JSON, otherwise as text. Throws
    /// Error, see with_setting.
    [[nodiscard]] Project applied_to(Project project) const;

private:
    int epochs_ = 0, batch_ = 0;  // 0: as in the project
    double rate_ = 0;
    std::vector<std::string> set_;
};

}  // namespace glassnet::cli
