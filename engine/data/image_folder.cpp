// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/image_folder.h"

namespace glassnet {

constexpr ProblemKind folder_unsupported{"data.unsupported", Severity::error, "folders of pictures cannot be read yet",
                                         "Use an IDX folder."};

Dataset load_image_folder(const std::filesystem::path& folder, const DataSettings&) {
    throw Error(folder_unsupported, {}, {.file = folder.string()});
}

}  // namespace glassnet
