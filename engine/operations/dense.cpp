// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/dense.h"

#include "math/elementwise/arithmetic.h"
#include "math/matrix/matmul.h"
#include "math/rows/columns.h"
#include "operations/activations.h"

#include <algorithm>
#include <bit>

namespace glassnet {

namespace {

constexpr std::int64_t block = 64;        // columns, or samples of an input gradient
constexpr std::int64_t wide_block = 256;  // columns of a slice's part
constexpr std::int64_t slice_rows = 64;   // whose multiples slices are
constexpr std::int64_t chunk = 512;       // depth at once: its rows stay in the second-level cache

int count_of(std::int64_t part, std::int64_t whole) { return static_cast<int>((whole + part - 1) / part); }

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

// Where the kernel is small enough for each processor to keep it, whoever makes a row goes on with it, from
// one such layer to the next.
std::int64_t sample_groups(std::int64_t features, std::int64_t units, int batch) {
    constexpr std::int64_t group = 8, kept_near = 1 << 17;
    return batch >= 2 * group && features * units <= kept_near ? batch / group : 0;
}

// For a few samples and a large kernel, which no cache holds: it is read in one sweep.
std::int64_t inference_slices(std::int64_t features, std::int64_t units, int batch) {
    constexpr std::int64_t few = 4, large = 1 << 20, sweep = 4096;
    return batch > few || features * units < large ? 0 : count_of(sweep, features);
}

// For few samples: whoever reads a row should be who moves it, as to write what another processor has read
// costs more than the product. A power of two, so that threads get equal shares; none where the parts would
// be about as large as the kernel.
std::int64_t training_slices(std::int64_t features, int batch) {
    constexpr std::uint64_t worth = 128, most = 16;
    const auto count = static_cast<std::int64_t>(
        std::bit_floor(std::min(static_cast<std::uint64_t>(features) / worth, most)));
    return count > 1 && 2 * batch * count <= features ? count : 0;
}

Cut forward_cut(std::int64_t features, std::int64_t units, int batch, bool training) {
    const std::int64_t groups = training ? 0 : sample_groups(features, units, batch);
    if (groups > 0) return {Cut::By::samples, groups};
    const std::int64_t slices =
        training ? training_slices(features, batch) : inference_slices(features, units, batch);
    if (slices > 0) return {Cut::By::slices, slices};
    return {Cut::By::columns, count_of(block, units)};
}

// Rows of the kernel that stay in the cache with the samples' values for them. More of short ones, so that
// each piece is worth a turn, as long as there are enough pieces for all threads.
std::int64_t kernel_rows(std::int64_t features, std::int64_t units) {
    constexpr std::int64_t few = 64, worth = 128, enough = 16;
    return few * std::clamp<std::int64_t>(std::min(worth / units, features / (enough * few)), 1, 4);
}

// Whether samples lie a multiple of 4 KB apart and push each other out of the cache: then what is looked at
// of them is laid out anew.
bool gathers(std::int64_t features, int batch) {
    constexpr std::int64_t ways = 8, cycle = 1024;
    return features % cycle == 0 && batch > ways;
}

std::int64_t wide_blocks(std::int64_t units) { return count_of(wide_block, units); }

// Items that join slices.
int joins(std::int64_t units, int batch) {
    constexpr std::int64_t worth = 2048;  // sums
    return static_cast<int>(std::clamp<std::int64_t>(batch * units / worth, 1, batch));
}

const char* name_of(Cut::By by) {
    switch (by) {
        case Cut::By::samples:
            return "product by samples";
        case Cut::By::slices:
            return "product by slices";
        case Cut::By::columns:
            break;
    }
    return "product by columns";
}

std::vector<Phase> forward_phases(const DenseSettings& s, const Cut& cut, int batch) {
    const auto blocks = [](std::int64_t count) {
        return Phase{Phase::Split::blocks, static_cast<int>(count)};
    };
    if (cut.by == Cut::By::samples) return {blocks(cut.count)};
    if (cut.by == Cut::By::slices)
        return {blocks(cut.count * wide_blocks(s.units)), blocks(joins(s.units, batch))};
    std::vector<Phase> phases{blocks(cut.count)};
    if (needs_row(s.activation)) phases.push_back({Phase::Split::samples, 0});
    return phases;
}

class DenseOperation final : public OperationOf<DenseOperation> {
public:
    DenseOperation(const DenseSettings& settings, const Binding& binding)
        : settings_(settings),
          binding_(binding),
          features_(binding.input_elements()),
          units_(settings.units),
          kernel_rows_(kernel_rows(features_, units_)),
          cut_(forward_cut(features_, units_, binding.batch, binding.training)) {
        set_contract(make_contract());
    }

