// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/synthetic_training.h"

#include <optional>

namespace glassnet::cli {

/// Measures how much of the gradient comes through the rectifiers (ReLU layers and activations): the share of
/// places where it is not 0 and the rectifier's output is above 0, over all rectifiers and the batch's first
/// samples. Where only a max-pooling reads a rectifier, the pooling's outputs are counted instead: it passes
/// one value of each window. Backward passes that skip zeros are faster the smaller this is. Nothing where no
/// rectifier is trained. Runs forward and backward with the current weights; moving means change.
[[nodiscard]] std::optional<double> nonzero_share(SyntheticTraining& synthetic);

}  // namespace glassnet::cli
