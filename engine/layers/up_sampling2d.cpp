// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer.h"
#include "layers/layer_problems.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace glassnet {

namespace {

/// How new pixels come between the old ones.
enum class Interpolation { nearest, bilinear };
constexpr std::array<std::string_view, 2> names(Interpolation) { return {"nearest", "bilinear"}; }

/// A picture made larger. Bilinear: pixel centres at half numbers, the border's pixels go on beyond it (as torch's align_corners=False).
class UpSampling2D final : public LayerOf<UpSampling2D> {
public:
    Size2 size = {2, 2};
    Interpolation interpolation = Interpolation::nearest;

    static constexpr auto settings =
        std::tuple{setting("size", &UpSampling2D::size, between(1, 64), "How many times higher and wider the picture becomes."),
                   setting("interpolation", &UpSampling2D::interpolation, "“nearest” repeats pixels, “bilinear” blends neighbours.")};

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

    BackwardNeeds backward_needs() const override { return {.inputs = false, .output = false}; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        std::fill_n(pass.output + pass.first * pass.output_shape.elements(), pass.count * pass.output_shape.elements(), T{0});
        walk(pass, [&](std::int64_t in, std::int64_t out, T share, std::int64_t channels) {
            for (std::int64_t c = 0; c < channels; ++c) pass.output[out + c] += share * pass.inputs[0][in + c];
        });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        T* const to = pass.input_gradients[0];
        if (!to) return;
        const std::int64_t elements = pass.input_shapes[0].elements();
        std::fill_n(to + pass.first * elements, pass.count * elements, T{0});
        walk(pass, [&](std::int64_t in, std::int64_t out, T share, std::int64_t channels) {
            for (std::int64_t c = 0; c < channels; ++c) to[in + c] += share * pass.output_gradient[out + c];
        });
    }

private:
    /// The one or two old rows (or columns) that a new one is made of.
    template <class T>
    struct Sources {
        std::array<std::int64_t, 2> at{};
        std::array<T, 2> share{};
        int count = 1;
    };

    template <class T>
    [[nodiscard]] Sources<T> sources(std::int64_t place, int times, std::int64_t old_count) const {
        if (interpolation == Interpolation::nearest) return {{place / times, 0}, {T{1}, T{0}}, 1};
        const T middle = (static_cast<T>(place) + static_cast<T>(0.5)) / static_cast<T>(times) - static_cast<T>(0.5);
        const T below = std::floor(middle);
        const T part = middle - below;
        const auto clamp = [&](T number) { return std::clamp<std::int64_t>(static_cast<std::int64_t>(number), 0, old_count - 1); };
        return {{clamp(below), clamp(below + 1)}, {1 - part, part}, 2};
    }

    /// Calls action(old pixel, new pixel, share, channels) for every pair that belongs together.
    template <class T, class Action>
    void walk(const Pass<T>& pass, const Action& action) const {
        const Shape& in = pass.input_shapes[0];
        const Shape& out = pass.output_shape;
        for (std::int64_t sample = pass.first; sample < pass.first + pass.count; ++sample) {
            for (std::int64_t y = 0; y < out[0]; ++y) {
                const auto rows = sources<T>(y, size.height, in[0]);
                for (std::int64_t x = 0; x < out[1]; ++x) {
                    const auto columns = sources<T>(x, size.width, in[1]);
                    const std::int64_t to = sample * out.elements() + (y * out[1] + x) * out[2];
                    for (std::size_t r = 0; r < static_cast<std::size_t>(rows.count); ++r) {
                        for (std::size_t c = 0; c < static_cast<std::size_t>(columns.count); ++c) {
                            const std::int64_t from = sample * in.elements() + (rows.at[r] * in[1] + columns.at[c]) * in[2];
                            action(from, to, rows.share[r] * columns.share[c], in[2]);
                        }
                    }
                }
            }
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_up_sampling2d() { return std::make_unique<UpSampling2D>(); }

}  // namespace glassnet
