// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

#if defined(_WIN32)
// windows.h first: psapi.h needs it.
#include <windows.h>

#include <psapi.h>
#elif defined(__APPLE__)
#include <mach/mach.h>
#include <sys/resource.h>
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

std::optional<std::int64_t> peak_memory() {
    PROCESS_MEMORY_COUNTERS counters{};
    if (!GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters)) return std::nullopt;
    return static_cast<std::int64_t>(counters.PeakWorkingSetSize);
}

#elif defined(__APPLE__)

std::optional<std::int64_t> available_memory() {
    vm_statistics64_data_t pages{};
    mach_msg_type_number_t count = HOST_VM_INFO64_COUNT;
    if (host_statistics64(mach_host_self(), HOST_VM_INFO64, reinterpret_cast<host_info64_t>(&pages),
                          &count) != KERN_SUCCESS)
        return std::nullopt;
    return (static_cast<std::int64_t>(pages.free_count) + pages.inactive_count) *
           static_cast<std::int64_t>(vm_page_size);
}

std::optional<std::int64_t> peak_memory() {
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0) return std::nullopt;
    return usage.ru_maxrss;
}

#else

namespace {

/// Of a file of lines such as "MemAvailable:  1234 kB".
std::optional<std::int64_t> line_of(const char* path, std::string_view wanted) {
    std::ifstream file(path);
    for (std::string name, rest; file >> name; std::getline(file, rest)) {
        std::int64_t kilobytes = 0;
        if (name == wanted && file >> kilobytes) return kilobytes * 1024;
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
    return std::max<std::int64_t>(0,
                                  static_cast<std::int64_t>(limit.rlim_cur) - *pages * sysconf(_SC_PAGESIZE));
}

}  // namespace

std::optional<std::int64_t> available_memory() {
    std::optional<std::int64_t> least;
    for (const auto& each :
         {line_of("/proc/meminfo", "MemAvailable:"), free_of_container(), free_of_process()}) {
        if (each && (!least || *each < *least)) least = each;
    }
    return least;
}

/// Not getrusage: its figure begins with that of the program that started this one.
std::optional<std::int64_t> peak_memory() { return line_of("/proc/self/status", "VmHWM:"); }

#endif

}  // namespace glassnet
