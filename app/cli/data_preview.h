// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/commands.h"
#include "data/dataset.h"
#include "project/project.h"

#include <string>

namespace glassnet::cli {

/// What `glassnet data preview` draws, and where to.
class PreviewOptions {
public:
    /// Adds the options to a command; this must outlive it.
    void add_to(Command command);
    /// Returns the project with the augmentation that --augment names, if it does. Throws Error.
    [[nodiscard]] Project applied_to(Project project) const;
    /// Draws the sheet and writes it. Throws Error (sheet.*, file.*).
    void draw(const Project& project, const Dataset& dataset, const Context& context) const;

private:
    std::string augment_, out_;
    int samples_ = 6, variants_ = 7, side_ = 96;
};

}  // namespace glassnet::cli
