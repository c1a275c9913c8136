// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"

namespace glassnet {

/// What all threads of the pool together can compute at most, in multiplications and additions a second: the
/// best of a few short measurements, some 20 ms in all. What else runs on the machine lowers it.
[[nodiscard]] double measured_peak(ThreadPool& pool);

}  // namespace glassnet
