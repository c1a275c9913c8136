// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"

#include <cstdint>

namespace glassnet {

/// Returns the most multiplications and additions a second that all threads of the pool reach together: the
/// best of a few short measurements, some 20 ms in all. Other work on the machine lowers it.
[[nodiscard]] double measured_peak(ThreadPool& pool);

/// Does multiply-adds in registers alone, in as many independent chains as keep the processor busy, and
/// returns their number in so many rounds: the work that measured_peak() counts.
std::int64_t multiply_add_in_registers(std::int64_t rounds);

}  // namespace glassnet
