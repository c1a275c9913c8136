// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/check.h"
#include "training/trained_outputs.h"

#include <cstdint>
#include <string>
#include <vector>

namespace glassnet {

/// Derivatives of one tensor compared with differences of the loss.
struct TensorGradientCheck {
    std::string tensor;  // "conv2d_1/kernel", "input_1/output"
    int directions = 0;  // that were compared
    // of them, where the loss has a kink within the step (relu, max): these are compared less strictly
    int kinks = 0;
    double worst = 0;  // relative error of the directions without a kink
    double worst_at_kinks = 0;

    [[nodiscard]] bool good() const { return worst <= tolerance && worst_at_kinks <= tolerance_at_kinks; }
    static constexpr double tolerance = 1e-6, tolerance_at_kinks = 1e-4;
};

struct GradientCheckOptions {
    int batch = 3;
    int directions = 200;  // for each tensor
    bool training = true;
    std::uint64_t seed = 1;
};

/// Compares the slopes that backward computes with central differences of the loss, in double precision,
/// along random directions of each weight and each input, at random inputs, targets and slightly moved
/// initial weights. `checked` is ready and its outputs have losses that fit. The relative error is
/// |difference − slope| / max(|difference|, |slope|, a tenth of a typical slope).
[[nodiscard]] std::vector<TensorGradientCheck> check_gradients(const Checked& checked,
                                                               const TrainedOutputs& outputs,
                                                               const GradientCheckOptions& options);

/// Checks a network with one output.
[[nodiscard]] std::vector<TensorGradientCheck> check_gradients(const Checked& checked, const Loss& loss,
                                                               const GradientCheckOptions& options);

}  // namespace glassnet
