// SPDX-License-Identifier: GPL-3.0-or-later
// Depthwise convolutions on every instruction set of this machine against their definition in double, over
// 2,000 random shapes.
#include "math/arena.h"
#include "math/convolution/depthwise.h"
#include "support/random_shapes.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

class TestRandomDepthwiseConvolutions : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Trial::tell_seed(); }
    void cleanup() { use_all_targets(); }

    void depthwise_convolutions() {
        Trial forward("depthwise", 5), back("  to the input", 5), kernels("  to the kernel", 5);
        for (int i = 0; i < shapes; ++i) {
            const Window2D w = window(forward, forward.size(1, 40));
            const std::int64_t multiplier = forward.coin() ? 1 : forward.size(1, 13),
                               filters = w.channels * multiplier;
            const Values input = forward.values(input_elements(w)),
                         kernel = forward.values(taps(w) * filters),
                         gradient = forward.values(output_pixels(w) * filters),
                         bias = forward.values(filters);
            const bool with_bias = forward.coin();
            Expected output(output_pixels(w) * filters), to_input(input_elements(w)), to_kernel(kernel);
            for (std::int64_t o = 0; with_bias && o < output_pixels(w) * filters; ++o)
                output.add(o, static_cast<double>(bias[static_cast<std::size_t>(o % filters)]));
            for_each_tap(w, [&](std::int64_t to, std::int64_t tap, std::int64_t from) {
                for (std::int64_t f = 0; f < filters; ++f) {
                    const auto x = static_cast<std::size_t>(from * w.channels + f / multiplier),
                               k = static_cast<std::size_t>(tap * filters + f),
                               y = static_cast<std::size_t>(to * filters + f);
                    output.add(to * filters + f, product(input[x], kernel[k]));
                    to_input.add(from * w.channels + f / multiplier, product(gradient[y], kernel[k]));
                    to_kernel.add(tap * filters + f, product(gradient[y], input[x]));
                }
            });
            const bool relu = forward.coin();
            if (relu) output.rectify();
            forward.compare(output, [&]<class T>(T) {
                std::vector<T> result(gradient.size(), T{5});  // shall be overwritten
                const auto offsets = as<T>(bias);
                const DepthwiseConvolution<T> convolution(w, multiplier);
                const Arena<T> scratch(convolution.scratch_elements());
                convolution.forward(as<T>(input).data(), as<T>(kernel).data(),
                                    {.bias = with_bias ? offsets.data() : nullptr, .relu = relu},
                                    result.data(), scratch.data());
                return result;
            });
            back.compare(to_input, [&]<class T>(T) {
                std::vector<T> result(input.size(), T{5});
                const DepthwiseConvolution<T> convolution(w, multiplier);
                const Arena<T> scratch(convolution.scratch_elements());
                convolution.input_gradient(as<T>(gradient).data(), as<T>(kernel).data(), result.data(),
                                           scratch.data());
                return result;
            });
            kernels.compare(to_kernel, [&]<class T>(T) {
                auto result = as<T>(kernel);  // added to what is there
                const DepthwiseConvolution<T> convolution(w, multiplier);
                const Arena<T> scratch(convolution.scratch_elements());
                convolution.add_kernel_gradient(as<T>(input).data(), as<T>(gradient).data(), result.data(),
                                                scratch.data());
                return result;
            });
        }
        QVERIFY(forward.good());
        QVERIFY(back.good());
        QVERIFY(kernels.good());
    }
};

QTEST_APPLESS_MAIN(TestRandomDepthwiseConvolutions)
#include "test_random_depthwise_convolutions.moc"
