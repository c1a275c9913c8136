// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/memory.h"

// In this order: psapi.h needs windows.h. Version 2 is in a library that every program has.
#define PSAPI_VERSION 2
#include <windows.h>

#include <psapi.h>

namespace glassnet::platform {

namespace {

MEMORYSTATUSEX memory_status() {
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof status;
    if (!::GlobalMemoryStatusEx(&status)) status.dwLength = 0;
    return status;
}

}  // namespace

std::optional<std::int64_t> free_memory_of_machine() {
    const MEMORYSTATUSEX status = memory_status();
    if (status.dwLength == 0) return std::nullopt;
    return static_cast<std::int64_t>(status.ullAvailPhys);
}

std::optional<std::int64_t> free_memory_of_container() { return std::nullopt; }

std::optional<std::int64_t> free_memory_of_process() {
    const MEMORYSTATUSEX status = memory_status();
    if (status.dwLength == 0) return std::nullopt;
    return static_cast<std::int64_t>(status.ullAvailVirtual);
}

std::optional<std::int64_t> peak_memory() {
    PROCESS_MEMORY_COUNTERS counters{};
    if (!::GetProcessMemoryInfo(::GetCurrentProcess(), &counters, sizeof counters)) return std::nullopt;
    return static_cast<std::int64_t>(counters.PeakWorkingSetSize);
}

void prefer_large_pages(void*, std::size_t) {}  // Windows requires privileges for them

}  // namespace glassnet::platform
