// SPDX-License-Identifier: GPL-3.0-or-later
//
// The contract of a layer kind. To add one: one file beside this one, one line in catalogue.cpp.
#pragma once

#include "base/random.h"
#include "base/settings.h"
#include "layers/constraint.h"
#include "layers/initializer.h"
#include "layers/regularizer.h"
#include "math/elementwise/activations.h"
#include "math/shape.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

using Shapes = std::span<const Shape>;

/// A tensor that a layer learns (or keeps, like a moving mean). Shapes are Keras': kernel height × width ×
/// inputs × filters.
struct WeightSpec {
    std::string_view name;  // "kernel", "bias", "gamma", "moving_mean"
    Shape shape;
    Chosen<Initializer> initializer{};
    std::int64_t fan_in = 1;  // for the initializer: inputs that meet in one output
    std::int64_t fan_out = 1;
    bool trainable = true;
    Chosen<Regularizer> regularizer{};
    Chosen<Constraint> constraint{};
};

/// How many tensors a layer takes.
struct Arity {
    int minimum = 1;
    int maximum = 1;
};

/// Memory a layer wants besides input, output and weights, in elements. What it keeps in the first three in
/// forward it finds in backward.
struct Memory {
    std::int64_t per_sample = 0;
    std::int64_t per_shard = 0;
    std::int64_t per_batch = 0;
    std::int64_t per_worker = 0;  // scratch: undefined at the start of each call
};

/// What a check of the whole network may want to know of a kind, so that nobody asks for its name.
struct Traits {
    // every output sees every input: two in a row without an activation are one
    bool matrix_product = false;
    bool batch_statistics = false;  // training mode uses mean and variance of the batch
    bool drops_values = false;      // training mode sets random values to 0
    bool only_activation = false;   // nothing but an activation
    // weights "mean" and "variance" are taken from the training data; directly behind Input
    bool adapts_to_data = false;
};

/// What backward reads besides gradients, weights and the layer's own memory.
struct BackwardNeeds {
    bool inputs = true;
    bool output = true;
};

/// What computes a layer's passes in float, for people: "Winograd F(2×2, 3×3)". Never a condition of
/// anything.
struct KernelNames {
    std::string forward = "plain loops";
    std::string backward = "plain loops";
    std::string input_gradient{};  // where another kernel than `backward` computes it
};

class Layer;

/// Work that a layer can do with its output at hand, instead of the layer behind it.
struct Tail {
    enum class Work {
        relu,         // max(·, 0)
        reshape,      // nothing: the same values in the same order
        affine,       // x·scale + shift of each channel, see Layer::affine
        max_pooling,  // over windows of height × width that touch each other and lie inside the picture
    };
    Work work = Work::relu;
    std::int64_t height = 1, width = 1;
    std::shared_ptr<const Layer> layer{};  // whose work it is (affine)
};

/// A part of a layer's work: independent items, their number a function of shapes and batch alone, never of
/// the threads. All items of a phase are done before the next phase of this layer begins.
struct Phase {
    enum class Split {
        samples,  // the plan's shards; each item handles pass.first … pass.first + pass.count
        blocks    // `items` parts that the layer cuts itself, over the whole batch; pass.item tells which
    };
    Split split = Split::samples;
    int items = 0;
};

/// What one call of forward or backward works on. Pointers reach the whole batch: sample s of a tensor begins
/// at s × its elements. T is float in training, double where results are checked.
template <class T>
struct Pass {
    bool training = false;
    int batch = 0;    // samples in the batch
    int planned = 0;  // samples that the plan was made for, which the phases know
    int first = 0;    // samples of this call (Split::samples)
    int count = 0;
    Phase::Split split = Phase::Split::samples;
    int item = 0;  // of the phase
    int phase = 0;
    int shards = 1;         // of the batch
    int shard_samples = 1;  // of each but perhaps the last
    int worker = 0;

    Shapes input_shapes;
    Shape output_shape;
    std::span<const T* const> inputs;
    T* output = nullptr;          // backward: read only
    std::span<T* const> weights;  // forward may change those that are not trainable

