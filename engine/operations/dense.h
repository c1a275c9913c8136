// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/elementwise/activations.h"
#include "operations/operation.h"

#include <cstdint>
#include <memory>

namespace glassnet {

/// A fully connected layer with its bias and activation. Its weights are the kernel (features × units) and,
/// if used, the bias.
struct DenseSettings {
    std::int64_t units = 1;
    ActivationFunction activation = ActivationFunction::linear;
    bool use_bias = true;
    bool trainable = true;
};

/// y = f(x · W + b), over the whole batch at once. Takes a relu behind it. The gradient of a kernel that is
/// trained is deferred.
[[nodiscard]] std::unique_ptr<Operation> dense(const DenseSettings& settings, const Binding& binding);

}  // namespace glassnet
