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

inline constexpr ProblemKind pictures_large{"data.pictures_large", Severity::error,
                                            "the pictures need more than {limit} bytes of memory",
                                            "Let the preprocessing begin with a Resize to a smaller size."};
inline constexpr ProblemKind file_lost{"data.file_lost", Severity::error, "the file cannot be read: {reason}",
                                       "Bring the file back, and load the data again."};
inline constexpr ProblemKind cancelled{"data.cancelled", Severity::error,
                                       "loading was ended before it was done", "Load the data again."};
inline constexpr ProblemKind picture_sizes{
    "data.picture_sizes", Severity::error, "the pictures have different sizes: {sizes}",
    "Let the preprocessing begin with a Resize, for example to {height} × {width}."};

}  // namespace glassnet::data_problems