    std::unique_ptr<Operation> with(const PostOp& next) const override {
        const auto both = rectified(settings_, next);
        return both ? std::make_unique<DenseOperation>(*both, binding_) : nullptr;
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        if (cut_.by == Cut::By::samples) return multiply_samples(pass);
        if (cut_.by == Cut::By::slices) return pass.phase == 0 ? multiply_slice(pass) : join_slices(pass);
        pass.phase == 0 ? multiply_columns(pass) : activate_rows(pass, pass.first, pass.count);
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (pass.phase == 0) return prepare_gradient(pass);
        const std::int64_t first = pass.item * kernel_rows_, rows = std::min(kernel_rows_, features_ - first);
        if (T* const kernel_gradient = pass.weight_gradients[0]; kernel_gradient && settings_.trainable)
            run_deferred_gradient(pass, first, rows, kernel_gradient + first * units_);
        if (pass.input_gradients[0]) input_gradient(pass, first, rows);
    }

    /// Rows of the kernel's gradient: an input's values times the outputs' gradients, over the batch.
    template <class T>
    void run_deferred_gradient(const Pass<T>& pass, std::int64_t first, std::int64_t rows, T* to) const {
        const Features<T> features = features_of(pass, first, rows);
        multiply(Product<T>{.rows = rows,
                            .columns = units_,
                            .a = features.values,
                            .a_row = 1,
                            .a_step = features.row,
                            .length = pass.batch,
                            .b = pass.output_gradient,
                            .b_row = units_,
                            .c = to,
                            .c_row = units_});
    }

private:
    [[nodiscard]] Contract make_contract() const {
        const int batch = binding_.batch;
        const std::int64_t parts = cut_.by == Cut::By::slices ? cut_.count * units_ : 0;
        return {.memory = {.per_sample = units_ + kept_elements(settings_.activation, units_) + parts,
                           .per_worker =
                               kernel_rows_ *
                               (gathers(features_, batch) ? std::max<std::int64_t>(block, batch) : block)},
                .forward = forward_phases(settings_, cut_, batch),
                .backward = {{Phase::Split::blocks, 1},
                             {Phase::Split::blocks, count_of(kernel_rows_, features_)}},
                .backward_needs = {.inputs = true, .output = needs_output(settings_.activation)},
                .kernels = {name_of(cut_.by), "product by rows"},
                .deferred = settings_.trainable
                                ? std::optional(DeferredGradient{.weight = 0, .rows = kernel_rows_})
                                : std::nullopt};
    }

    /// Some features of all samples: value `feature` of a sample lies at values[sample · row + feature].
    template <class T>
    struct Features {
        const T* values;
        std::int64_t row;
    };
    template <class T>
    Features<T> features_of(const Pass<T>& pass, std::int64_t first, std::int64_t count) const {
        const T* const from = pass.inputs[0] + first;
        if (!gathers(features_, pass.batch)) return {from, features_};
        for (std::int64_t sample = 0; sample < pass.batch; ++sample)
            std::copy_n(from + sample * features_, count, pass.scratch + sample * count);
        return {pass.scratch, count};
    }

    template <class T>
    [[nodiscard]] const T* bias(const Pass<T>& pass) const {
        return settings_.use_bias ? pass.weights[1] : nullptr;
    }
    [[nodiscard]] bool has_relu() const { return settings_.activation == ActivationFunction::relu; }

    template <class T>
    void multiply_columns(const Pass<T>& pass) const {
        const std::int64_t first = pass.item * block, columns = std::min(block, units_ - first);
        const T* const kernel = pass.weights[0] + first;
        for (std::int64_t begin = 0; begin < features_; begin += chunk) {
            const std::int64_t depth = std::min(chunk, features_ - begin);
            multiply(Product<T>{.rows = pass.batch,
                                .columns = columns,
                                .a = pass.inputs[0] + begin,
                                .a_row = features_,
                                .length = depth,
                                .b = kernel + begin * units_,
                                .b_row = units_,
                                .c = pass.output + first,
                                .c_row = units_,
                                .epilogue = {.bias = begin == 0 && bias(pass) ? bias(pass) + first : nullptr,
                                             .relu = has_relu() && begin + depth == features_},
                                .accumulate = begin > 0});
        }
        if (has_relu() || needs_row(settings_.activation)) return;
        for (std::int64_t row = 0; row < pass.batch; ++row)
            activate_and_keep(settings_.activation, pass.output + row * units_ + first,
                              kept(pass) + row * units_ + first, 1, columns);
    }

    template <class T>
    void multiply_samples(const Pass<T>& pass) const {
        const auto [first, rows] = share(pass, cut_.count);
        if (rows == 0) return;  // the batch is not full
        multiply(Product<T>{.rows = rows,
                            .columns = units_,
                            .a = pass.inputs[0] + first * features_,
                            .a_row = features_,
                            .length = features_,
                            .b = pass.weights[0],
                            .b_row = units_,
                            .c = pass.output + first * units_,
                            .c_row = units_,
                            .epilogue = {.bias = bias(pass), .relu = has_relu()}});
        if (!has_relu()) activate_rows(pass, first, rows);
    }

