// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

namespace glassnet {

/// Throws Error (data.not_finite) naming the first sample that holds NaN or infinity, in its inputs or its
/// targets.
void check_finite(const Dataset& dataset);

/// Looks at all samples once and notes the range of their values, columns that never change, samples that are
/// equal, and the fingerprint. There is a training sample. Throws Error (data.cancelled).
void measure(Dataset& dataset, const LoadWatch& watch);

}  // namespace glassnet
