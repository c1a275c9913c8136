// SPDX-License-Identifier: GPL-3.0-or-later
//
// Kernels alone on one thread, on shapes of networks A–H: bench_kernels --benchmark_filter=convolution.
// "flops" counts a multiply and an add as two, taps on the padding too. "pool" is what a region of two
// threads costs besides its work.
#include "base/threads.h"
#include "math/arena.h"
#include "math/convolution/convolution.h"
#include "math/convolution/depthwise.h"
#include "math/convolution/pooled_convolution.h"
#include "math/instruction_sets.h"
#include "math/matrix/matmul.h"

#include <benchmark/benchmark.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <string>
#include <vector>

using namespace glassnet;

namespace {

constexpr std::int64_t samples = 4;       // as in a shard of a training
constexpr std::int64_t most_colours = 3;  // of pictures, whose own gradient nobody asks for

Arena<float> numbers(std::int64_t elements) {
    Arena<float> made(elements);
    for (std::int64_t i = 0; i < elements; ++i) made.data()[i] = static_cast<float>(i % 17) * 0.125F - 1;
    return made;
}

/// Tells the rate; `multiply_adds` of one iteration.
void count(benchmark::State& state, std::int64_t multiply_adds) {
    using benchmark::Counter;
    state.counters["flops"] = Counter(2.0 * static_cast<double>(multiply_adds),
                                      Counter::kIsIterationInvariantRate, Counter::kIs1000);
}

enum class Border { valid, same };

/// A picture with a side of `side`, 3 × 3 or 1 × 1 windows, Keras' padding.
Window2D window(std::int64_t side, std::int64_t channels, std::int64_t kernel, std::int64_t stride,
                Border border) {
    const std::int64_t output =
        border == Border::same ? (side + stride - 1) / stride : (side - kernel) / stride + 1;
    const std::int64_t padding =
        std::max<std::int64_t>(0, (output - 1) * stride + kernel - side) * (border == Border::same ? 1 : 0);
    return {.input_height = side,
            .input_width = side,
            .channels = channels,
            .output_height = output,
            .output_width = output,
            .kernel_height = kernel,
            .kernel_width = kernel,
            .stride_y = stride,
            .stride_x = stride,
            .pad_top = padding / 2,
            .pad_left = padding / 2};
}

/// Four samples through one convolution, and back.
class ConvolutionBench {
public:
    ConvolutionBench(const Window2D& window, std::int64_t filters)
        : convolution_(window, filters),
          in_(window.input_height * window.input_width * window.channels),
          out_(window.output_height * window.output_width * filters),
          multiply_adds_(samples * out_ * window.kernel_height * window.kernel_width * window.channels),
          input_(numbers(samples * in_)),
          output_(numbers(samples * out_)),
          kernel_(numbers(convolution_.kernel_elements())),
          forward_(convolution_.packed_forward_elements()),
          backward_(convolution_.packed_backward_elements()),
          scratch_(convolution_.scratch_elements()) {
        convolution_.pack_forward(kernel_.data(), forward_.data(), scratch_.data());
        convolution_.pack_backward(kernel_.data(), backward_.data(), scratch_.data());
    }

    void forward(benchmark::State& state) {
        run(state, [this] {
            convolution_.forward(input_.data(), forward_.data(), {.relu = true}, output_.data(),
                                 scratch_.data(), samples);
        });
    }
    void input_gradient(benchmark::State& state) {
        run(state, [this] {
            convolution_.input_gradient(output_.data(), backward_.data(), input_.data(), scratch_.data(),
                                        samples);
        });
    }
    void kernel_gradient(benchmark::State& state) {
        const Arena<float> gradient(convolution_.kernel_elements());
        run(state, [&] {
            convolution_.add_kernel_gradient(input_.data(), output_.data(), gradient.data(), scratch_.data(),
                                             samples);
        });
    }

private:
    template <class Work>
    void run(benchmark::State& state, const Work& work) {
        for ([[maybe_unused]] auto _ : state) {
            work();
            benchmark::ClobberMemory();
        }
        count(state, multiply_adds_);
        state.SetLabel(convolution_.algorithm());
    }

