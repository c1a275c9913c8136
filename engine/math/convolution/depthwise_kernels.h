// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/images/window.h"

namespace glassnet {

// The float versions of depthwise.h for one filter of each channel, compiled once for each instruction set
// and chosen when the program runs.
void depthwise_forward(const Window2D& w, const float* input, const float* kernel, const float* bias,
                       bool relu, float* output);
void depthwise_input_gradient(const Window2D& w, const float* output_gradient, const float* kernel,
                              float* input_gradient);
void depthwise_kernel_gradient(const Window2D& w, const float* input, const float* output_gradient,
                               float* kernel_gradient);

}  // namespace glassnet
