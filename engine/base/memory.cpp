// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <algorithm>
#include <fstream>
#include <string>

#if defined(_WIN32)
#include <windows.h>
#elif defined(__APPLE__)
#include <mach/mach.h>
#else
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace glassnet {

#if defined(_WIN32)

std::optional<std::int64_t> available_memory() {
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof status;
    if (!GlobalMemoryStatusEx(&status)) return std::nullopt;
    return static_cast<std::int64_t>(std::min(status.ullAvailPhys, status.ullAvailVirtual));
}

#elif defined(__APPLE__)

std::optional<std::int64_t> available_memory() {
    vm_statistics64_data_t pages{};
    mach_msg_type_number_t count = HOST_VM_INFO64_COUNT;
    if (host_statistics64(mach_host_self(), HOST_VM_INFO64, reinterpret_cast<host_info64_t>(&pages), &count) != KERN_SUCCESS)
        return std::nullopt;
    return (static_cast<std::int64_t>(pages.free_count) + pages.inactive_count) * static_cast<std::int64_t>(vm_page_size);
}

#else

namespace {

std::optional<std::int64_t> free_of_machine() {
    std::ifstream file("/proc/meminfo");
    for (std::string name, rest; file >> name; std::getline(file, rest)) {
        std::int64_t kilobytes = 0;
        if (!(file >> kilobytes)) break;
        if (name == "MemAvailable:") return kilobytes * 1024;
    }
    return std::nullopt;
}

std::optional<std::int64_t> number_in(const char* path) {
    std::ifstream file(path);
    std::int64_t number = 0;
    if (!(file >> number)) return std::nullopt;  // no such file, or "max"
    return number;
}

/// Inside a container its own limit counts (control groups, version 2).
std::optional<std::int64_t> free_of_container() {
    const auto most = number_in("/sys/fs/cgroup/memory.max");
    const auto used = number_in("/sys/fs/cgroup/memory.current");
    if (!most || !used) return std::nullopt;
    return std::max<std::int64_t>(0, *most - *used);
}

/// What `ulimit -v` leaves.
std::optional<std::int64_t> free_of_process() {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
    const auto pages = number_in("/proc/self/statm");
    if (!pages) return std::nullopt;
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(limit.rlim_cur) - *pages * sysconf(_SC_PAGESIZE));
}

}  // namespace

std::optional<std::int64_t> available_memory() {
    std::optional<std::int64_t> least;
    for (const auto& each : {free_of_machine(), free_of_container(), free_of_process()}) {
        if (each && (!least || *each < *least)) least = each;
    }
    return least;
}

#endif

}  // namespace glassnet
