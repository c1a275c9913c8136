// SPDX-License-Identifier: GPL-3.0-or-later
// Depthwise convolutions on every instruction set of this machine against plain loops: tails, NaN, the same
// bits wherever there is a fused multiply-add.
#include "math/arena.h"
#include "math/convolution/depthwise.h"
#include "support/kernels.h"

#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

Window2D depthwise_window(std::int64_t stride) {
    return {.input_height = 7,
            .input_width = 25,
            .channels = 61,  // vectors of every width
            .output_height = (7 - 1) / stride + 1,
            .output_width = (25 - 1) / stride + 1,
            .kernel_height = 3,
            .kernel_width = 3,
            .stride_y = stride,
            .stride_x = stride,
            .pad_top = 1,
            .pad_left = 1};
}

/// Output, input gradient and kernel gradient of a depthwise convolution with relu, in a row.
template <class T>
std::vector<T> depthwise(const Window2D& w, const std::vector<T>& input, const std::vector<T>& gradient,
                         std::int64_t multiplier = 1) {
    const Values numbers = Draw(31).values(9 * w.channels * multiplier),
                 more = Draw(32).values(w.channels * multiplier);
    const std::vector<T> kernel(numbers.begin(), numbers.end()), bias(more.begin(), more.end());
    std::vector<T> result(gradient.size() + input.size() + kernel.size());
    const DepthwiseConvolution<T> convolution(w, multiplier);
    const Arena<T> scratch(convolution.scratch_elements());
    convolution.forward(input.data(), kernel.data(), {.bias = bias.data(), .relu = true}, result.data(),
                        scratch.data());
    convolution.input_gradient(gradient.data(), kernel.data(), result.data() + gradient.size(),
                               scratch.data());
    convolution.add_kernel_gradient(input.data(), gradient.data(),
                                    result.data() + gradient.size() + input.size(), scratch.data());
    return result;
}

}  // namespace

class TestDepthwiseKernels : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { use_all_targets(); }

    void depthwise_convolutions_give_the_same_bits() {
        for (const std::int64_t stride : {1, 2}) {
            const Window2D w = depthwise_window(stride);
            const Values input = Draw(2).values(w.input_height * w.input_width * w.channels),
                         gradient = Draw(3).values(w.output_height * w.output_width * w.channels);
            Values first;
            for (const std::int64_t target : available_targets()) {
                if (!has_fused_multiply_add(target)) continue;
                use_target(target);
                const Values result = depthwise(w, input, gradient);
                if (first.empty()) first = result;
                QVERIFY2(same_bits(first, result), target_name(target));
            }
        }
    }

    void not_a_number_goes_through_depthwise_convolution() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t stride : {1, 2}) {
                const Window2D w = depthwise_window(stride);
                const std::int64_t inputs = w.input_height * w.input_width * w.channels,
                                   outputs = w.output_height * w.output_width * w.channels;
                for (const std::int64_t channel : {0, 50, 60}) {
                    Values input = Draw(2).values(inputs), gradient = Draw(3).values(outputs);
                    input[static_cast<std::size_t>(channel)] = NAN;  // of the first pixel
                    const Values forward = depthwise(w, input, gradient);
                    QVERIFY2(all_nan(forward.data() + channel, 1), target_name(target));
                    QVERIFY2(all_nan(forward.data() + outputs + inputs + 4 * w.channels + channel, 1),
                             target_name(target));
                    gradient[static_cast<std::size_t>(channel)] = NAN;
                    const Values backward = depthwise(w, Draw(2).values(inputs), gradient);
                    QVERIFY2(all_nan(backward.data() + outputs + channel, 2, w.channels),
                             target_name(target));
                    QVERIFY2(all_nan(backward.data() + outputs + inputs + 8 * w.channels + channel, 1),
                             target_name(target));
                }
            }
        }
    }

    /// Of pictures that are widened in several bands, too.
    void several_filters_for_each_channel_equal_the_reference() {
        for (const std::int64_t multiplier : {2, 3, 4, 5, 7, 8, 12, 20}) {
            for (const std::int64_t stride : {1, 2}) {
                for (const bool large : {false, true}) {
                    Window2D w = depthwise_window(stride);
                    if (large) w.input_width = 500, w.output_width = (500 - 1) / stride + 1;
                    const Values input = Draw(2).values(w.input_height * w.input_width * w.channels),
                                 gradient = Draw(3).values(w.output_height * w.output_width * w.channels *
                                                           multiplier);
                    const std::vector<double> expected =
                        depthwise(w, in_double(input), in_double(gradient), multiplier);
                    const auto apart = [&](const Values& found, std::size_t from, std::size_t to) {
                        const auto at = static_cast<std::ptrdiff_t>(from),
                                   end = static_cast<std::ptrdiff_t>(to);
                        return error({found.begin() + at, found.begin() + end},
                                     {expected.begin() + at, expected.begin() + end});
                    };
                    Values first;
                    for (const std::int64_t target : available_targets()) {
                        use_target(target);
                        const Values found = depthwise(w, input, gradient, multiplier);
                        const std::size_t back = gradient.size(), kernel = back + input.size();
                        QVERIFY2(apart(found, 0, back) < 1e-6, target_name(target));
                        QVERIFY2(apart(found, back, kernel) < 1e-6, target_name(target));
                        QVERIFY2(apart(found, kernel, found.size()) < 2e-6, target_name(target));
                        if (!has_fused_multiply_add(target)) continue;
                        if (first.empty()) first = found;
                        QVERIFY2(same_bits(first, found), target_name(target));
                    }
                }
            }
        }
    }

    void not_a_number_goes_through_several_filters() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t multiplier : {2, 5, 6}) {
                const Window2D w = depthwise_window(1);
                const std::int64_t inputs = w.input_height * w.input_width * w.channels,
                                   outputs = inputs * multiplier;
                for (const std::int64_t channel : {0, 50, 60}) {
                    Values input = Draw(2).values(inputs), gradient = Draw(3).values(outputs);
                    input[static_cast<std::size_t>(channel)] = NAN;  // of the first pixel
                    const Values forward = depthwise(w, input, gradient, multiplier);
                    QVERIFY2(all_nan(forward.data() + channel * multiplier, multiplier), target_name(target));
                    QVERIFY2(!all_nan(forward.data() + (channel + 1) * multiplier, 1), target_name(target));
                    gradient[static_cast<std::size_t>(channel * multiplier + 1)] = NAN;
                    const Values backward = depthwise(w, Draw(2).values(inputs), gradient, multiplier);
                    QVERIFY2(all_nan(backward.data() + outputs + channel, 2, w.channels),
                             target_name(target));
                    QVERIFY2(!all_nan(backward.data() + outputs + (channel + 1) % w.channels, 1),
                             target_name(target));
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestDepthwiseKernels)
#include "test_depthwise_kernels.moc"
