// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activations.h"
#include "layers/layer_problems.h"
#include "layers/rectified.h"
#include "layers/weight_settings.h"
#include "math/arena.h"
#include "math/matmul.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Every output sees every input: y = f(xW + b). The products run over the whole batch, cut by columns, so that a large kernel is read
/// once.
class Dense final : public KernelLayer<Dense> {
public:
    int units = 32;
    ActivationFunction activation = ActivationFunction::linear;

    static constexpr auto settings =
        std::tuple_cat(std::tuple{setting("units", &Dense::units, between(1, 1'000'000), "Number of outputs."),
                                  setting("activation", &Dense::activation, "Function applied to each output.")},
                       kernel_settings());

    static Description describe() {
        return {.id = "Dense",
                .title = "Dense",
                .group = "Dense",
                .summary = "Every output sees every input.",
                .formula = "y = f(x·W + b)",
                .keras = "keras.layers.Dense",
                .pytorch = "torch.nn.Linear",
                .onnx = "Gemm",
                .icon = "dense"};
    }

    Traits traits() const override { return {.matrix_product = true}; }
    std::string_view activation_name() const override { return name_of(activation); }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 1) throw needs_flat_input("Dense", inputs[0]);
        return {units};
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t features = inputs[0].elements();
        return kernel_and_bias({features, units}, {units}, features, units);
    }

    std::int64_t multiply_adds(Shapes inputs) const override { return inputs[0].elements() * units; }

    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes) const override { return rectified(*this, tail); }

    Memory memory(Shapes) const override {
        const std::int64_t widest = std::max(packed_elements<float>(chunk, block), packed_elements<double>(chunk, block));
        return {.per_sample = padded_units() + kept_elements(activation, units), .per_worker = widest};
    }

    std::vector<Phase> forward_phases(Shapes, int, bool) const override {
        std::vector<Phase> phases{{Phase::Split::blocks, blocks_of(units)}};
        if (needs_row(activation)) phases.push_back({Phase::Split::samples, 0});  // needs whole rows
        return phases;
    }

    std::vector<Phase> backward_phases(Shapes inputs, int) const override {
        const int parts = blocks_of(inputs[0].elements());
        return {{Phase::Split::blocks, 1}, {Phase::Split::blocks, 2 * parts}};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        if (pass.phase == 1) {
            if (!pass.activation_elsewhere)
                activate(activation, pass.output + std::int64_t{pass.first} * units, pass.count, std::int64_t{units});
            return;
        }
        const std::int64_t features = pass.input_shapes[0].elements();
        const std::int64_t first = std::int64_t{pass.item} * block;
        const std::int64_t columns = std::min<std::int64_t>(block, units - first);
        const T* kernel = pass.weights[0] + first;
        const T* bias = use_bias ? pass.weights[1] + first : nullptr;
        const bool relu_at_once = activation == ActivationFunction::relu && !pass.activation_elsewhere;
        for (std::int64_t begin = 0; begin < features; begin += chunk) {
            const std::int64_t depth = std::min(chunk, features - begin);
            pack(kernel + begin * units, std::int64_t{units}, std::int64_t{1}, depth, columns, pass.scratch);
            multiply(Product<T>{.rows = pass.batch,
                                .columns = columns,
                                .a = pass.inputs[0] + begin,
                                .a_row = features,
                                .length = depth,
                                .b = pass.scratch,
                                .c = pass.output + first,
                                .c_row = units,
                                .bias = begin == 0 ? bias : nullptr,
                                .accumulate = begin > 0,
                                .relu = relu_at_once && begin + depth == features});
        }
        if (relu_at_once || pass.activation_elsewhere || needs_row(activation)) return;
        for (std::int64_t row = 0; row < pass.batch; ++row)
            activate_and_keep(activation, pass.output + row * units + first, kept(pass) + row * units + first, 1, columns);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (pass.phase == 0) {
            prepare_gradient(pass);
        } else if (const int parts = blocks_of(pass.input_shapes[0].elements()); pass.item < parts) {
            kernel_gradient(pass, pass.item);
        } else {
            input_gradient(pass, pass.item - parts);
        }
    }

private:
    static constexpr std::int64_t block = 64;   // columns of a part; a function of nothing, so that results do not depend on threads
    static constexpr std::int64_t chunk = 512;  // depth packed at once: stays in the second-level cache

    static int blocks_of(std::int64_t columns) { return static_cast<int>((columns + block - 1) / block); }
    [[nodiscard]] std::int64_t padded_units() const { return (std::int64_t{units} + 63) / 64 * 64; }

    /// Behind the packed gradient: the values before the activation, where its slope needs them.
    template <class T>
    T* kept(const Pass<T>& pass) const {
        return pass.per_sample + pass.batch * padded_units();
    }

    /// The gradient before the activation, the bias gradient, and the packed gradient for the kernel's.
    template <class T>
    void prepare_gradient(const Pass<T>& pass) const {
        if (!pass.activation_elsewhere)
            activate_backward(activation, pass.output_gradient, kept(pass), pass.output, std::int64_t{pass.batch}, std::int64_t{units});
        pack(pass.output_gradient, std::int64_t{units}, std::int64_t{1}, std::int64_t{pass.batch}, std::int64_t{units}, pass.per_sample);
        if (!use_bias || !trainable) return;
        std::fill_n(pass.weight_gradients[1], units, T{0});
        add_column_sums(pass.output_gradient, std::int64_t{pass.batch}, std::int64_t{units}, pass.weight_gradients[1]);
    }

    template <class T>
    void kernel_gradient(const Pass<T>& pass, int part) const {
        if (!trainable) return;
        const std::int64_t features = pass.input_shapes[0].elements();
        const std::int64_t first = std::int64_t{part} * block;
        multiply(Product<T>{.rows = std::min(block, features - first),
                            .columns = units,
                            .a = pass.inputs[0] + first,
                            .a_row = 1,
                            .a_step = features,
                            .length = pass.batch,
                            .b = pass.per_sample,
                            .c = pass.weight_gradients[0] + first * units,
                            .c_row = units});
    }

    template <class T>
    void input_gradient(const Pass<T>& pass, int part) const {
        if (!pass.input_gradients[0]) return;
        const std::int64_t features = pass.input_shapes[0].elements();
        const std::int64_t first = std::int64_t{part} * block;
        const std::int64_t columns = std::min(block, features - first);
        for (std::int64_t begin = 0; begin < units; begin += chunk) {
            const std::int64_t depth = std::min<std::int64_t>(chunk, units - begin);
            pack(pass.weights[0] + first * units + begin, std::int64_t{1}, std::int64_t{units}, depth, columns, pass.scratch);
            multiply(Product<T>{.rows = pass.batch,
                                .columns = columns,
                                .a = pass.output_gradient + begin,
                                .a_row = units,
                                .length = depth,
                                .b = pass.scratch,
                                .c = pass.input_gradients[0] + first,
                                .c_row = features,
                                .accumulate = begin > 0});
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_dense() { return std::make_unique<Dense>(); }

}  // namespace glassnet
