// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// Counts what `operator new` hands out in this program (memory_meter.cpp replaces it). One thread.
namespace glassnet::testing {

class MemoryMeter {
public:
    /// A request beyond this many bytes is noted and answered with std::bad_alloc: it would endanger the
    /// machine.
    static constexpr std::int64_t largest_request = std::int64_t{1} << 30;

    /// Begins to count; memory taken earlier does not matter.
    static void start();
    /// The most that was taken at one time since `start`, refused requests included.
    [[nodiscard]] static std::int64_t peak();
};

}  // namespace glassnet::testing
