// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "layers/layer_problems.h"
#include "math/images/bilinear.h"
#include "math/images/window_sums.h"

#include <array>

namespace glassnet {

namespace {

/// How new pixels are computed from the old ones.
enum class Interpolation { nearest, bilinear };
constexpr std::array<std::string_view, 2> names(Interpolation) { return {"nearest", "bilinear"}; }

/// A picture made larger. Bilinear: pixel centres at half numbers, the border's pixels continue beyond it (as
/// torch's align_corners=False).
class UpSampling2D final : public LayerOf<UpSampling2D> {
public:
    Size2 size = {2, 2};
    Interpolation interpolation = Interpolation::nearest;

    static constexpr auto settings =
        std::tuple{setting("size", &UpSampling2D::size, between(1, Upsampling::max_factor),
                           "How many times higher and wider the picture becomes."),
                   setting("interpolation", &UpSampling2D::interpolation,
                           "“nearest” repeats pixels, “bilinear” blends neighbours.")};

    static Description describe() {
        return {.id = "UpSampling2D",
                .title = "UpSampling2D",
                .group = "Shape",
                .summary = "A picture made larger.",
                .formula = "y[i, j, c] = x[⌊i / height⌋, ⌊j / width⌋, c], or a blend of the four nearest",
                .keras = "keras.layers.UpSampling2D",
                .pytorch = "torch.nn.Upsample",
                .onnx = "Resize",
                .icon = "reshape"};
    }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 3) throw needs_pictures("UpSampling2D", inputs[0]);
        return {inputs[0][0] * size.height, inputs[0][1] * size.width, inputs[0][2]};
    }

    [[nodiscard]] Contract contract(const Binding&) const {
        return {.backward_needs = {.inputs = false, .output = false},
                .kernels = {"vectors of channels", "vectors of channels"}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* const from = pass.inputs[0] + sample * pass.input_shapes[0].elements();
            T* const to = pass.output + sample * pass.output_shape.elements();
            if (interpolation == Interpolation::bilinear)
                upsample_bilinear(enlargement(pass.input_shapes[0]), from, to);
            else
                spread_windows(windows(pass.input_shapes[0]), WindowReduction::sum, from, to);
        }
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            const T* const gradient = pass.output_gradient + sample * pass.output_shape.elements();
            T* const to = pass.input_gradients[0] + sample * pass.input_shapes[0].elements();
            if (interpolation == Interpolation::bilinear)
                upsample_bilinear_backward(enlargement(pass.input_shapes[0]), gradient, to);
            else
                sum_windows(windows(pass.input_shapes[0]), WindowReduction::sum, gradient, to);
        }
    }

private:
    [[nodiscard]] Upsampling enlargement(const Shape& old) const {
        return {old[0], old[1], old[2], size.height, size.width};
    }
    /// Returns windows over the new picture: an old pixel is spread over its window, and the gradients of the
    /// window are its gradient.
    [[nodiscard]] Window2D windows(const Shape& old) const {
        return {.input_height = old[0] * size.height,
                .input_width = old[1] * size.width,
                .channels = old[2],
                .output_height = old[0],
                .output_width = old[1],
                .kernel_height = size.height,
                .kernel_width = size.width,
                .stride_y = size.height,
                .stride_x = size.width};
    }
};

}  // namespace

std::unique_ptr<Layer> make_up_sampling2d() { return std::make_unique<UpSampling2D>(); }

}  // namespace glassnet
