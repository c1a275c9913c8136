// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a plan runs: the work of a layer, bound to shapes, batch and mode.
#pragma once

#include "base/random.h"
#include "math/shape.h"
#include "operations/post_op.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace glassnet {

using Shapes = std::span<const Shape>;

/// What an operation is bound to when it is made.
struct Binding {
    std::vector<Shape> input_shapes;
    Shape output_shape;
    int batch = 1;           // the most samples of a batch
    bool training = false;   // mode: dropout drops, batch normalization gathers statistics
    bool gradients = false;  // whether backward will be called

    [[nodiscard]] std::int64_t input_elements() const { return input_shapes[0].elements(); }
    [[nodiscard]] std::int64_t output_elements() const { return output_shape.elements(); }
};

/// Memory that an operation wants besides input, output and weights, in elements. What forward keeps in the
/// first three, backward finds there.
struct Memory {
    std::int64_t per_sample = 0;
    std::int64_t per_shard = 0;
    std::int64_t per_batch = 0;
    std::int64_t per_worker = 0;  // scratch: undefined at the start of each call
};

/// What backward reads besides gradients, weights and the operation's own memory.
struct BackwardNeeds {
    bool inputs = true;
    bool output = true;
};

/// What computes the passes in float, for people: "Winograd F(2×2, 3×3)". Never a condition of anything; told
/// by the conditions of the code that runs, never by a copy of them.
struct KernelNames {
    std::string forward = "plain loops";
    std::string backward = "plain loops";
    std::string input_gradient{};  // where another kernel than `backward` computes it
};

/// A part of an operation's work: independent items, their number a function of shapes and batch alone, never
/// of the threads. All items of a phase are done before the operation's next phase begins.
struct Phase {
    enum class Split {
        samples,  // the plan's shards; each item handles pass.first … pass.first + pass.count
        blocks    // `items` parts that the operation cuts itself, over the whole batch: see pass.item
    };
    Split split = Split::samples;
    int items = 0;
};

/// A weight whose gradient an operation can compute a few rows (of the weight's first side) at a time when
/// the optimizer comes to them, from inputs and output_gradient as backward has left them. Backward then
/// finds nullptr in its place.
struct DeferredGradient {
    int weight = 0;         // its position
    std::int64_t rows = 1;  // of a piece
};

/// What a plan must know of an operation. Constant: a function of what it is bound to.
struct Contract {
    Memory memory{};
    std::vector<Phase> forward{Phase{}};
    // The last one writes the input gradients; with a deferred gradient, only these and that weight's.
    std::vector<Phase> backward{Phase{}};
    BackwardNeeds backward_needs{};
    KernelNames kernels{};
    // Whether each value of the output depends on nothing but the values at its place in the inputs (and its
    // index in the sample, see Pass::first_element): then the operation takes any part of a sample's values
    // as if it were the whole sample. It keeps nothing but per_sample memory.
    bool elementwise = false;
    // What the operation before this one could do instead; nothing where it could not.
    std::optional<PostOp> post_op{};
    // The phase of forward that alone writes the whole output, from inputs, weights and per_batch, so that it
    // can be computed again. Where there is one phase only, it is that; only batch normalization has several
    // of which one does.
    std::optional<int> output_phase{};
    // Whether that takes less time than to fetch the output from memory far away: so far batch normalization.
    bool cheap_to_recompute = false;
    std::optional<DeferredGradient> deferred{};  // see Operation::deferred_gradient
};

/// What one call of forward or backward works on. Pointers reach the whole batch: sample s of a tensor begins
/// at s × its elements. T is float in training, double where results are checked.
template <class T>
struct Pass {
    int batch = 0;  // samples of this batch
    int first = 0;  // samples of this call (Split::samples)
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

    // Only in backward. The gradient of the output may be overwritten: it is not read afterwards.
    T* output_gradient = nullptr;
    // To be overwritten; nullptr where it is not wanted; empty where there is no backward pass.
    std::span<T* const> input_gradients;
    // nullptr for weights that are not trained. Where all backward phases are Split::samples: to be added to,
    // each shard has its own, zero at first. Otherwise: to be overwritten in a phase of Split::blocks.
    std::span<T* const> weight_gradients;

    T* per_sample = nullptr;
    T* per_shard = nullptr;  // of shard 0; shard i's part begins at i × Memory::per_shard
    T* per_batch = nullptr;
    T* scratch = nullptr;  // this worker's

