// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"

#include <cstdint>

namespace glassnet {

/// What all threads of the pool together can compute at most, in multiplications and additions a second: the
/// best of a few short measurements, some 20 ms in all. What else runs on the machine lowers it.
[[nodiscard]] double measured_peak(ThreadPool& pool);

/// What it counts: multiply-adds in registers alone, in as many independent chains as keep the processor
/// busy. Returns how many were done in so many rounds.
std::int64_t multiply_add_in_registers(std::int64_t rounds);

}  // namespace glassnet