    Convolution<float> convolution_;
    std::int64_t in_, out_, multiply_adds_;
    Arena<float> input_, output_, kernel_, forward_, backward_, scratch_;
};

/// Convolution, ReLU and 2 × 2 max-pooling as one; the work is counted as that of the whole convolution.
class PooledBench {
public:
    PooledBench(const Window2D& window, std::int64_t filters)
        : both_(window, filters, 1, 2, 2),
          pictures_(window.channels <= most_colours),
          in_(window.input_height * window.input_width * window.channels),
          out_(both_.output_elements()),
          multiply_adds_(samples * window.output_height * window.output_width * filters *
                         window.kernel_height * window.kernel_width * window.channels),
          input_(numbers(samples * in_)),
          output_(numbers(samples * out_)),
          kernel_(numbers(both_.convolution().kernel_elements())),
          forward_(both_.convolution().packed_forward_elements()),
          backward_(both_.convolution().packed_backward_elements()),
          scratch_(both_.scratch_elements()),
          argmax_(static_cast<std::size_t>(samples * out_)) {
        both_.convolution().pack_forward(kernel_.data(), forward_.data(), scratch_.data());
        both_.convolution().pack_backward(kernel_.data(), backward_.data(), scratch_.data());
    }

    void forward(benchmark::State& state) {
        for ([[maybe_unused]] auto _ : state) {
            pass_forward();
            benchmark::ClobberMemory();
        }
        count(state, multiply_adds_);
    }
    /// Both gradients at once; of pictures the kernel's alone. The argmax are those of a forward pass.
    void backward(benchmark::State& state) {
        pass_forward();
        const Arena<float> gradients = numbers(samples * out_),
                           kernel_gradient(both_.convolution().kernel_elements());
        const Arena<float> input_gradient(pictures_ ? 0 : samples * in_);
        for ([[maybe_unused]] auto _ : state) {
            both_.backward(input_.data(), backward_.data(), gradients.data(), argmax_.data(),
                           kernel_gradient.data(), pictures_ ? nullptr : input_gradient.data(),
                           scratch_.data(), samples);
            benchmark::ClobberMemory();
        }
        count(state, multiply_adds_ * (pictures_ ? 1 : 2));
    }

private:
    void pass_forward() {
        both_.forward(input_.data(), forward_.data(), {.relu = true}, output_.data(), argmax_.data(),
                      scratch_.data(), samples);
    }

