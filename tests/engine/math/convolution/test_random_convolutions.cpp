// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions on every instruction set of this machine against their definition in double, over 2,000 random
// shapes.
#include "math/arena.h"
#include "math/convolution/convolution.h"
#include "math/convolution/pooled_convolution.h"
#include "support/random_shapes.h"

#include <QTest>

#include <optional>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// A convolution of random groups with its values, and the memory that a run of it takes. One in eight is of
/// the form that float computes by minimal filtering.
struct RandomConvolution {
    Form form;
    std::int64_t samples;
    std::int64_t groups, channels, filters;  // of one group
    Window2D w;
    Values input, kernel, gradient, bias;
    bool with_bias, relu;

    explicit RandomConvolution(Trial& trial)
        : RandomConvolution(trial, trial.below(8) == 0 ? Form::three_by_three : Form::any) {}
    RandomConvolution(Trial& trial, Form drawn)
        : form(drawn),
          samples(trial.size(1, 3)),
          groups(form != Form::any || trial.coin() ? 1 : trial.size(1, 6)),
          channels(form == Form::three_by_three ? trial.size(16, 50)
                                                : trial.size(1, form == Form::picture ? 5
                                                                : groups == 1         ? 20
                                                                                      : 10)),
          filters(form == Form::three_by_three ? trial.size(16, 50) : trial.size(1, groups == 1 ? 40 : 10)),
          w(window(trial, groups * channels, form)),
          input(trial.values(samples * input_elements(w))),
          kernel(trial.values(taps(w) * channels * groups * filters)),
          gradient(trial.values(samples * output_pixels(w) * groups * filters)),
          bias(trial.values(groups * filters)),
          with_bias(trial.coin()),
          relu(trial.coin()) {}

    /// action(place in the input, in the kernel, in the output) for every product of the definition.
    template <class Action>
    void for_each_product(const Action& action) const {
        const auto one = [&](std::int64_t to, std::int64_t tap, std::int64_t from) {
            for (std::int64_t g = 0; g < groups; ++g)
                for (std::int64_t c = 0; c < channels; ++c)
                    for (std::int64_t f = g * filters; f < (g + 1) * filters; ++f)
                        action(static_cast<std::size_t>(from * w.channels + g * channels + c),
                               static_cast<std::size_t>((tap * channels + c) * groups * filters + f),
                               static_cast<std::size_t>(to * groups * filters + f));
        };
        const std::int64_t pixels = w.input_height * w.input_width;
        for (std::int64_t sample = 0; sample < samples; ++sample) {
            for_each_tap(w, [&](std::int64_t to, std::int64_t tap, std::int64_t from) {
                one(sample * output_pixels(w) + to, tap, sample * pixels + from);
            });
        }
    }

    template <class T>
    struct Run {
        Convolution<T> convolution;
        Arena<T> scratch, forward, backward;
        explicit Run(const RandomConvolution& of)
            : convolution(of.w, of.groups * of.filters, of.groups),
              scratch(convolution.scratch_elements()),
              forward(convolution.packed_forward_elements()),
              backward(convolution.packed_backward_elements()) {
            const auto kernel = as<T>(of.kernel);
            convolution.pack_forward(kernel.data(), forward.data(), scratch.data());
            convolution.pack_backward(kernel.data(), backward.data(), scratch.data());
        }
    };
};

/// The same with max-pooling behind it, and gradients of which many are 0. On the way back the largest lie at
/// random argmax. A quarter are of the form of first layers.
struct RandomPooling {
    RandomConvolution convolution;
    std::int64_t height, width, filters;
    std::int64_t windows_y, windows_x;
    Values gradient;
    std::vector<std::uint8_t> argmax;

    explicit RandomPooling(Trial& trial)
        : convolution(trial.below(4) == 0 ? RandomConvolution(trial, Form::picture)
                                          : RandomConvolution(trial)),
          height(std::min(convolution.form == Form::picture ? 2 : trial.size(1, 3),
                          convolution.w.output_height)),
          width(
              std::min(convolution.form == Form::picture ? 2 : trial.size(1, 3), convolution.w.output_width)),
          filters(convolution.groups * convolution.filters),
          windows_y(convolution.w.output_height / height),
          windows_x(convolution.w.output_width / width),
          gradient(trial.values(convolution.samples * windows_y * windows_x * filters)) {
        for (float& each : gradient) {
            if (trial.below(3) == 0) each = 0;
            argmax.push_back(
                static_cast<std::uint8_t>(trial.below(static_cast<std::uint32_t>(height * width))));
        }
    }

