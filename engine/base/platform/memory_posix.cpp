// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/memory.h"

#ifdef __APPLE__
#include <mach/mach.h>
#include <sys/resource.h>
#else
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#endif

namespace glassnet::platform {

#ifdef __APPLE__

std::optional<std::int64_t> free_memory_of_machine() {
    vm_statistics64_data_t pages{};
    mach_msg_type_number_t count = HOST_VM_INFO64_COUNT;
    if (host_statistics64(mach_host_self(), HOST_VM_INFO64, reinterpret_cast<host_info64_t>(&pages),
                          &count) != KERN_SUCCESS)
        return std::nullopt;
    return (static_cast<std::int64_t>(pages.free_count) + pages.inactive_count) *
           static_cast<std::int64_t>(vm_page_size);
}

std::optional<std::int64_t> free_memory_of_container() { return std::nullopt; }
std::optional<std::int64_t> free_memory_of_process() { return std::nullopt; }

std::optional<std::int64_t> peak_memory() {
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0) return std::nullopt;
    return usage.ru_maxrss;
}

void prefer_large_pages(void*, std::size_t) {}  // macOS requires privileges for them

#else

namespace {

/// Reads a number from a file of lines such as "MemAvailable:  1234 kB".
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

}  // namespace

std::optional<std::int64_t> free_memory_of_machine() { return line_of("/proc/meminfo", "MemAvailable:"); }

/// Reads the limit of control groups, version 2.
std::optional<std::int64_t> free_memory_of_container() {
    const auto most = number_in("/sys/fs/cgroup/memory.max");
    const auto used = number_in("/sys/fs/cgroup/memory.current");
    if (!most || !used) return std::nullopt;
    return std::max<std::int64_t>(0, *most - *used);
}

/// Returns what `ulimit -v` leaves.
std::optional<std::int64_t> free_memory_of_process() {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
    const auto pages = number_in("/proc/self/statm");
    if (!pages) return std::nullopt;
    return std::max<std::int64_t>(0,
                                  static_cast<std::int64_t>(limit.rlim_cur) - *pages * sysconf(_SC_PAGESIZE));
}

/// Returns the peak of this program alone: that of getrusage begins with that of the program that started
/// this one.
std::optional<std::int64_t> peak_memory() { return line_of("/proc/self/status", "VmHWM:"); }

void prefer_large_pages(void* block, std::size_t bytes) {
    constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
    const auto start = reinterpret_cast<std::uintptr_t>(block);
    const std::uintptr_t first = (start + page - 1) / page * page, end = (start + bytes) / page * page;
    if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

#endif

}  // namespace glassnet::platform
