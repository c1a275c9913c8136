// SPDX-License-Identifier: GPL-3.0-or-later
// Poolings on every instruction set of this machine against their definition in double, over 2,000 random
// shapes.
#include "layers/catalogue.h"
#include "layers/window.h"
#include "support/random_shapes.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// One layer without weights, called by hand: the output for `input`, then the gradient of the input.
template <class T>
struct PoolingRun {
    std::vector<T> output, input_gradient;

    PoolingRun(const Layer& layer, const Shape& shape, const Values& input, const Values& gradient) {
        const auto from = as<T>(input);
        auto slope = as<T>(gradient);
        output.resize(gradient.size());
        input_gradient.assign(input.size(), T{5});  // shall be overwritten
        const T* const inputs[] = {from.data()};
        T* const input_gradients[] = {input_gradient.data()};
        Pass<T> pass;
        pass.batch = pass.count = pass.shard_samples = 1;
        pass.input_shapes = {&shape, 1};
        pass.output_shape = layer.output_shape(pass.input_shapes);
        pass.inputs = inputs;
        pass.output = output.data();
        const std::unique_ptr<Operation> operation =
            layer.compile({.input_shapes = {shape}, .output_shape = pass.output_shape});
        operation->forward(pass);
        pass.output_gradient = slope.data();
        pass.input_gradients = input_gradients;
        operation->backward(pass);
    }
};

/// The largest value or the mean of each window, and where the gradient goes: to the first of the largest, or
/// to all alike.
void expect_pooling(bool largest, const Window2D& w, const Values& input, const Values& gradient,
                    Expected& output, Expected& to_input) {
    std::vector<std::int64_t> argmax;
    std::int64_t pixel = 0;
    const auto finish = [&] {
        for (std::int64_t c = 0; c < w.channels; ++c) {
            const std::int64_t to = pixel * w.channels + c;
            const double slope = static_cast<double>(gradient[static_cast<std::size_t>(to)]);
            const auto value = [&](std::int64_t place) {
                return input[static_cast<std::size_t>(place * w.channels + c)];
            };
            if (largest) {
                // the first of equals
                const std::int64_t first = *std::ranges::max_element(argmax, {}, value);
                output.add(to, static_cast<double>(value(first)));
                to_input.add(first * w.channels + c, slope);
                continue;
            }
            for (const std::int64_t place : argmax) {
                output.add(to, static_cast<double>(value(place)) / static_cast<double>(argmax.size()));
                to_input.add(place * w.channels + c, slope / static_cast<double>(argmax.size()));
            }
        }
        argmax.clear();
    };
    for_each_tap(w, [&](std::int64_t to, std::int64_t, std::int64_t from) {
        if (to != pixel) finish();
        pixel = to;
        argmax.push_back(from);
    });
    finish();
}

}  // namespace

class TestRandomPoolings : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Trial::tell_seed(); }
    void cleanup() { use_all_targets(); }

    /// Windows of up to 64 pixels, which MaxPooling2D takes in several batches; half of the pictures are full
    /// of equal values.
    void pooling() {
        for (const bool largest : {true, false}) {
            Trial forward(largest ? "maximum" : "mean", largest ? 6 : 7),
                back("  to the input", largest ? 6 : 7);
            for (int i = 0; i < shapes; ++i) {
                auto layer = kinds<Layer>().find(largest ? "MaxPooling2D" : "AveragePooling2D")->clone();
                const Size2 pool{static_cast<int>(forward.size(1, 8)), static_cast<int>(forward.size(1, 8))};
                const Size2 stride{static_cast<int>(forward.size(1, 4)),
                                   static_cast<int>(forward.size(1, 4))};
                const bool same = forward.coin();
                QVERIFY(configure(*layer,
                                  {{"pool_size", Value::List{pool.height, pool.width}},
                                   {"strides", Value::List{stride.height, stride.width}},
                                   {"padding", same ? "same" : "valid"}},
                                  {})
                            .empty());
                const std::int64_t smallest_y = same ? 1 : pool.height, smallest_x = same ? 1 : pool.width;
                const Shape shape{forward.size(smallest_y, smallest_y + 9),
                                  forward.size(smallest_x, smallest_x + 9), forward.size(1, 40)};
                const Window2D w =
                    window_over("pooling", shape, pool, stride, same ? Padding::same : Padding::valid);
                Values input = forward.values(input_elements(w));
                if (forward.coin())
                    for (float& each : input) each = std::round(each);
                const Values gradient = forward.values(output_pixels(w) * w.channels);
                Expected output(output_pixels(w) * w.channels), to_input(input_elements(w));
                expect_pooling(largest, w, input, gradient, output, to_input);
                forward.compare(
                    output, [&]<class T>(T) { return PoolingRun<T>(*layer, shape, input, gradient).output; });
                back.compare(to_input, [&]<class T>(T) {
                    return PoolingRun<T>(*layer, shape, input, gradient).input_gradient;
                });
            }
            QVERIFY(largest ? forward.good(0, 0) : forward.good());
            QVERIFY(back.good());
        }
    }
};

QTEST_APPLESS_MAIN(TestRandomPoolings)
#include "test_random_poolings.moc"