    struct Rows {
        std::int64_t first, count;
    };
    /// Returns those of the batch's samples that are this item's.
    template <class T>
    Rows share(const Pass<T>& pass, std::int64_t items) const {
        const auto begin = [&](std::int64_t item) {
            return std::min<std::int64_t>(pass.batch, binding_.batch * item / items);
        };
        return {begin(pass.item), begin(pass.item + 1) - begin(pass.item)};
    }

    template <class T>
    void activate_rows(const Pass<T>& pass, std::int64_t first, std::int64_t rows) const {
        activate_and_keep(settings_.activation, pass.output + first * units_, kept(pass) + first * units_,
                          rows, units_);
    }

    template <class T>
    T* part(const Pass<T>& pass, std::int64_t number) const {
        return kept(pass) + pass.batch * (kept_elements(settings_.activation, units_) + number * units_);
    }

    template <class T>
    void multiply_slice(const Pass<T>& pass) const {
        const std::int64_t pieces = (features_ + slice_rows - 1) / slice_rows, blocks = wide_blocks(units_);
        const std::int64_t slice = pass.item / blocks, column = pass.item % blocks * wide_block;
        const std::int64_t first = pieces * slice / cut_.count * slice_rows,
                           end = std::min(features_, pieces * (slice + 1) / cut_.count * slice_rows);
        for (std::int64_t row = first; row < end; row += kernel_rows_) {
            const std::int64_t length = std::min(kernel_rows_, end - row);
            const Features<T> of_samples = features_of(pass, row, length);
            multiply(Product<T>{.rows = pass.batch,
                                .columns = std::min(wide_block, units_ - column),
                                .a = of_samples.values,
                                .a_row = of_samples.row,
                                .length = length,
                                .b = pass.weights[0] + row * units_ + column,
                                .b_row = units_,
                                .c = part(pass, slice) + column,
                                .c_row = units_,
                                .accumulate = row > first});
        }
    }

    /// Some rows of the output from their parts.
    template <class T>
    void join_slices(const Pass<T>& pass) const {
        const auto [first, rows] = share(pass, joins(units_, binding_.batch));
        T* const output = pass.output + first * units_;
        std::copy_n(part(pass, 0) + first * units_, rows * units_, output);
        for (std::int64_t number = 1; number < cut_.count; ++number)
            accumulate(output, part(pass, number) + first * units_, rows * units_);
        for (std::int64_t row = 0; settings_.use_bias && row < rows; ++row)
            accumulate(output + row * units_, pass.weights[1], units_);
        activate_rows(pass, first, rows);
    }

    // In per_sample: the gradient transposed, units × batch; the values before the activation, where its
    // slope needs them; the parts of slices.
    template <class T>
    T* kept(const Pass<T>& pass) const {
        return pass.per_sample + pass.batch * units_;
    }

    /// The gradient before the activation, as it is and transposed, and the bias gradient.
    template <class T>
    void prepare_gradient(const Pass<T>& pass) const {
        const std::int64_t batch = pass.batch;
        activate_backward(settings_.activation, pass.output_gradient, kept(pass), pass.output, batch, units_);
        if (pass.input_gradients[0])
            transpose(pass.output_gradient, units_, batch, units_, pass.per_sample, batch);
        if (!settings_.use_bias || !settings_.trainable) return;
        std::fill_n(pass.weight_gradients[1], units_, T{0});
        add_column_sums(pass.output_gradient, batch, units_, pass.weight_gradients[1]);
    }

    /// The kernel's rows as they lie, times the transposed gradient: the input's gradient transposed, and put
    /// upright in squares.
    template <class T>
    void input_gradient(const Pass<T>& pass, std::int64_t first, std::int64_t rows) const {
        for (std::int64_t sample = 0; sample < pass.batch; sample += block) {
            const std::int64_t samples = std::min<std::int64_t>(block, pass.batch - sample);
            multiply(Product<T>{.rows = rows,
                                .columns = samples,
                                .a = pass.weights[0] + first * units_,
                                .a_row = units_,
                                .length = units_,
                                .b = pass.per_sample + sample,
                                .b_row = pass.batch,
                                .c = pass.scratch,
                                .c_row = block});
            transpose(pass.scratch, block, rows, samples,
                      pass.input_gradients[0] + sample * features_ + first, features_);
        }
    }

    DenseSettings settings_;
    Binding binding_;
    std::int64_t features_, units_, kernel_rows_;
    Cut cut_;
};

}  // namespace

std::unique_ptr<Operation> dense(const DenseSettings& settings, const Binding& binding) {
    return std::make_unique<DenseOperation>(settings, binding);
}

}  // namespace glassnet
