// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/arrays.h"

namespace glassnet {

constexpr ProblemKind arrays_unsupported{"data.unsupported", Severity::error, "array files cannot be read yet", "Use an IDX folder."};

Dataset load_npz_dataset(const std::filesystem::path& path) { throw Error(arrays_unsupported, {}, {.file = path.string()}); }
Dataset load_safetensors_dataset(const std::filesystem::path& path) { throw Error(arrays_unsupported, {}, {.file = path.string()}); }

}  // namespace glassnet
