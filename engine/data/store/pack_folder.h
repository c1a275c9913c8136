// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace glassnet {

/// Where packs of decoded pictures lie (picture_pack.h). A value.
struct PackFolder {
    std::filesystem::path path{};  // empty: there are none
    std::int64_t most_bytes = 0;   // of all together
};

}  // namespace glassnet
