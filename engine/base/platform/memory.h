// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the system tells about memory, in bytes; nothing where it does not tell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace glassnet::platform {

/// What the machine has left.
[[nodiscard]] std::optional<std::int64_t> free_memory_of_machine();

/// What the limit of the container leaves that this process runs in.
[[nodiscard]] std::optional<std::int64_t> free_memory_of_container();

/// What the limit of this process leaves.
[[nodiscard]] std::optional<std::int64_t> free_memory_of_process();

/// The most real memory that this process has held at once.
[[nodiscard]] std::optional<std::int64_t> peak_memory();

/// Asks the system to map memory that nobody has touched yet in pages of megabytes: walks through page tables
/// cost a tenth of the time of large networks. Without an answer nothing is lost.
void prefer_large_pages(void* block, std::size_t bytes);

}  // namespace glassnet::platform
