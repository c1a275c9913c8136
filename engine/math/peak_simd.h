// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace glassnet::simd {

/// Multiply-adds in registers alone, in as many independent chains as keep the processor busy; returns how
/// many were done.
std::int64_t multiply_add_in_registers(std::int64_t rounds);

}  // namespace glassnet::simd
