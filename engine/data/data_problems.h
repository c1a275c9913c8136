// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

/// Problems with data that several formats share.
namespace glassnet::data_problems {

inline constexpr ProblemKind count_mismatch{"data.count_mismatch", Severity::error,
                                            "{inputs} samples, but {labels} labels",
                                            "Use samples and labels that belong together."};
inline constexpr ProblemKind sides_differ{"data.sides_differ", Severity::error,
                                          "samples of {part} are {found}, those of the training {wanted}",
                                          "Use files of one data set."};

inline constexpr ProblemKind picture_sizes{
    "data.picture_sizes", Severity::error, "the pictures have different sizes: {sizes}",
    "Set image_height and image_width, for example to {height} and {width}."};

}  // namespace glassnet::data_problems
