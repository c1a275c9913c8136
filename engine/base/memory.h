// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace glassnet {

/// Returns how many bytes this process can still allocate without the machine running short: what the system
/// says is free, and less where a limit of the process or of its container is nearer. Nothing where the
/// system does not tell.
[[nodiscard]] std::optional<std::int64_t> available_memory();

}  // namespace glassnet
