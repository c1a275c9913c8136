// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace glassnet {

/// Returns where in a ZIP archive the bytes of an entry begin, which its library does not tell: for entries
/// that are not packed (PKWARE's APPNOTE 4.3 and 4.5.3; archives of more than 4 GB too). Nothing where the
/// archive is damaged or has no such entry.
[[nodiscard]] std::optional<std::int64_t> place_in_zip(const std::filesystem::path& path,
                                                       std::string_view entry);

}  // namespace glassnet