    // Only in backward. The gradient of the output may be overwritten: nobody reads it afterwards.
    T* output_gradient = nullptr;
    // to be overwritten; nullptr where nobody wants it; empty where there is no backward pass
    std::span<T* const> input_gradients;
    // nullptr for weights that are not trained. Where all backward phases are Split::samples: to be added to,
    // each shard has its own, zero at first. Otherwise: to be overwritten in a phase of Split::blocks.
    std::span<T* const> weight_gradients;

    T* per_sample = nullptr;
    T* per_shard = nullptr;  // of shard 0; shard i's part begins at i × Memory::per_shard
    T* per_batch = nullptr;
    T* scratch = nullptr;  // this worker's

    /// The loss takes the value before this layer's activation and does the activation itself (softmax with
    /// cross-entropy).
    bool activation_elsewhere = false;

    /// Of a stretch of a sample (Layer::goes_by_value): how many values of the sample lie before it.
    /// per_sample is the whole sample's.
    std::int64_t first_element = 0;

    /// Random numbers of this layer for one sample: a function of seed, layer, epoch and the sample's number
    /// in the data set.
    std::uint64_t seed = 0;
    std::uint32_t layer = 0;
    std::uint32_t epoch = 0;
    std::span<const std::uint32_t> sample_numbers;  // one per sample of the batch
    [[nodiscard]] Random random(int sample) const {
        return Random(seed, Random::Purpose::layer, epoch, sample_numbers[static_cast<std::size_t>(sample)],
                      layer);
    }
};

/// One kind of layer with its settings. Immutable once shared; every method is a pure function of settings
/// and arguments.
class Layer : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Layer> clone() const = 0;

    [[nodiscard]] virtual Arity arity() const { return {}; }
    /// Throws Error with a Problem that carries numbers and repairs (its place is filled in by the checker).
    [[nodiscard]] virtual Shape output_shape(Shapes inputs) const = 0;
    [[nodiscard]] virtual std::vector<WeightSpec> weights(Shapes) const { return {}; }
    /// Multiplications with an addition, forward, for one sample.
    [[nodiscard]] virtual std::int64_t multiply_adds(Shapes) const { return 0; }
    [[nodiscard]] virtual Memory memory(Shapes) const { return {}; }
    /// The same where it depends on how many samples a plan takes at once.
    [[nodiscard]] virtual Memory memory_in(Shapes inputs, [[maybe_unused]] int batch,
                                           [[maybe_unused]] bool training) const {
        return memory(inputs);
    }
    /// Returns the activation that the layer applies to its output; nothing if the kind has none.
    [[nodiscard]] virtual std::optional<ActivationFunction> activation_function() const { return {}; }
    [[nodiscard]] virtual Traits traits() const { return {}; }
    /// Whether training may move the weights of weights().
    [[nodiscard]] virtual bool is_trainable() const { return true; }
    /// The penalty on each sample's output.
    [[nodiscard]] virtual PenaltyWeights activity_penalty() const { return {}; }

    /// Whether every value of the output hangs on nothing but the values at its place in the inputs (and its
    /// number, see Pass::first_element): then the layer takes any part of a sample's values as if it were
    /// the whole sample. It keeps nothing but per_sample memory.
    [[nodiscard]] virtual bool goes_by_value() const { return false; }
    /// What the layer before this one could do in its stead; nothing where it could not. `answers`: outside
    /// training, and no gradients are wanted.
    [[nodiscard]] virtual std::optional<Tail> as_tail(Shapes, [[maybe_unused]] bool answers) const {
        return std::nullopt;
    }
    /// Outside training, of a layer whose tail is affine: scale and shift of each channel from its weights.
    virtual void affine(std::span<float* const>, [[maybe_unused]] std::int64_t channels, float*,
                        float*) const {}
    virtual void affine(std::span<double* const>, [[maybe_unused]] std::int64_t channels, double*,
                        double*) const {}
    /// This layer and the work of the one behind it as one; nullptr where it cannot. Its output has the shape
    /// of the other's, its weights are this one's, then the other's.
    [[nodiscard]] virtual std::unique_ptr<Layer> with_tail(const Tail&,
                                                           [[maybe_unused]] Shapes inputs) const {
        return nullptr;
    }

    [[nodiscard]] virtual std::vector<Phase> forward_phases(Shapes, [[maybe_unused]] int batch,
                                                            [[maybe_unused]] bool training) const {
        return {Phase{}};
    }
    /// The last phase writes the gradients of the inputs; where there is a late weight, nothing else but that
    /// one's.
    [[nodiscard]] virtual std::vector<Phase> backward_phases(Shapes, [[maybe_unused]] int batch) const {
        return {Phase{}};
    }
    /// The phase of forward that alone writes the whole output, from inputs, weights and per_batch, so that
    /// it can be made anew.
    [[nodiscard]] virtual std::optional<int> output_phase(Shapes inputs, int batch, bool training) const {
        return forward_phases(inputs, batch, training).size() == 1 ? std::optional(0) : std::nullopt;
    }
    /// Whether output_phase takes less time than to fetch the output from memory far away.
    [[nodiscard]] virtual bool is_cheap_to_recompute() const { return false; }
    [[nodiscard]] virtual BackwardNeeds backward_needs() const { return {}; }

    /// The position of a weight whose gradient late_gradient can make piece by piece, from inputs and
    /// output_gradient as backward has left them. Backward then finds nullptr in its place.
    [[nodiscard]] virtual std::optional<int> late_weight() const { return std::nullopt; }
    /// Rows of late_gradient's pieces: the weight's first side is cut by them. More of short ones, so that
    /// each piece is worth a turn, as long as there are enough pieces for all threads.
    static constexpr std::int64_t late_rows(std::int64_t rows, std::int64_t columns) {
        constexpr std::int64_t few = 64, worth = 128, enough = 16;
        return few * std::clamp<std::int64_t>(std::min(worth / columns, rows / (enough * few)), 1, 4);
    }
    /// to = rows first … first + count of ∂loss/∂weight, over the whole batch.
    virtual void late_gradient(const Pass<float>&, [[maybe_unused]] std::int64_t first,
                               [[maybe_unused]] std::int64_t count, float*) const {}
    virtual void late_gradient(const Pass<double>&, [[maybe_unused]] std::int64_t first,
                               [[maybe_unused]] std::int64_t count, double*) const {}

    /// In a plan that learns from batches of this size. By the conditions of the code that runs, never by a
    /// copy of them.
    [[nodiscard]] virtual KernelNames kernel_names(Shapes, [[maybe_unused]] int batch) const { return {}; }

    /// Once before each forward pass, alone: what depends on the weights only (packing), into per_batch.
    virtual void prepare(const Pass<float>&) const {}
    virtual void prepare(const Pass<double>&) const {}
    virtual void forward(const Pass<float>&) const = 0;
    virtual void forward(const Pass<double>&) const = 0;
    virtual void backward(const Pass<float>&) const = 0;
    virtual void backward(const Pass<double>&) const = 0;
};

