// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/epilogue.h"
#include "math/images/window.h"

namespace glassnet {

// DepthwiseConvolution in float, with one filter for each channel.

void depthwise_forward(const Window2D& w, const float* input, const float* kernel,
                       const Epilogue<float>& epilogue, float* output);
void depthwise_input_gradient(const Window2D& w, const float* output_gradient, const float* kernel,
                              float* input_gradient);
/// Adds to `kernel_gradient`.
void depthwise_kernel_gradient(const Window2D& w, const float* input, const float* output_gradient,
                               float* kernel_gradient);

}  // namespace glassnet
