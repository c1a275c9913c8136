// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include "base/platform/memory.h"

namespace glassnet {

std::optional<std::int64_t> available_memory() {
    std::optional<std::int64_t> least;
    for (const auto& each : {platform::free_memory_of_machine(), platform::free_memory_of_container(),
                             platform::free_memory_of_process()}) {
        if (each && (!least || *each < *least)) least = each;
    }
    return least;
}

}  // namespace glassnet
