// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/arena.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace glassnet {

#ifdef __linux__
void prefer_large_pages(void* block, std::size_t bytes) {
    constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
    const auto start = reinterpret_cast<std::uintptr_t>(block);
    const std::uintptr_t first = (start + page - 1) / page * page, end = (start + bytes) / page * page;
    if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}
#else
void prefer_large_pages(void*, std::size_t) {}  // macOS and Windows want privileges for them
#endif

}  // namespace glassnet