/// Base of a concrete layer, which has `template <class T> void run_forward(const Pass<T>&) const`,
/// `run_backward` and perhaps `run_prepare` and `run_late_gradient`.
template <class Derived>
class LayerOf : public KindOf<Derived, Layer> {
public:
    void late_gradient(const Pass<float>& pass, std::int64_t first, std::int64_t count,
                       float* to) const final {
        late_gradient_any(pass, first, count, to);
    }
    void late_gradient(const Pass<double>& pass, std::int64_t first, std::int64_t count,
                       double* to) const final {
        late_gradient_any(pass, first, count, to);
    }
    void prepare(const Pass<float>& pass) const final { prepare_any(pass); }
    void prepare(const Pass<double>& pass) const final { prepare_any(pass); }
    void forward(const Pass<float>& pass) const final { this->self().run_forward(pass); }
    void forward(const Pass<double>& pass) const final { this->self().run_forward(pass); }
    void backward(const Pass<float>& pass) const final { this->self().run_backward(pass); }
    void backward(const Pass<double>& pass) const final { this->self().run_backward(pass); }

private:
    template <class T>
    void late_gradient_any(const Pass<T>& pass, std::int64_t first, std::int64_t count, T* to) const {
        if constexpr (requires(const Derived& layer) { layer.run_late_gradient(pass, first, count, to); })
            this->self().run_late_gradient(pass, first, count, to);
    }
    template <class T>
    void prepare_any(const Pass<T>& pass) const {
        if constexpr (requires(const Derived& layer) { layer.run_prepare(pass); })
            this->self().run_prepare(pass);
    }
};

}  // namespace glassnet
