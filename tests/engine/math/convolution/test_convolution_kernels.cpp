// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions on every instruction set of this machine against plain loops: tails, NaN, the same bits
// wherever there is a fused multiply-add.
#include "math/arena.h"
#include "math/convolution/convolution.h"
#include "math/convolution/pooled_convolution.h"
#include "support/kernels.h"

#include <QTest>

#include <cmath>
#include <optional>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// A convolution of 3 × 3 with relu and max-pooling of 2 × 2, forward and back.
struct Pooled {
    // of windows; a row and a column are left over
    static constexpr std::int64_t filters = 41, height = 5, width = 6;
    Values output, kernel_gradient, input_gradient;
    std::vector<std::uint8_t> argmax;

    static Window2D window(std::int64_t channels) {
        return {.input_height = 11,
                .input_width = 13,
                .channels = channels,
                .output_height = 11,
                .output_width = 13,
                .kernel_height = 3,
                .kernel_width = 3,
                .pad_top = 1,
                .pad_left = 1};
    }

    Pooled(std::int64_t channels, const Values& input, const Values& gradient) {
        const PooledConvolution<float> pooled(window(channels), filters, 1, 2, 2);
        const Values kernel = Draw(41).values(pooled.convolution().kernel_elements()),
                     bias = Draw(42).values(filters);
        const Arena<float> scratch(pooled.scratch_elements()),
            forward(pooled.convolution().packed_forward_elements()),
            backward(pooled.convolution().packed_backward_elements());
        const Arena<float> from = in_arena(input), slopes = in_arena(gradient);
        pooled.convolution().pack_forward(kernel.data(), forward.data(), scratch.data());
        pooled.convolution().pack_backward(kernel.data(), backward.data(), scratch.data());
        output.resize(gradient.size());
        argmax.resize(gradient.size());
        kernel_gradient.resize(kernel.size());
        input_gradient.resize(input.size());
        pooled.forward(from.data(), forward.data(), {.bias = bias.data(), .relu = true}, output.data(),
                       argmax.data(), scratch.data(), 1);
        pooled.backward(from.data(), backward.data(), slopes.data(), argmax.data(), kernel_gradient.data(),
                        input_gradient.data(), scratch.data(), 1);
    }

private:
    static Arena<float> in_arena(const Values& values) {
        Arena<float> arena(static_cast<std::int64_t>(values.size()));
        std::ranges::copy(values, arena.data());
        return arena;
    }
};

/// Output, input gradient and kernel gradient of one sample, in a row.
template <class T>
std::vector<T> convolution_results(const Convolution<T>& convolution, const Window2D& w, std::int64_t filters,
                                   std::uint32_t stream) {
    const std::int64_t in = w.input_height * w.input_width * w.channels;
    const std::int64_t out = w.output_height * w.output_width * filters;
    const auto values = [](std::int64_t count, std::uint32_t number) {
        const Values drawn = Draw(number).values(count);
        return std::vector<T>(drawn.begin(), drawn.end());
    };
    const auto x = values(in, stream), kernel = values(convolution.kernel_elements(), stream + 100),
               gradient = values(out + Arena<T>::slack, stream + 200), bias = values(filters, stream + 300);
    Arena<T> scratch(convolution.scratch_elements()), forward(convolution.packed_forward_elements()),
        backward(convolution.packed_backward_elements());
    convolution.pack_forward(kernel.data(), forward.data(), scratch.data());
    convolution.pack_backward(kernel.data(), backward.data(), scratch.data());
    std::vector<T> result(static_cast<std::size_t>(out + in + convolution.kernel_elements()));
    convolution.forward(x.data(), forward.data(), {.bias = bias.data(), .relu = true}, result.data(),
                        scratch.data());
    convolution.input_gradient(gradient.data(), backward.data(), result.data() + out, scratch.data());
    convolution.add_kernel_gradient(x.data(), gradient.data(), result.data() + out + in, scratch.data());
    return result;
}

}  // namespace

