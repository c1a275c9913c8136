// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/operation.h"

#include <memory>

namespace glassnet {

/// Batch normalization of each channel (last axis). Its weights are gamma and beta, as far as there are any,
/// then the moving mean and variance.
struct BatchNormalizationSettings {
    double momentum = 0.99;
    FixedNormalization fixed{};  // what is done where the statistics stay
    bool trainable = true;
};

/// Ioffe and Szegedy 2015. Outside training, and where it is not trainable, takes the moving mean and
/// variance for those of the batch. Takes a relu behind it.
[[nodiscard]] std::unique_ptr<Operation> batch_normalization(const BatchNormalizationSettings& settings,
                                                             const Binding& binding);

}  // namespace glassnet