    struct Place {
        std::size_t window;  // of the pooled output
        std::uint8_t number;
    };
    /// Where an output of the convolution goes; nothing where no window covers it.
    [[nodiscard]] std::optional<Place> place_of(std::size_t output) const {
        const Window2D& w = convolution.w;
        const auto at = static_cast<std::int64_t>(output), pixel = at / filters % output_pixels(w);
        const std::int64_t y = pixel / w.output_width, x = pixel % w.output_width,
                           sample = at / filters / output_pixels(w);
        if (y >= windows_y * height || x >= windows_x * width) return std::nullopt;
        const std::int64_t window = (sample * windows_y + y / height) * windows_x + x / width;
        return Place{static_cast<std::size_t>(window * filters + at % filters),
                     static_cast<std::uint8_t>(y % height * width + x % width)};
    }

    template <class T>
    struct Run {
        PooledConvolution<T> pooled;
        Arena<T> scratch, forward, backward;
        explicit Run(const RandomPooling& of)
            : pooled(of.convolution.w, of.filters, of.convolution.groups, of.height, of.width),
              scratch(pooled.scratch_elements()),
              forward(pooled.convolution().packed_forward_elements()),
              backward(pooled.convolution().packed_backward_elements()) {
            const auto kernel = as<T>(of.convolution.kernel);
            pooled.convolution().pack_forward(kernel.data(), forward.data(), scratch.data());
            pooled.convolution().pack_backward(kernel.data(), backward.data(), scratch.data());
        }
    };
};

}  // namespace

