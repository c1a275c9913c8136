// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threads.h"
#include "data/step.h"

#include <span>

namespace glassnet {

/// Mixes a sample with another one of the same shape. A box is that of a picture (height × width × channels).
void mix_into(std::span<float> own, std::span<const float> other, const Shape& shape, const Mixture& mixture);

/// Mixes samples that lie one after the other, each with the one behind it as it was: sample i by
/// mixtures[i]; the last one is only mixed into the one before it. Boxes are of pictures (height × width ×
/// channels), other shapes are mixed by the shares alone. The same bits for any number of threads.
void mix_neighbours(std::span<float> samples, const Shape& shape, std::span<const Mixture> mixtures,
                    ThreadPool& pool);

}  // namespace glassnet
