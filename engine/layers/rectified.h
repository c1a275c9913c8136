// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/activations.h"
#include "layers/layer.h"

#include <memory>

namespace glassnet {

/// The layer with relu as its activation, if `tail` is relu and it has none so far.
template <class LayerType>
std::unique_ptr<Layer> rectified(const LayerType& layer, const Tail& tail) {
    if (tail.work != Tail::Work::relu || layer.activation != ActivationFunction::linear) return nullptr;
    auto result = std::make_unique<LayerType>(layer);
    result->activation = ActivationFunction::relu;
    return result;
}

}  // namespace glassnet
