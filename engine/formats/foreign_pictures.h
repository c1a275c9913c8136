// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "formats/content.h"

namespace glassnet {

/// Returns how a picture, drawing, document or film that Glassnet does not read is refused: by its name, with
/// a way to convert it. nullptr for any other content.
[[nodiscard]] const ProblemKind* foreign_picture(Content content);

}  // namespace glassnet
