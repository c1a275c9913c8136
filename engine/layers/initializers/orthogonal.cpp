// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/matrix/orthogonal.h"
#include "layers/initializer.h"
#include "layers/initializers/random_numbers.h"

namespace glassnet {

namespace {

/// A random matrix with orthogonal columns (rows, where it is wider than high), all equally likely (Saxe et
/// al. 2014). Kernels of more dimensions are matrices of all but their last dimension × the last.
class Orthogonal final : public KindOf<Orthogonal, Initializer> {
public:
    double gain = 1;

    static constexpr auto settings =
        std::tuple{setting("gain", &Orthogonal::gain, "The length of each column.")};

    static Description describe() {
        return {.id = "orthogonal",
                .title = "Orthogonal",
                .group = "Initializer",
                .summary = "A random rotation: keeps lengths and angles.",
                .formula = "Wᵀ·W = gain² · I",
                .keras = "keras.initializers.Orthogonal",
                .pytorch = "torch.nn.init.orthogonal_",
                .onnx = "",
                .icon = ""};
    }
    bool fits(const Shape& shape) const override { return shape.rank() >= 2; }
    void fill(std::span<float> values, const NewWeight& weight, Random random) const override {
        fill_normal(values, 0, 1, random);
        const std::int64_t columns = weight.shape[weight.shape.rank() - 1];
        make_orthogonal(values.data(), weight.shape.elements() / columns, columns, gain);
    }
};

}  // namespace

std::unique_ptr<Initializer> make_orthogonal() { return std::make_unique<Orthogonal>(); }

}  // namespace glassnet