    PooledConvolution<float> both_;
    bool pictures_;
    std::int64_t in_, out_, multiply_adds_;
    Arena<float> input_, output_, kernel_, forward_, backward_, scratch_;
    std::vector<std::uint8_t> argmax_;
};

void depthwise_forward(benchmark::State& state, const Window2D& window) {
    const DepthwiseConvolution<float> convolution(window, 1);
    const std::int64_t in = window.input_height * window.input_width * window.channels;
    const std::int64_t out = window.output_height * window.output_width * window.channels;
    const Arena<float> input = numbers(samples * in), kernel = numbers(9 * window.channels);
    const Arena<float> output(samples * out);
    for ([[maybe_unused]] auto _ : state) {
        for (std::int64_t sample = 0; sample < samples; ++sample)
            convolution.forward(input.data() + sample * in, kernel.data(), {}, output.data() + sample * out,
                                nullptr);
        benchmark::ClobberMemory();
    }
    count(state, samples * out * 9);
}

/// Both gradients at once.
void depthwise_backward(benchmark::State& state, const Window2D& window) {
    const DepthwiseConvolution<float> convolution(window, 1);
    const std::int64_t in = window.input_height * window.input_width * window.channels;
    const std::int64_t out = window.output_height * window.output_width * window.channels;
    const Arena<float> input = numbers(samples * in), kernel = numbers(9 * window.channels),
                       output = numbers(samples * out);
    const Arena<float> input_gradient(samples * in), kernel_gradient(9 * window.channels);
    for ([[maybe_unused]] auto _ : state) {
        for (std::int64_t sample = 0; sample < samples; ++sample) {
            convolution.add_kernel_gradient(input.data() + sample * in, output.data() + sample * out,
                                            kernel_gradient.data(), nullptr);
            convolution.input_gradient(output.data() + sample * out, kernel.data(),
                                       input_gradient.data() + sample * in, nullptr);
        }
        benchmark::ClobberMemory();
    }
    count(state, 2 * samples * out * 9);
}

void product(benchmark::State& state, std::int64_t rows, std::int64_t depth, std::int64_t columns) {
    const Arena<float> a = numbers(rows * depth), b = numbers(depth * columns), c(rows * columns);
    const Arena<float> packed(packed_elements<float>(depth, columns));
    pack(b.data(), columns, std::int64_t{1}, depth, columns, packed.data());
    const Product<float> product{.rows = rows,
                                 .columns = columns,
                                 .a = a.data(),
                                 .a_row = depth,
                                 .length = depth,
                                 .b = packed.data(),
                                 .c = c.data(),
                                 .c_row = columns};
    for ([[maybe_unused]] auto _ : state) {
        multiply(product);
        benchmark::ClobberMemory();
    }
    count(state, rows * depth * columns);
}

/// Of few samples with a kernel too large for the caches, as it lies.
void sweep(benchmark::State& state, std::int64_t rows, std::int64_t depth, std::int64_t columns) {
    const Arena<float> a = numbers(rows * depth), b = numbers(depth * columns), c(rows * columns);
    const Product<float> product{.rows = rows,
                                 .columns = columns,
                                 .a = a.data(),
                                 .a_row = depth,
                                 .length = depth,
                                 .b = b.data(),
                                 .b_row = columns,
                                 .c = c.data(),
                                 .c_row = columns};
    for ([[maybe_unused]] auto _ : state) {
        multiply(product);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * depth * columns * static_cast<std::int64_t>(sizeof(float)));
}

void packing(benchmark::State& state, std::int64_t depth, std::int64_t columns) {
    const Arena<float> b = numbers(depth * columns), packed(packed_elements<float>(depth, columns));
    for ([[maybe_unused]] auto _ : state) {
        pack(b.data(), columns, std::int64_t{1}, depth, columns, packed.data());
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * depth * columns * static_cast<std::int64_t>(sizeof(float)));
}

/// One after the other as in a training step, so that the other thread still spins when the next one comes.
/// Whoever is first may do all.
void empty_region(benchmark::State& state) {
    ThreadPool pool(2);
    for ([[maybe_unused]] auto _ : state) pool.run(2, [](int, int) {});
}

/// The same, but both threads must come: each item waits for the other.
void meeting_region(benchmark::State& state) {
    ThreadPool pool(2);
    std::atomic<std::int64_t> arrived{0};
    std::int64_t expected = 0;
    for ([[maybe_unused]] auto _ : state) {
        expected += 2;
        pool.run(2, [&](int, int) {
            arrived.fetch_add(1);
            while (arrived.load() < expected) continue;
        });
    }
}

std::string text(std::int64_t side, std::int64_t channels) {
    return std::to_string(side) + "x" + std::to_string(side) + "x" + std::to_string(channels);
}

struct Shape2D {
    std::int64_t side, channels, filters, kernel, stride;
    Border border;
};

std::string name_of(const Shape2D& shape) {
    return text(shape.side, shape.channels) + "to" + std::to_string(shape.filters) + "/k" +
           std::to_string(shape.kernel) + "s" + std::to_string(shape.stride) +
           (shape.border == Border::same ? "/same" : "/valid");
}

void add_convolution(const Shape2D& shape) {
    const std::string name = name_of(shape);
    const auto add = [&](const char* pass, void (ConvolutionBench::*run)(benchmark::State&)) {
        benchmark::RegisterBenchmark(
            ("convolution/" + name + "/" + pass).c_str(), [shape, run](benchmark::State& state) {
                ConvolutionBench bench(
                    window(shape.side, shape.channels, shape.kernel, shape.stride, shape.border),
                    shape.filters);
                (bench.*run)(state);
            });
    };
    add("forward", &ConvolutionBench::forward);
    if (shape.channels > most_colours) add("input_gradient", &ConvolutionBench::input_gradient);
    add("kernel_gradient", &ConvolutionBench::kernel_gradient);
}

void add_pooled(const Shape2D& shape) {
    const std::string name = "pooled/" + name_of(shape) + "/";
    const auto add = [&](const char* pass, void (PooledBench::*run)(benchmark::State&)) {
        benchmark::RegisterBenchmark((name + pass).c_str(), [shape, run](benchmark::State& state) {
            PooledBench bench(window(shape.side, shape.channels, shape.kernel, shape.stride, shape.border),
                              shape.filters);
            (bench.*run)(state);
        });
    };
    add("forward", &PooledBench::forward);
    add("backward", &PooledBench::backward);
}

void add_all() {
    using enum Border;
    benchmark::RegisterBenchmark("pool/empty_region", empty_region)->UseRealTime();
    benchmark::RegisterBenchmark("pool/meeting_region", meeting_region)->UseRealTime();
    for (const Shape2D& shape : std::vector<Shape2D>{{28, 1, 32, 3, 1, valid},   // B
                                                     {13, 32, 64, 3, 1, valid},  // B
                                                     {28, 32, 64, 3, 1, valid},
                                                     {32, 3, 32, 3, 1, valid},    // C
                                                     {224, 3, 32, 3, 1, valid},   // D
                                                     {111, 32, 64, 3, 1, valid},  // D
                                                     {32, 32, 32, 3, 1, same},    // E
                                                     {32, 16, 16, 3, 1, same},    // F
                                                     {32, 16, 32, 3, 2, same},    // F
                                                     {16, 32, 32, 3, 1, same},    // F
                                                     {8, 64, 64, 3, 1, same},     // F
                                                     {64, 3, 32, 3, 2, same},     // G
                                                     {32, 32, 64, 1, 1, same},    // G
                                                     {8, 256, 256, 1, 1, same}})  // G
        add_convolution(shape);
    for (const Shape2D& shape : std::vector<Shape2D>{{28, 1, 32, 3, 1, valid},    // B
                                                     {13, 32, 64, 3, 1, valid},   // B
                                                     {224, 3, 32, 3, 1, valid},   // D
                                                     {111, 32, 64, 3, 1, valid},  // D
                                                     {28, 1, 32, 5, 1, valid},
                                                     {64, 3, 32, 3, 2, same},
                                                     {16, 64, 64, 5, 1, same},
                                                     {8, 256, 256, 3, 1, same}})
        add_pooled(shape);
    for (const auto& [side, channels, stride] :
         {std::array<std::int64_t, 3>{32, 64, 1}, {32, 64, 2}, {16, 256, 1}}) {
        const Window2D place = window(side, channels, 3, stride, same);
        const std::string name =
            "depthwise/" + text(side, channels) + "/k3s" + std::to_string(stride) + "/same";
        benchmark::RegisterBenchmark((name + "/forward").c_str(), depthwise_forward, place);
        benchmark::RegisterBenchmark((name + "/backward").c_str(), depthwise_backward, place);
    }
    for (const auto& [rows, depth, columns] :
         {std::array<std::int64_t, 3>{32, 784, 128}, {32, 1600, 128}, {256, 512, 512}}) {
        const std::string name = std::to_string(depth) + "x" + std::to_string(columns);
        benchmark::RegisterBenchmark(("product/" + std::to_string(rows) + "x" + name).c_str(), product, rows,
                                     depth, columns);
        benchmark::RegisterBenchmark(("packing/" + name).c_str(), packing, depth, columns);
    }
    for (const std::int64_t rows : {1, 3})  // D
        benchmark::RegisterBenchmark(("sweep/" + std::to_string(rows) + "x186624x128").c_str(), sweep, rows,
                                     186'624, 128);
}

}  // namespace

int main(int count, char** words) {
    add_all();
    benchmark::AddCustomContext("instructions", instruction_set());
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