class TestConvolutionKernels : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { use_all_targets(); }

    void convolutions_equal_the_reference_on_every_target() {
        Draw draw(5);
        double worst = 0;
        for (int i = 0; i < 60; ++i) {
            Window2D w;
            w.kernel_height = draw.size(1, 4);
            w.kernel_width = draw.size(1, 4);
            w.stride_y = draw.size(1, 3);
            w.stride_x = draw.size(1, 3);
            w.dilation_y = draw.size(1, 2);
            w.dilation_x = draw.size(1, 2);
            w.channels = draw.size(1, 20);
            w.pad_top = draw.size(0, (w.kernel_height - 1) * w.dilation_y / 2);
            w.pad_left = draw.size(0, (w.kernel_width - 1) * w.dilation_x / 2);
            w.output_height = draw.size(1, 6);
            w.output_width = draw.size(1, 20);
            w.input_height = w.covered_height() - 2 * w.pad_top + draw.size(0, w.stride_y - 1);
            w.input_width = w.covered_width() - 2 * w.pad_left + draw.size(0, w.stride_x - 1);
            if (w.input_height < 1 || w.input_width < 1) continue;
            const std::int64_t filters = draw.size(1, 40);
            const auto stream = static_cast<std::uint32_t>(i);
            const auto expected = convolution_results(Convolution<double>(w, filters), w, filters, stream);
            worst =
                std::max(worst, worst_error(expected, [&] {
                             return convolution_results(Convolution<float>(w, filters), w, filters, stream);
                         }));
        }
        qInfo("worst relative error of convolutions %.2g", worst);
        QVERIFY(worst < 2e-6);
    }

    void minimal_filtering_gives_the_same_bits_with_every_target() {
        const Window2D w{.input_height = 11,
                         .input_width = 13,
                         .channels = 27,
                         .output_height = 11,
                         .output_width = 13,
                         .kernel_height = 3,
                         .kernel_width = 3,
                         .pad_top = 1,
                         .pad_left = 1};
        QCOMPARE(Convolution<float>(w, 41).algorithm(), "Winograd F(2×2, 3×3)");
        Values first;
        for (const std::int64_t target : available_targets()) {
            if (!has_fused_multiply_add(target)) continue;
            use_target(target);
            const Values result = convolution_results(Convolution<float>(w, 41), w, 41, 7);
            if (first.empty()) first = result;
            QVERIFY2(same_bits(first, result), target_name(target));
        }
    }

    void minimal_filtering_does_not_depend_on_the_samples_of_a_call() {
        const Window2D w{.input_height = 9,
                         .input_width = 9,
                         .channels = 16,
                         .output_height = 7,
                         .output_width = 7,
                         .kernel_height = 3,
                         .kernel_width = 3};
        const Convolution<float> convolution(w, 32);
        const Values input = Draw(1).values(3 * 9 * 9 * 16),
                     kernel = Draw(2).values(convolution.kernel_elements());
        Arena<float> scratch(convolution.scratch_elements()), packed(convolution.packed_forward_elements());
        convolution.pack_forward(kernel.data(), packed.data(), scratch.data());
        const std::int64_t out = 7 * 7 * 32;
        Values together(static_cast<std::size_t>(3 * out)), apart = together;
        convolution.forward(input.data(), packed.data(), {}, together.data(), scratch.data(), 3);
        for (std::int64_t sample = 0; sample < 3; ++sample)
            convolution.forward(input.data() + sample * 9 * 9 * 16, packed.data(), {},
                                apart.data() + sample * out, scratch.data());
        QCOMPARE(together, apart);
    }

    void pooled_convolutions_give_the_same_bits_with_every_target() {
        for (const std::int64_t channels : {1, 2, 3, 4, 9, 27, 70}) {
            const Values input = Draw(1).values(11 * 13 * channels),
                         gradient = Draw(2).values(Pooled::height * Pooled::width * Pooled::filters);
            std::optional<Pooled> first;
            for (const std::int64_t target : available_targets()) {
                if (!has_fused_multiply_add(target)) continue;
                use_target(target);
                const Pooled result(channels, input, gradient);
                if (!first) first = result;
                QCOMPARE(result.output, first->output);
                QCOMPARE(result.argmax, first->argmax);
                QCOMPARE(result.kernel_gradient, first->kernel_gradient);
                QCOMPARE(result.input_gradient, first->input_gradient);
            }
        }
    }

    void not_a_number_goes_through_pooled_convolution() {
        // a window that meets no padding
        constexpr std::int64_t filters = Pooled::filters, middle = (2 * Pooled::width + 3) * filters;
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t channels : {1, 3, 5, 20}) {
                const Values input = Draw(1).values(11 * 13 * channels),
                             zeros(Pooled::height * Pooled::width * filters);
                for (const std::int64_t filter : {0, 17, 40}) {
                    Values gradient = zeros;
                    gradient[static_cast<std::size_t>(middle + filter)] = NAN;
                    const Pooled lost(channels, input, gradient);
                    QVERIFY2(all_nan(lost.kernel_gradient.data() + filter, 9 * channels, filters),
                             target_name(target));
                    QVERIFY2(!all_nan(lost.kernel_gradient.data() + (filter + 1) % filters, 1),
                             target_name(target));

                    gradient[static_cast<std::size_t>(middle + filter)] = 1;
                    Values bad = input;
                    for (std::int64_t c = 0; c < channels; ++c)
                        bad[static_cast<std::size_t>((5 * 13 + 7) * channels + c)] = NAN;
                    // by every filter: all of its argmax see that pixel
                    const Pooled met(channels, bad, gradient);
                    QVERIFY2(all_nan(met.output.data() + middle + filter, 1), target_name(target));
                    QCOMPARE(std::ranges::count_if(met.kernel_gradient,
                                                   [](float each) { return std::isnan(each); }) >= channels,
                             true);
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestConvolutionKernels)
#include "test_convolution_kernels.moc"
