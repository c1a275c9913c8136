// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activations.h"
#include "layers/layer_problems.h"
#include "layers/rectified.h"
#include "layers/weight_settings.h"
#include "math/arena.h"
#include "math/elementwise/arithmetic.h"
#include "math/matrix/matmul.h"
#include "math/rows/columns.h"

#include <algorithm>
#include <bit>

namespace glassnet {

namespace {

/// Every output sees every input: y = f(xW + b). Products run over the whole batch; for how they are cut see
/// Cut.
class Dense final : public KernelLayer<Dense> {
public:
    int units = 32;
    ActivationFunction activation = ActivationFunction::linear;

    static constexpr auto settings = std::tuple_cat(
        std::tuple{setting("units", &Dense::units, between(1, 1'000'000), "Number of outputs."),
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
    std::optional<ActivationFunction> activation_function() const override { return activation; }

    Shape output_shape(Shapes inputs) const override {
        if (inputs[0].rank() != 1) throw needs_flat_input("Dense", inputs[0]);
        return {units};
    }

    std::vector<WeightSpec> weights(Shapes inputs) const override {
        const std::int64_t features = inputs[0].elements();
        return kernel_and_bias({features, units}, {units}, features, units);
    }

    std::int64_t multiply_adds(Shapes inputs) const override { return inputs[0].elements() * units; }

    std::unique_ptr<Layer> with_tail(const Tail& tail, Shapes) const override {
        return rectified(*this, tail);
    }

    Memory memory_in(Shapes inputs, int batch, bool training) const override {
        const Cut cut = forward_cut(inputs, batch, training);
        const std::int64_t parts = cut.by == Cut::By::slices ? cut.count * units : 0,
                           features = inputs[0].elements();
        return {.per_sample = units + kept_elements(activation, units) + parts,
                .per_worker = kernel_rows(features) *
                              (gathers(features, batch) ? std::max<std::int64_t>(block, batch) : block)};
    }

    std::vector<Phase> forward_phases(Shapes inputs, int batch, bool training) const override {
        const auto blocks = [](std::int64_t count) {
            return Phase{Phase::Split::blocks, static_cast<int>(count)};
        };
        const Cut cut = forward_cut(inputs, batch, training);
        if (cut.by == Cut::By::samples) return {blocks(cut.count)};
        if (cut.by == Cut::By::slices) return {blocks(cut.count * wide_blocks()), blocks(joins(batch))};
        std::vector<Phase> phases{blocks(cut.count)};
        if (needs_row(activation)) phases.push_back({Phase::Split::samples, 0});
        return phases;
    }

    std::vector<Phase> backward_phases(Shapes inputs, int) const override {
        const std::int64_t features = inputs[0].elements();
        return {{Phase::Split::blocks, 1}, {Phase::Split::blocks, count_of(kernel_rows(features), features)}};
    }

    BackwardNeeds backward_needs() const override {
        return {.inputs = true, .output = needs_output(activation)};
    }
    std::optional<int> late_weight() const override { return trainable ? std::optional(0) : std::nullopt; }
    KernelNames kernel_names(Shapes inputs, int batch) const override {
        const bool slices = forward_cut(inputs, batch, true).by == Cut::By::slices;
        return {slices ? "product by slices" : "product by columns", "product by rows"};
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        const Cut cut = forward_cut(pass.input_shapes, pass.planned, pass.training);
        if (cut.by == Cut::By::samples) return multiply_samples(pass, cut.count);
        if (cut.by == Cut::By::slices)
            return pass.phase == 0 ? multiply_slice(pass, cut.count) : join_slices(pass, cut.count);
        pass.phase == 0 ? multiply_columns(pass) : finish_rows(pass, pass.first, pass.count);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (pass.phase == 0) {
            prepare_gradient(pass);
        } else {
            const std::int64_t features = pass.input_shapes[0].elements(), each = kernel_rows(features);
            const std::int64_t first = pass.item * each, rows = std::min(each, features - first);
            if (T* const kernel_gradient = pass.weight_gradients[0]; kernel_gradient && trainable)
                run_late_gradient(pass, first, rows, kernel_gradient + first * units);
            if (pass.input_gradients[0]) input_gradient(pass, first, rows);
        }
    }

    /// Rows of the kernel's gradient: an input's values times the outputs' gradients, over the batch.
    template <class T>
    void run_late_gradient(const Pass<T>& pass, std::int64_t first, std::int64_t rows, T* to) const {
        const Features<T> features = features_of(pass, first, rows);
        multiply(Product<T>{.rows = rows,
                            .columns = units,
                            .a = features.values,
                            .a_row = 1,
                            .a_step = features.row,
                            .length = pass.batch,
                            .b = pass.output_gradient,
                            .b_row = units,
                            .c = to,
                            .c_row = units});
    }

private:
    /// How the product of a forward pass is cut: a function of the shapes, so that results depend on nothing
    /// else.
    struct Cut {
        enum class By {
            columns,
            samples,  // with the whole kernel
            slices,   // of the kernel's rows: they give parts of the sums, which are then joined
        };
        By by = By::columns;
        std::int64_t count = 1;
    };
    [[nodiscard]] Cut forward_cut(Shapes inputs, int batch, bool training) const {
        const std::int64_t features = inputs[0].elements();
        const std::int64_t groups = training ? 0 : sample_groups(features, batch);
        if (groups > 0) return {Cut::By::samples, groups};
        const std::int64_t slices =
            training ? training_slices(features, batch) : answering_slices(features, batch);
        if (slices > 0) return {Cut::By::slices, slices};
        return {Cut::By::columns, count_of(block, units)};
    }

    /// Where the kernel is small enough for each processor to keep it, whoever makes a row goes on with it,
    /// from one such layer to the next.
    [[nodiscard]] std::int64_t sample_groups(std::int64_t features, int batch) const {
        constexpr std::int64_t group = 8, kept_near = 1 << 17;
        return batch >= 2 * group && features * units <= kept_near ? batch / group : 0;
    }

    /// For few answers of a large kernel, which no cache holds: it is read in one sweep.
    [[nodiscard]] std::int64_t answering_slices(std::int64_t features, int batch) const {
        constexpr std::int64_t few = 4, large = 1 << 20, sweep = 4096;
        return batch > few || features * units < large ? 0 : count_of(sweep, features);
    }

    /// For few samples: whoever reads a row should be who moves it, as to write what another processor has
    /// read costs more than the product. A power of two, so that threads get equal shares; none where the
    /// parts would be about as large as the kernel.
    static std::int64_t training_slices(std::int64_t features, int batch) {
        constexpr std::uint64_t worth = 128, most = 16;
        const auto count = static_cast<std::int64_t>(
            std::bit_floor(std::min(static_cast<std::uint64_t>(features) / worth, most)));
        return count > 1 && 2 * batch * count <= features ? count : 0;
    }

    static constexpr std::int64_t block = 64;        // columns, or samples of an input gradient
    static constexpr std::int64_t wide_block = 256;  // columns of a slice's part
    static constexpr std::int64_t slice_rows = 64;   // whose multiples slices are
    static constexpr std::int64_t chunk = 512;       // depth at once: its rows stay in the second-level cache

    static int count_of(std::int64_t part, std::int64_t whole) {
        return static_cast<int>((whole + part - 1) / part);
    }
    [[nodiscard]] std::int64_t wide_blocks() const { return count_of(wide_block, units); }
    /// Items that join slices.
    [[nodiscard]] int joins(int batch) const {
        constexpr std::int64_t worth = 2048;  // sums
        return static_cast<int>(std::clamp<std::int64_t>(batch * std::int64_t{units} / worth, 1, batch));
    }
    /// Of the kernel, that stay in the cache with the samples' values for them.
    [[nodiscard]] std::int64_t kernel_rows(std::int64_t features) const { return late_rows(features, units); }

    /// Some features of all samples: value `feature` of a sample lies at values[sample · row + feature].
    template <class T>
    struct Features {
        const T* values;
        std::int64_t row;
    };
    /// Samples that lie a multiple of 4 KB apart push each other out of the cache: what is looked at of them
    /// is laid out anew.
    static bool gathers(std::int64_t features, int batch) {
        constexpr std::int64_t places = 8, cycle = 1024;
        return features % cycle == 0 && batch > places;
    }
    template <class T>
    static Features<T> features_of(const Pass<T>& pass, std::int64_t first, std::int64_t count) {
        const std::int64_t row = pass.input_shapes[0].elements();
        const T* const from = pass.inputs[0] + first;
        if (!gathers(row, pass.batch)) return {from, row};
        for (std::int64_t sample = 0; sample < pass.batch; ++sample)
            std::copy_n(from + sample * row, count, pass.scratch + sample * count);
        return {pass.scratch, count};
    }

    template <class T>
    void multiply_columns(const Pass<T>& pass) const {
        const std::int64_t features = pass.input_shapes[0].elements();
        const std::int64_t first = std::int64_t{pass.item} * block;
        const std::int64_t columns = std::min<std::int64_t>(block, units - first);
        const T* kernel = pass.weights[0] + first;
        const T* bias = use_bias ? pass.weights[1] + first : nullptr;
        const bool relu_at_once = activation == ActivationFunction::relu && !pass.activation_elsewhere;
        for (std::int64_t begin = 0; begin < features; begin += chunk) {
            const std::int64_t depth = std::min(chunk, features - begin);
            multiply(Product<T>{.rows = pass.batch,
                                .columns = columns,
                                .a = pass.inputs[0] + begin,
                                .a_row = features,
                                .length = depth,
                                .b = kernel + begin * units,
                                .b_row = units,
                                .c = pass.output + first,
                                .c_row = units,
                                .epilogue = {.bias = begin == 0 ? bias : nullptr,
                                             .relu = relu_at_once && begin + depth == features},
                                .accumulate = begin > 0});
        }
        if (relu_at_once || pass.activation_elsewhere || needs_row(activation)) return;
        for (std::int64_t row = 0; row < pass.batch; ++row)
            activate_and_keep(activation, pass.output + row * units + first, kept(pass) + row * units + first,
                              1, columns);
    }

    template <class T>
    void multiply_samples(const Pass<T>& pass, std::int64_t groups) const {
        const std::int64_t features = pass.input_shapes[0].elements();
        const auto [first, rows] = share(pass, groups);
        if (rows == 0) return;  // the batch is not full
        T* const output = pass.output + first * units;
        const bool relu_at_once = activation == ActivationFunction::relu && !pass.activation_elsewhere;
        multiply(
            Product<T>{.rows = rows,
                       .columns = units,
                       .a = pass.inputs[0] + first * features,
                       .a_row = features,
                       .length = features,
                       .b = pass.weights[0],
                       .b_row = units,
                       .c = output,
                       .c_row = units,
                       .epilogue = {.bias = use_bias ? pass.weights[1] : nullptr, .relu = relu_at_once}});
        if (!relu_at_once) finish_rows(pass, first, rows);
    }

    struct Rows {
        std::int64_t first, count;
    };
    /// Of the samples at hand, those of this item.
    template <class T>
    static Rows share(const Pass<T>& pass, std::int64_t items) {
        const auto begin = [&](std::int64_t item) {
            return std::min<std::int64_t>(pass.batch, pass.planned * item / items);
        };
        return {begin(pass.item), begin(pass.item + 1) - begin(pass.item)};
    }

    /// The activation of whole rows, unless it is the loss that does it.
    template <class T>
    void finish_rows(const Pass<T>& pass, std::int64_t first, std::int64_t rows) const {
        if (pass.activation_elsewhere) return;
        activate_and_keep(activation, pass.output + first * units, kept(pass) + first * units, rows,
                          std::int64_t{units});
    }

    template <class T>
    T* part(const Pass<T>& pass, std::int64_t number) const {
        return kept(pass) + pass.batch * (kept_elements(activation, units) + number * units);
    }

    template <class T>
    void multiply_slice(const Pass<T>& pass, std::int64_t count) const {
        const std::int64_t features = pass.input_shapes[0].elements(),
                           pieces = (features + slice_rows - 1) / slice_rows;
        const std::int64_t slice = pass.item / wide_blocks(), column = pass.item % wide_blocks() * wide_block;
        const std::int64_t first = pieces * slice / count * slice_rows,
                           end = std::min(features, pieces * (slice + 1) / count * slice_rows);
        for (std::int64_t row = first; row < end; row += kernel_rows(features)) {
            const std::int64_t length = std::min(kernel_rows(features), end - row);
            const Features<T> of_samples = features_of(pass, row, length);
            multiply(Product<T>{.rows = pass.batch,
                                .columns = std::min(wide_block, units - column),
                                .a = of_samples.values,
                                .a_row = of_samples.row,
                                .length = length,
                                .b = pass.weights[0] + row * units + column,
                                .b_row = units,
                                .c = part(pass, slice) + column,
                                .c_row = units,
                                .accumulate = row > first});
        }
    }

    /// Some rows of the output from their parts.
    template <class T>
    void join_slices(const Pass<T>& pass, std::int64_t slices) const {
        const auto [first, rows] = share(pass, joins(pass.planned));
        T* const output = pass.output + first * units;
        std::copy_n(part(pass, 0) + first * units, rows * units, output);
        for (std::int64_t number = 1; number < slices; ++number)
            accumulate(output, part(pass, number) + first * units, rows * units);
        for (std::int64_t row = 0; use_bias && row < rows; ++row)
            accumulate(output + row * units, pass.weights[1], std::int64_t{units});
        finish_rows(pass, first, rows);
    }

    // In per_sample: the gradient on its side, units × batch; the values before the activation, where its
    // slope needs them.
    template <class T>
    T* kept(const Pass<T>& pass) const {
        return pass.per_sample + std::int64_t{pass.batch} * units;
    }

    /// The gradient before the activation, upright and on its side, and the bias gradient.
    template <class T>
    void prepare_gradient(const Pass<T>& pass) const {
        const std::int64_t batch = pass.batch;
        if (!pass.activation_elsewhere)
            activate_backward(activation, pass.output_gradient, kept(pass), pass.output, batch,
                              std::int64_t{units});
        if (pass.input_gradients[0])
            transpose(pass.output_gradient, std::int64_t{units}, batch, std::int64_t{units}, pass.per_sample,
                      batch);
        if (!use_bias || !trainable) return;
        std::fill_n(pass.weight_gradients[1], units, T{0});
        add_column_sums(pass.output_gradient, batch, std::int64_t{units}, pass.weight_gradients[1]);
    }

    /// The kernel's rows as they lie, times the turned gradient: the input's gradient on its side, put
    /// upright in squares.
    template <class T>
    void input_gradient(const Pass<T>& pass, std::int64_t first, std::int64_t rows) const {
        const std::int64_t features = pass.input_shapes[0].elements();
        for (std::int64_t sample = 0; sample < pass.batch; sample += block) {
            const std::int64_t samples = std::min<std::int64_t>(block, pass.batch - sample);
            multiply(Product<T>{.rows = rows,
                                .columns = samples,
                                .a = pass.weights[0] + first * units,
                                .a_row = units,
                                .length = units,
                                .b = pass.per_sample + sample,
                                .b_row = pass.batch,
                                .c = pass.scratch,
                                .c_row = block});
            transpose(pass.scratch, block, rows, samples, pass.input_gradients[0] + sample * features + first,
                      features);
        }
    }
};

}  // namespace

std::unique_ptr<Layer> make_dense() { return std::make_unique<Dense>(); }

}  // namespace glassnet
