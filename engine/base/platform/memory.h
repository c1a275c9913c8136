// SPDX-License-Identifier: GPL-3.0-or-later
//
// The system's information about memory, in bytes; nothing where it does not tell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace glassnet::platform {

/// Returns what the machine has left.
[[nodiscard]] std::optional<std::int64_t> free_memory_of_machine();

/// Returns what the limit of this process's container leaves.
[[nodiscard]] std::optional<std::int64_t> free_memory_of_container();

/// Returns what the limit of this process leaves.
[[nodiscard]] std::optional<std::int64_t> free_memory_of_process();

/// Returns the most physical memory that this process has held at once.
[[nodiscard]] std::optional<std::int64_t> peak_memory();

/// Asks the system to map memory that has not been accessed yet in pages of megabytes: page table walks take
/// a tenth of the time of large networks. Nothing is lost where the system does not.
void prefer_large_pages(void* block, std::size_t bytes);

}  // namespace glassnet::platform