    /// How many values of the sample lie before those of this call (Contract::elementwise). per_sample is the
    /// whole sample's.
    std::int64_t first_element = 0;

    std::uint64_t seed = 0;
    std::uint32_t stream = 0;  // of random numbers, see base/random.h
    std::uint32_t epoch = 0;
    std::span<const std::uint32_t> sample_numbers;  // one per sample of the batch
    /// Returns the random numbers for one sample: a function of seed, stream, epoch and the sample's number
    /// in the data set.
    [[nodiscard]] Random random(int sample) const {
        return Random(seed, Random::Purpose::layer, epoch, sample_numbers[static_cast<std::size_t>(sample)],
                      stream);
    }
};

/// The work of a layer, perhaps with that of layers behind it. Immutable: any thread may call it.
class Operation {
public:
    explicit Operation(Contract contract) { set_contract(std::move(contract)); }
    virtual ~Operation() = default;

    [[nodiscard]] const Contract& contract() const { return contract_; }

    /// Returns this operation and the work of the one behind it as one, or nullptr where it cannot do that.
    /// Its weights are this one's, then the other's.
    [[nodiscard]] virtual std::unique_ptr<Operation> with(const PostOp&) const { return nullptr; }

    /// Computes into per_batch what depends on the weights only (packed kernels): once before each forward
    /// pass, alone.
    virtual void prepare(const Pass<float>&) const {}
    virtual void prepare(const Pass<double>&) const {}
    virtual void forward(const Pass<float>&) const = 0;
    virtual void forward(const Pass<double>&) const = 0;
    virtual void backward(const Pass<float>&) const = 0;
    virtual void backward(const Pass<double>&) const = 0;

    /// Computes the rows first … first + count of the deferred gradient, over the whole batch. Only Dense has
    /// one: no other kernel is so large, and used so seldom, that its gradient costs more to store than to
    /// compute.
    virtual void deferred_gradient(const Pass<float>&, [[maybe_unused]] std::int64_t first,
                                   [[maybe_unused]] std::int64_t count, float*) const {}
    virtual void deferred_gradient(const Pass<double>&, [[maybe_unused]] std::int64_t first,
                                   [[maybe_unused]] std::int64_t count, double*) const {}

protected:
    /// For a constructor that works the contract out from its members: to be completed by set_contract.
    Operation() = default;
    void set_contract(Contract contract) {
        contract_ = std::move(contract);
        if (contract_.forward.size() == 1) contract_.output_phase = 0;
    }
    Operation(const Operation&) = default;
    Operation& operator=(const Operation&) = default;

private:
    Contract contract_;
};

/// Base of a concrete operation, which has `template <class T> void run_forward(const Pass<T>&) const`,
/// `run_backward` and perhaps `run_prepare` and `run_deferred_gradient`.
template <class Derived>
class OperationOf : public Operation {
public:
    using Operation::Operation;

    void prepare(const Pass<float>& pass) const final { prepare_any(pass); }
    void prepare(const Pass<double>& pass) const final { prepare_any(pass); }
    void forward(const Pass<float>& pass) const final { self().run_forward(pass); }
    void forward(const Pass<double>& pass) const final { self().run_forward(pass); }
    void backward(const Pass<float>& pass) const final { self().run_backward(pass); }
    void backward(const Pass<double>& pass) const final { self().run_backward(pass); }
    void deferred_gradient(const Pass<float>& pass, std::int64_t first, std::int64_t count,
                           float* to) const final {
        deferred_gradient_any(pass, first, count, to);
    }
    void deferred_gradient(const Pass<double>& pass, std::int64_t first, std::int64_t count,
                           double* to) const final {
        deferred_gradient_any(pass, first, count, to);
    }

private:
    [[nodiscard]] const Derived& self() const { return static_cast<const Derived&>(*this); }
    template <class T>
    void prepare_any(const Pass<T>& pass) const {
        if constexpr (requires(const Derived& operation) { operation.run_prepare(pass); })
            self().run_prepare(pass);
    }
    template <class T>
    void deferred_gradient_any(const Pass<T>& pass, std::int64_t first, std::int64_t count, T* to) const {
        if constexpr (requires(const Derived& operation) {
                          operation.run_deferred_gradient(pass, first, count, to);
                      })
            self().run_deferred_gradient(pass, first, count, to);
    }
};

}  // namespace glassnet