class TestRandomConvolutions : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Trial::tell_seed(); }
    void cleanup() { use_all_targets(); }

    void convolutions_forward() {
        Trial trial("convolution", 2);
        for (int i = 0; i < shapes; ++i) {
            const RandomConvolution each(trial);
            Expected expected(static_cast<std::int64_t>(each.gradient.size()));
            if (each.with_bias)
                for (std::size_t o = 0; o < each.gradient.size(); ++o)
                    expected.add(static_cast<std::int64_t>(o),
                                 static_cast<double>(each.bias[o % each.bias.size()]));
            each.for_each_product([&](std::size_t x, std::size_t k, std::size_t y) {
                expected.add(static_cast<std::int64_t>(y), product(each.input[x], each.kernel[k]));
            });
            if (each.relu) expected.rectify();
            trial.compare(expected, [&]<class T>(T) {
                const RandomConvolution::Run<T> run(each);
                std::vector<T> output(each.gradient.size());
                const auto bias = as<T>(each.bias);
                run.convolution.forward(as<T>(each.input).data(), run.forward.data(),
                                        {.bias = each.with_bias ? bias.data() : nullptr, .relu = each.relu},
                                        output.data(), run.scratch.data(), each.samples);
                return output;
            });
        }
        QVERIFY(trial.good());
    }

    void convolutions_back_to_the_input() {
        Trial trial("input gradient", 3);
        for (int i = 0; i < shapes; ++i) {
            const RandomConvolution each(trial);
            Expected expected(static_cast<std::int64_t>(each.input.size()));
            each.for_each_product([&](std::size_t x, std::size_t k, std::size_t y) {
                expected.add(static_cast<std::int64_t>(x), product(each.gradient[y], each.kernel[k]));
            });
            trial.compare(expected, [&]<class T>(T) {
                const RandomConvolution::Run<T> run(each);
                std::vector<T> result(each.input.size(), T{5});  // shall be overwritten
                run.convolution.input_gradient(as<T>(each.gradient).data(), run.backward.data(),
                                               result.data(), run.scratch.data(), each.samples);
                return result;
            });
        }
        QVERIFY(trial.good());
    }

    void convolutions_back_to_the_kernel() {
        Trial trial("kernel gradient", 4);
        for (int i = 0; i < shapes; ++i) {
            const RandomConvolution each(trial);
            Expected expected(each.kernel);  // added to what is there
            each.for_each_product([&](std::size_t x, std::size_t k, std::size_t y) {
                expected.add(static_cast<std::int64_t>(k), product(each.gradient[y], each.input[x]));
            });
            trial.compare(expected, [&]<class T>(T) {
                const RandomConvolution::Run<T> run(each);
                std::vector<T> result = exactly<T>(each.kernel);
                run.convolution.add_kernel_gradient(as<T>(each.input).data(), as<T>(each.gradient).data(),
                                                    result.data(), run.scratch.data(), each.samples);
                return result;
            });
        }
        QVERIFY(trial.good());
    }

    void pooled_convolutions_forward() {
        Trial trial("pooled", 17), at_places("  at its place", 17);
        for (int i = 0; i < shapes; ++i) {
            const RandomPooling each(trial);
            const RandomConvolution& convolution = each.convolution;
            Expected sums(static_cast<std::int64_t>(convolution.gradient.size())),
                expected(static_cast<std::int64_t>(each.gradient.size()));
            for (std::size_t o = 0; convolution.with_bias && o < convolution.gradient.size(); ++o)
                sums.add(static_cast<std::int64_t>(o),
                         static_cast<double>(convolution.bias[o % convolution.bias.size()]));
            convolution.for_each_product([&](std::size_t x, std::size_t k, std::size_t y) {
                sums.add(static_cast<std::int64_t>(y), product(convolution.input[x], convolution.kernel[k]));
            });
            if (convolution.relu) sums.rectify();
            const auto places_of_window = static_cast<std::size_t>(each.height * each.width);
            std::vector<double> in_windows(expected.values.size() * places_of_window);
            std::ranges::fill(expected.values, -INFINITY);
            for (std::size_t o = 0; o < sums.values.size(); ++o) {
                const auto place = each.place_of(o);
                if (!place) continue;
                in_windows[place->window * places_of_window + place->number] = sums.values[o];
                expected.values[place->window] = std::max(expected.values[place->window], sums.values[o]);
                expected.magnitudes[place->window] =
                    std::max(expected.magnitudes[place->window], sums.magnitudes[o]);
            }
            const auto run = [&]<class T>(std::vector<T>& output, std::uint8_t* argmax) {
                const RandomPooling::Run<T> one(each);
                const auto bias = as<T>(convolution.bias);
                one.pooled.forward(
                    as<T>(convolution.input).data(), one.forward.data(),
                    {.bias = convolution.with_bias ? bias.data() : nullptr, .relu = convolution.relu},
                    output.data(), argmax, one.scratch.data(), convolution.samples);
            };
            trial.compare(expected, [&]<class T>(T) {
                std::vector<T> output(each.gradient.size());
                run(output, nullptr);
                return output;
            });
            at_places.compare(expected, [&]<class T>(T) {
                std::vector<T> output(each.gradient.size());
                std::vector<std::uint8_t> argmax(output.size());
                run(output, argmax.data());
                for (std::size_t o = 0; o < output.size(); ++o)
                    output[o] = static_cast<T>(in_windows[o * places_of_window + argmax[o]]);
                return output;
            });
        }
        QVERIFY(trial.good());
        QVERIFY(at_places.good());
    }

    void pooled_convolutions_backward() {
        Trial kernels("  to the kernel", 18), back("  to the input", 18);
        for (int i = 0; i < shapes; ++i) {
            const RandomPooling each(kernels);
            const RandomConvolution& convolution = each.convolution;
            Expected to_kernel(convolution.kernel),
                to_input(static_cast<std::int64_t>(convolution.input.size()));
            convolution.for_each_product([&](std::size_t x, std::size_t k, std::size_t y) {
                const auto place = each.place_of(y);
                if (!place || each.argmax[place->window] != place->number) return;
                to_kernel.add(static_cast<std::int64_t>(k),
                              product(each.gradient[place->window], convolution.input[x]));
                to_input.add(static_cast<std::int64_t>(x),
                             product(each.gradient[place->window], convolution.kernel[k]));
            });
            const auto backward = [&]<class T>(T* kernel_to, T* input_to) {
                const RandomPooling::Run<T> run(each);
                run.pooled.backward(as<T>(convolution.input).data(), run.backward.data(),
                                    as<T>(each.gradient).data(), each.argmax.data(), kernel_to, input_to,
                                    run.scratch.data(), convolution.samples);
            };
            kernels.compare(to_kernel, [&]<class T>(T) {
                auto result = exactly<T>(convolution.kernel);  // added to what is there
                std::vector<T> other(convolution.input.size());
                backward(result.data(), other.data());
                return result;
            });
            back.compare(to_input, [&]<class T>(T) {
                std::vector<T> result(convolution.input.size(), T{5});  // shall be overwritten
                backward(static_cast<T*>(nullptr), result.data());
                return result;
            });
        }
        QVERIFY(kernels.good());
        QVERIFY(back.good());
    }
};

QTEST_APPLESS_MAIN(TestRandomConvolutions)
#include "test_random_convolutions.moc"
