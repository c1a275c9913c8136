// SPDX-License-Identifier: GPL-3.0-or-later
// Every kernel on every instruction set of this machine against its definition in double, over 2,000 random shapes. What is printed: the
// largest error as a share of the largest sum of magnitudes, so that cancellation does not hide behind a tolerance. GLASSNET_SEED draws
// others.
#include "base/random.h"
#include "layers/catalogue.h"
#include "layers/window.h"
#include "math/arena.h"
#include "math/convolution.h"
#include "math/curves.h"
#include "math/depthwise.h"
#include "math/elementwise.h"
#include "math/matmul.h"
#include "math/normalization.h"
#include "math/pooled_convolution.h"
#include "math/targets.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <optional>

using namespace glassnet;

namespace {

constexpr int shapes = 2000;

using Values = std::vector<float>;

/// What a kernel shall give: values, and the sums of the magnitudes that went into each.
struct Expected {
    std::vector<double> values, magnitudes;

    explicit Expected(std::int64_t count) : values(static_cast<std::size_t>(count)), magnitudes(values.size()) {}
    explicit Expected(const Values& start) : values(start.begin(), start.end()), magnitudes(values) {
        for (double& each : magnitudes) each = std::abs(each);
    }
    void add(std::int64_t place, double term) {
        values[static_cast<std::size_t>(place)] += term;
        magnitudes[static_cast<std::size_t>(place)] += std::abs(term);
    }
    void rectify() {
        for (double& each : values) each = std::max(each, 0.0);
    }

    template <class T>
    [[nodiscard]] double error(const std::vector<T>& found) const {
        double difference = 0, largest = 1e-30;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double each = std::abs(static_cast<double>(found[i]) - values[i]);
            if (!std::isfinite(each)) return INFINITY;
            difference = std::max(difference, each);
            largest = std::max(largest, magnitudes[i]);
        }
        return difference / largest;
    }
};

/// With Arena::slack behind them, which nobody may use.
template <class T>
std::vector<T> as(const Values& values) {
    std::vector<T> result(values.size() + Arena<T>::slack, std::numeric_limits<T>::quiet_NaN());
    std::ranges::copy(values, result.begin());
    return result;
}
template <class T>
std::vector<T> exactly(const Values& values) {
    return {values.begin(), values.end()};
}

/// Draws shapes and values, runs what is tested on each instruction set and keeps the worst errors.
class Trial {
public:
    static std::uint64_t seed() {
        bool given = false;
        const qulonglong seed = qEnvironmentVariable("GLASSNET_SEED").toULongLong(&given);
        return given ? seed : 20'261'124;
    }

    Trial(const char* kernel, std::uint32_t number) : kernel_(kernel), random_(seed(), Random::Purpose::generated_data, 0, number) {
        for (float& each : pool_) each = random_.normal();
    }

    /// `minimum` … `maximum`, small ones more often.
    std::int64_t size(std::int64_t minimum, std::int64_t maximum) {
        const std::uint32_t most = below(static_cast<std::uint32_t>(maximum - minimum + 1));
        return minimum + below(most + 1);
    }
    std::uint32_t below(std::uint32_t bound) { return random_.below(bound); }
    bool coin() { return below(2) == 0; }
    Values values(std::int64_t count) {
        Values result(static_cast<std::size_t>(count));
        std::size_t from = below(pool_size);
        for (float& each : result) each = pool_[from++ % pool_size];
        return result;
    }

    /// `run(T{})` gives what is compared; it runs in float on each instruction set, and in double, which is the oracle elsewhere.
    template <class Run>
    void compare(const Expected& expected, const Run& run) {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            take(target_name(target), expected.error(run(float{})));
        }
        use_all_targets();
        take("double", expected.error(run(double{})));
    }

    /// Prints the worst errors; whether they are within bounds.
    [[nodiscard]] bool good(double float_bound = 1e-6, double double_bound = 1e-14) const {
        bool all = true;
        for (const auto& [target, worst] : worst_) {
            qInfo("%-16s %-7s %.1e", kernel_, target.c_str(), worst);
            all = all && worst <= (target == "double" ? double_bound : float_bound);
        }
        return all;
    }

private:
    static constexpr std::uint32_t pool_size = 10'007;

    void take(const std::string& target, double error) { worst_[target] = std::max(worst_[target], error); }

    const char* kernel_;
    Random random_;
    std::array<float, pool_size> pool_{};
    std::map<std::string, double> worst_;
};

enum class Form { any, three_by_three, picture };  // the others: of stride and dilation 1; a picture has few channels

Window2D window(Trial& trial, std::int64_t channels, Form form = Form::any) {
    Window2D w{.channels = channels, .kernel_height = 3, .kernel_width = 3};
    if (form == Form::any) {
        w.kernel_height = trial.size(1, 5);
        w.kernel_width = trial.size(1, 5);
        w.stride_y = trial.size(1, 3);
        w.stride_x = trial.size(1, 3);
        w.dilation_y = trial.size(1, 3);
        w.dilation_x = trial.size(1, 3);
    }
    const auto side = [&](std::int64_t kernel, std::int64_t stride, std::int64_t dilation, std::int64_t largest, std::int64_t& input,
                          std::int64_t& output, std::int64_t& pad) {
        const std::int64_t reach = (kernel - 1) * dilation;
        pad = trial.coin() ? 0 : trial.size(0, reach);
        const std::int64_t behind = pad == 0 ? 0 : trial.size(0, reach);
        input = std::max<std::int64_t>(1, reach + 1 - pad - behind) + trial.size(0, largest);
        output = (input + pad + behind - reach - 1) / stride + 1;
    };
    side(w.kernel_height, w.stride_y, w.dilation_y, 9, w.input_height, w.output_height, w.pad_top);
    side(w.kernel_width, w.stride_x, w.dilation_x, 24, w.input_width, w.output_width, w.pad_left);
    return w;
}

/// action(output pixel, tap, input pixel) for every tap of every output that lies inside the picture: what a convolution is.
template <class Action>
void for_each_tap(const Window2D& w, const Action& action) {
    for (std::int64_t i = 0; i < w.output_height * w.output_width; ++i) {
        for (std::int64_t tap = 0; tap < w.kernel_height * w.kernel_width; ++tap) {
            const std::int64_t y = i / w.output_width * w.stride_y - w.pad_top + tap / w.kernel_width * w.dilation_y;
            const std::int64_t x = i % w.output_width * w.stride_x - w.pad_left + tap % w.kernel_width * w.dilation_x;
            if (y >= 0 && y < w.input_height && x >= 0 && x < w.input_width) action(i, tap, y * w.input_width + x);
        }
    }
}

std::int64_t input_elements(const Window2D& w) { return w.input_height * w.input_width * w.channels; }
std::int64_t output_pixels(const Window2D& w) { return w.output_height * w.output_width; }
std::int64_t taps(const Window2D& w) { return w.kernel_height * w.kernel_width; }

/// A product of random strides: rows of A apart, overlapping or lying on their side; B upright or not; C with gaps between its rows.
struct RandomProduct {
    std::int64_t rows, columns, outer, middle, length, step, middle_stride, outer_stride, row_stride, gap;
    bool on_side, packs, accumulate, bias, relu;
    Values a, b, c, offsets;

    explicit RandomProduct(Trial& trial)
        : rows(trial.size(1, 50)),
          columns(trial.size(1, rows < 4 ? 300 : 90)),
          outer(trial.size(1, 4)),
          middle(trial.size(1, 4)),
          length(trial.size(1, 60)),
          step(trial.coin() ? 1 : trial.size(1, 5)),
          middle_stride(length * step + trial.size(0, 3)),
          outer_stride(trial.coin() ? middle * middle_stride : trial.size(1, 90)),
          row_stride(trial.coin() ? outer * outer_stride : trial.size(1, 40)),
          gap(trial.coin() ? 0 : trial.size(0, 5)),
          on_side(trial.coin()),
          packs(on_side || trial.coin()),
          accumulate(trial.coin()),
          bias(!accumulate && trial.coin()),
          relu(trial.below(3) == 0),
          a(trial.values(place(rows - 1, outer - 1, middle - 1, length - 1) + 1)),
          b(trial.values(depth() * columns)),
          c(trial.values(rows * (columns + gap))),
          offsets(trial.values(columns)) {}

    [[nodiscard]] std::int64_t depth() const { return outer * middle * length; }
    [[nodiscard]] std::int64_t place(std::int64_t r, std::int64_t y, std::int64_t x, std::int64_t i) const {
        return r * row_stride + y * outer_stride + x * middle_stride + i * step;
    }
    [[nodiscard]] std::int64_t b_row() const { return on_side ? 1 : columns; }
    [[nodiscard]] std::int64_t b_column() const { return on_side ? depth() : 1; }

    [[nodiscard]] Expected expected() const {
        Expected result(c);
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t n = 0; n < columns; ++n) {
                const std::int64_t to = r * (columns + gap) + n;
                double &value = result.values[static_cast<std::size_t>(to)], &magnitude = result.magnitudes[static_cast<std::size_t>(to)];
                if (!accumulate) value = magnitude = 0;
                if (bias) result.add(to, static_cast<double>(offsets[static_cast<std::size_t>(n)]));
                std::int64_t k = 0;
                for (std::int64_t y = 0; y < outer; ++y) {
                    for (std::int64_t x = 0; x < middle; ++x) {
                        for (std::int64_t i = 0; i < length; ++i, ++k) {
                            const double term = static_cast<double>(a[static_cast<std::size_t>(place(r, y, x, i))]) *
                                                static_cast<double>(b[static_cast<std::size_t>(k * b_row() + n * b_column())]);
                            value += term;
                            magnitude += std::abs(term);
                        }
                    }
                }
                if (relu) value = std::max(value, 0.0);
            }
        }
        return result;
    }

    template <class T>
    [[nodiscard]] std::vector<T> run() const {
        const std::vector<T> from = as<T>(a), with = as<T>(b), start = as<T>(offsets);
        std::vector<T> to = as<T>(c);
        Arena<T> packed(packed_elements<T>(depth(), columns));
        pack(with.data(), b_row(), b_column(), depth(), columns, packed.data());
        multiply(Product<T>{.rows = rows,
                            .columns = columns,
                            .a = from.data(),
                            .a_row = row_stride,
                            .a_step = step,
                            .outer = {outer, outer_stride},
                            .middle = {middle, middle_stride},
                            .length = length,
                            .b = packs ? packed.data() : with.data(),
                            .b_row = packs ? 0 : columns,
                            .c = to.data(),
                            .c_row = columns + gap,
                            .bias = bias ? start.data() : nullptr,
                            .accumulate = accumulate,
                            .relu = relu});
        return to;
    }
};

/// A convolution of random groups with its values, and the memory that a run of it takes. One in eight is of the form that float
/// computes by minimal filtering.
struct RandomConvolution {
    Form form;
    std::int64_t samples;
    std::int64_t groups, channels, filters;  // of one group
    Window2D w;
    Values input, kernel, gradient, bias;
    bool with_bias, relu;

    explicit RandomConvolution(Trial& trial) : RandomConvolution(trial, trial.below(8) == 0 ? Form::three_by_three : Form::any) {}
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

/// The same with max-pooling behind it, and gradients of which many are 0. On the way back the largest lie at random places. A quarter are
/// of the form of first layers.
struct RandomPooling {
    RandomConvolution convolution;
    std::int64_t height, width, filters;
    std::int64_t windows_y, windows_x;
    Values gradient;
    std::vector<std::uint8_t> places;

    explicit RandomPooling(Trial& trial)
        : convolution(trial.below(4) == 0 ? RandomConvolution(trial, Form::picture) : RandomConvolution(trial)),
          height(std::min(convolution.form == Form::picture ? 2 : trial.size(1, 3), convolution.w.output_height)),
          width(std::min(convolution.form == Form::picture ? 2 : trial.size(1, 3), convolution.w.output_width)),
          filters(convolution.groups * convolution.filters),
          windows_y(convolution.w.output_height / height),
          windows_x(convolution.w.output_width / width),
          gradient(trial.values(convolution.samples * windows_y * windows_x * filters)) {
        for (float& each : gradient) {
            if (trial.below(3) == 0) each = 0;
            places.push_back(static_cast<std::uint8_t>(trial.below(static_cast<std::uint32_t>(height * width))));
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
        const std::int64_t y = pixel / w.output_width, x = pixel % w.output_width, sample = at / filters / output_pixels(w);
        if (y >= windows_y * height || x >= windows_x * width) return std::nullopt;
        const std::int64_t window = (sample * windows_y + y / height) * windows_x + x / width;
        return Place{static_cast<std::size_t>(window * filters + at % filters), static_cast<std::uint8_t>(y % height * width + x % width)};
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

template <class... More>
Values joined(Values all, const More&... more) {
    (all.insert(all.end(), more.begin(), more.end()), ...);
    return all;
}

double product(float a, float b) { return static_cast<double>(a) * static_cast<double>(b); }

/// A table with what its normalization needs. No output is so near to 0 that rounding decides on which side relu sees it.
struct RandomNormalization {
    std::int64_t rows, columns;
    bool relu;
    Values scale, shift, mean, inverse, offset, slope, input, gradient;

    explicit RandomNormalization(Trial& trial)
        : rows(trial.size(1, 100)),
          columns(trial.size(1, 70)),
          relu(trial.coin()),
          scale(trial.values(columns)),
          shift(trial.values(columns)),
          mean(trial.values(columns)),
          inverse(trial.values(columns)),
          offset(trial.values(columns)),
          slope(trial.values(columns)),
          input(trial.values(rows * columns)),
          gradient(trial.values(rows * columns)) {
        for (std::size_t n = 0; n < input.size(); ++n) {
            if (std::abs(output_at(n)) < 1e-4) input[n] += scale[n % shift.size()] < 0 ? -1.0F : 1.0F;
            if (std::abs(output_at(n)) < 1e-4) shift[n % shift.size()] += 1;
        }
    }

    [[nodiscard]] std::int64_t size() const { return rows * columns; }
    [[nodiscard]] double output_at(std::size_t n) const {
        const std::size_t c = n % shift.size();
        return product(input[n], scale[c]) + static_cast<double>(shift[c]);
    }

    void expect(Expected& output, Expected& sums, Expected& to_input) const {
        for (std::int64_t place = 0; place < size(); ++place) {
            const auto n = static_cast<std::size_t>(place), c = n % shift.size();
            output.add(place, product(input[n], scale[c]));
            output.add(place, static_cast<double>(shift[c]));
            const double g = relu && output_at(n) < 0 ? 0 : static_cast<double>(gradient[n]);
            const double normalized = (static_cast<double>(input[n]) - static_cast<double>(mean[c])) * static_cast<double>(inverse[c]);
            sums.add(place % columns, g);
            sums.add(columns + place % columns, g * normalized);
            to_input.add(place, static_cast<double>(scale[c]) * g);
            to_input.add(place, -static_cast<double>(offset[c]));
            to_input.add(place, -normalized * static_cast<double>(slope[c]));
        }
        if (relu) output.rectify();
    }

    template <class T>
    struct Run {
        const RandomNormalization& of;
        std::vector<T> scale, shift, mean, inverse, offset, slope, input, gradient;
        explicit Run(const RandomNormalization& from)
            : of(from),
              scale(as<T>(of.scale)),
              shift(as<T>(of.shift)),
              mean(as<T>(of.mean)),
              inverse(as<T>(of.inverse)),
              offset(as<T>(of.offset)),
              slope(as<T>(of.slope)),
              input(as<T>(of.input)),
              gradient(as<T>(of.gradient)) {}
        [[nodiscard]] ColumnNormalization<T> normalization() const {
            return {of.columns, scale.data(), shift.data(), mean.data(), inverse.data(), of.relu};
        }
    };
};

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
        layer.forward(pass);
        pass.output_gradient = slope.data();
        pass.input_gradients = input_gradients;
        layer.backward(pass);
    }
};

}  // namespace

class TestRandomShapes : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { qInfo("seed %llu, %d shapes for each kernel", static_cast<unsigned long long>(Trial::seed()), shapes); }
    void cleanup() { use_all_targets(); }

    void products() {
        Trial trial("product", 1);
        for (int i = 0; i < shapes; ++i) {
            const RandomProduct each(trial);
            trial.compare(each.expected(), [&]<class T>(T) { return each.run<T>(); });
        }
        QVERIFY(trial.good());
    }

    void transposed() {
        Trial trial("transpose", 12);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t rows = trial.size(1, 40), columns = trial.size(1, 40), gap = trial.size(0, 3);
            const Values from = trial.values(rows * (columns + gap));
            Expected expected(columns * rows);
            for (std::int64_t place = 0; place < columns * rows; ++place)
                expected.add(place, static_cast<double>(from[static_cast<std::size_t>(place % rows * (columns + gap) + place / rows)]));
            trial.compare(expected, [&]<class T>(T) {
                std::vector<T> result(static_cast<std::size_t>(columns * rows));
                transpose(exactly<T>(from).data(), columns + gap, rows, columns, result.data(), rows);
                return result;
            });
        }
        QVERIFY(trial.good(0, 0));
    }

    void convolutions_forward() {
        Trial trial("convolution", 2);
        for (int i = 0; i < shapes; ++i) {
            const RandomConvolution each(trial);
            Expected expected(static_cast<std::int64_t>(each.gradient.size()));
            if (each.with_bias)
                for (std::size_t o = 0; o < each.gradient.size(); ++o)
                    expected.add(static_cast<std::int64_t>(o), static_cast<double>(each.bias[o % each.bias.size()]));
            each.for_each_product([&](std::size_t x, std::size_t k, std::size_t y) {
                expected.add(static_cast<std::int64_t>(y), product(each.input[x], each.kernel[k]));
            });
            if (each.relu) expected.rectify();
            trial.compare(expected, [&]<class T>(T) {
                const RandomConvolution::Run<T> run(each);
                std::vector<T> output(each.gradient.size());
                const auto bias = as<T>(each.bias);
                run.convolution.forward(as<T>(each.input).data(), run.forward.data(), each.with_bias ? bias.data() : nullptr, each.relu,
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
                run.convolution.input_gradient(as<T>(each.gradient).data(), run.backward.data(), result.data(), run.scratch.data(),
                                               each.samples);
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
                run.convolution.add_kernel_gradient(as<T>(each.input).data(), as<T>(each.gradient).data(), result.data(),
                                                    run.scratch.data(), each.samples);
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
                sums.add(static_cast<std::int64_t>(o), static_cast<double>(convolution.bias[o % convolution.bias.size()]));
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
                expected.magnitudes[place->window] = std::max(expected.magnitudes[place->window], sums.magnitudes[o]);
            }
            const auto run = [&]<class T>(std::vector<T>& output, std::uint8_t* places) {
                const RandomPooling::Run<T> one(each);
                const auto bias = as<T>(convolution.bias);
                one.pooled.forward(as<T>(convolution.input).data(), one.forward.data(), convolution.with_bias ? bias.data() : nullptr,
                                   convolution.relu, output.data(), places, one.scratch.data(), convolution.samples);
            };
            trial.compare(expected, [&]<class T>(T) {
                std::vector<T> output(each.gradient.size());
                run(output, nullptr);
                return output;
            });
            at_places.compare(expected, [&]<class T>(T) {
                std::vector<T> output(each.gradient.size());
                std::vector<std::uint8_t> places(output.size());
                run(output, places.data());
                for (std::size_t o = 0; o < output.size(); ++o) output[o] = static_cast<T>(in_windows[o * places_of_window + places[o]]);
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
            Expected to_kernel(convolution.kernel), to_input(static_cast<std::int64_t>(convolution.input.size()));
            convolution.for_each_product([&](std::size_t x, std::size_t k, std::size_t y) {
                const auto place = each.place_of(y);
                if (!place || each.places[place->window] != place->number) return;
                to_kernel.add(static_cast<std::int64_t>(k), product(each.gradient[place->window], convolution.input[x]));
                to_input.add(static_cast<std::int64_t>(x), product(each.gradient[place->window], convolution.kernel[k]));
            });
            const auto backward = [&]<class T>(T* kernel_to, T* input_to) {
                const RandomPooling::Run<T> run(each);
                run.pooled.backward(as<T>(convolution.input).data(), run.backward.data(), as<T>(each.gradient).data(), each.places.data(),
                                    kernel_to, input_to, run.scratch.data(), convolution.samples);
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

    void depthwise_convolutions() {
        Trial forward("depthwise", 5), back("  to the input", 5), kernels("  to the kernel", 5);
        for (int i = 0; i < shapes; ++i) {
            const Window2D w = window(forward, forward.size(1, 40));
            const std::int64_t multiplier = forward.coin() ? 1 : forward.size(1, 13), filters = w.channels * multiplier;
            const Values input = forward.values(input_elements(w)), kernel = forward.values(taps(w) * filters),
                         gradient = forward.values(output_pixels(w) * filters), bias = forward.values(filters);
            const bool with_bias = forward.coin();
            Expected output(output_pixels(w) * filters), to_input(input_elements(w)), to_kernel(kernel);
            for (std::int64_t o = 0; with_bias && o < output_pixels(w) * filters; ++o)
                output.add(o, static_cast<double>(bias[static_cast<std::size_t>(o % filters)]));
            for_each_tap(w, [&](std::int64_t to, std::int64_t tap, std::int64_t from) {
                for (std::int64_t f = 0; f < filters; ++f) {
                    const auto x = static_cast<std::size_t>(from * w.channels + f / multiplier),
                               k = static_cast<std::size_t>(tap * filters + f), y = static_cast<std::size_t>(to * filters + f);
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
                convolution.forward(as<T>(input).data(), as<T>(kernel).data(), with_bias ? offsets.data() : nullptr, relu, result.data(),
                                    scratch.data());
                return result;
            });
            back.compare(to_input, [&]<class T>(T) {
                std::vector<T> result(input.size(), T{5});
                const DepthwiseConvolution<T> convolution(w, multiplier);
                const Arena<T> scratch(convolution.scratch_elements());
                convolution.input_gradient(as<T>(gradient).data(), as<T>(kernel).data(), result.data(), scratch.data());
                return result;
            });
            kernels.compare(to_kernel, [&]<class T>(T) {
                auto result = as<T>(kernel);  // added to what is there
                const DepthwiseConvolution<T> convolution(w, multiplier);
                const Arena<T> scratch(convolution.scratch_elements());
                convolution.add_kernel_gradient(as<T>(input).data(), as<T>(gradient).data(), result.data(), scratch.data());
                return result;
            });
        }
        QVERIFY(forward.good());
        QVERIFY(back.good());
        QVERIFY(kernels.good());
    }

    /// Windows of up to 64 pixels, which MaxPooling2D takes in several batches; half of the pictures are full of equal values.
    void pooling() {
        for (const bool largest : {true, false}) {
            Trial forward(largest ? "maximum" : "mean", largest ? 6 : 7), back("  to the input", largest ? 6 : 7);
            for (int i = 0; i < shapes; ++i) {
                auto layer = find_layer_kind(largest ? "MaxPooling2D" : "AveragePooling2D")->clone();
                const Size2 pool{static_cast<int>(forward.size(1, 8)), static_cast<int>(forward.size(1, 8))};
                const Size2 stride{static_cast<int>(forward.size(1, 4)), static_cast<int>(forward.size(1, 4))};
                const bool same = forward.coin();
                QVERIFY(configure(*layer,
                                  {{"pool_size", Value::List{pool.height, pool.width}},
                                   {"strides", Value::List{stride.height, stride.width}},
                                   {"padding", same ? "same" : "valid"}},
                                  {})
                            .empty());
                const std::int64_t smallest_y = same ? 1 : pool.height, smallest_x = same ? 1 : pool.width;
                const Shape shape{forward.size(smallest_y, smallest_y + 9), forward.size(smallest_x, smallest_x + 9), forward.size(1, 40)};
                const Window2D w = window_over("pooling", shape, pool, stride, same ? Padding::same : Padding::valid);
                Values input = forward.values(input_elements(w));
                if (forward.coin())
                    for (float& each : input) each = std::round(each);
                const Values gradient = forward.values(output_pixels(w) * w.channels);
                Expected output(output_pixels(w) * w.channels), to_input(input_elements(w));
                expect_pooling(largest, w, input, gradient, output, to_input);
                forward.compare(output, [&]<class T>(T) { return PoolingRun<T>(*layer, shape, input, gradient).output; });
                back.compare(to_input, [&]<class T>(T) { return PoolingRun<T>(*layer, shape, input, gradient).input_gradient; });
            }
            QVERIFY(largest ? forward.good(0, 0) : forward.good());
            QVERIFY(back.good());
        }
    }

    void passes_over_numbers() {
        Trial sums("accumulate", 8), two("add", 8), rectified("relu", 9), slopes("relu backward", 10);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t count = sums.size(1, 300);
            const Values a = sums.values(count), b = sums.values(count);
            Expected sum(a), positive(count), passed(count);
            for (std::size_t n = 0; n < a.size(); ++n) {
                const auto place = static_cast<std::int64_t>(n);
                sum.add(place, static_cast<double>(b[n]));
                positive.add(place, std::max(0.0, static_cast<double>(a[n])));
                passed.add(place, a[n] > 0 ? static_cast<double>(b[n]) : 0.0);
            }
            sums.compare(sum, [&]<class T>(T) {
                auto result = as<T>(a);
                accumulate(result.data(), as<T>(b).data(), count);
                return result;
            });
            two.compare(sum, [&]<class T>(T) {
                std::vector<T> result(a.size());
                add(as<T>(a).data(), as<T>(b).data(), count, result.data());
                return result;
            });
            rectified.compare(positive, [&]<class T>(T) {
                std::vector<T> result(a.size());
                apply({.form = Curve::Form::relu}, as<T>(a).data(), count, result.data());
                return result;
            });
            slopes.compare(passed, [&]<class T>(T) {
                std::vector<T> result(a.size());
                apply_backward<T>({.form = Curve::Form::relu}, as<T>(b).data(), nullptr, as<T>(a).data(), count, result.data());
                return result;
            });
        }
        QVERIFY(sums.good());
        QVERIFY(two.good());
        QVERIFY(rectified.good(0, 0));
        QVERIFY(slopes.good(0, 0));
    }

    void passes_over_tables() {
        Trial sums("column sums", 11);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t rows = sums.size(1, 200), columns = sums.size(1, 70);
            const Values table = sums.values(rows * columns), start = sums.values(columns);
            Expected sum(start);
            for (std::int64_t n = 0; n < rows * columns; ++n) sum.add(n % columns, static_cast<double>(table[static_cast<std::size_t>(n)]));
            sums.compare(sum, [&]<class T>(T) {
                auto result = as<T>(start);
                add_column_sums(as<T>(table).data(), rows, columns, result.data());
                return result;
            });
        }
        QVERIFY(sums.good());
    }

    /// Half of the tables lie far from 0, where sums of squares would cancel.
    void statistics_of_columns() {
        Trial trial("column statistics", 12);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t rows = trial.size(1, 200), columns = trial.size(1, 70);
            Values table = trial.values(rows * columns);
            const float far = trial.coin() ? 0.0F : 100.0F;
            for (float& each : table) each += far;
            Expected means(columns), squares(columns);
            for (std::int64_t n = 0; n < rows * columns; ++n)
                means.add(n % columns, static_cast<double>(table[static_cast<std::size_t>(n)]) / static_cast<double>(rows));
            for (std::int64_t n = 0; n < rows * columns; ++n) {
                const double each =
                    static_cast<double>(table[static_cast<std::size_t>(n)]) - means.values[static_cast<std::size_t>(n % columns)];
                squares.add(n % columns, each * each);
            }
            const auto statistics = [&]<class T>(T, bool of_squares) {
                std::vector<T> mean(static_cast<std::size_t>(columns)), square = mean;
                column_statistics(as<T>(table).data(), rows, columns, mean.data(), square.data());
                return of_squares ? square : mean;
            };
            trial.compare(means, [&]<class T>(T zero) { return statistics(zero, false); });
            if (rows > 1) trial.compare(squares, [&]<class T>(T zero) { return statistics(zero, true); });
        }
        QVERIFY(trial.good(1e-6, 1e-13));
    }

    void normalizations() {
        Trial forward("normalize", 16), sums("  sums on the way back", 16), back("  to the input", 16);
        for (int i = 0; i < shapes; ++i) {
            const RandomNormalization each(forward);
            Expected output(each.size()), added(2 * each.columns), to_input(each.size());
            each.expect(output, added, to_input);
            forward.compare(output, [&]<class T>(T) {
                const RandomNormalization::Run<T> run(each);
                std::vector<T> result(each.input.size());
                normalize(run.normalization(), run.input.data(), each.rows, result.data());
                return result;
            });
            sums.compare(added, [&]<class T>(T) {
                const RandomNormalization::Run<T> run(each);
                std::vector<T> result(static_cast<std::size_t>(2 * each.columns), T{5});  // shall be overwritten
                normalized_sums(run.normalization(), run.input.data(), run.gradient.data(), each.rows, result.data(),
                                result.data() + each.columns);
                return result;
            });
            back.compare(to_input, [&]<class T>(T) {
                const RandomNormalization::Run<T> run(each);
                std::vector<T> result(each.input.size());
                normalized_gradient(run.normalization(), run.input.data(), run.gradient.data(), each.rows, run.offset.data(),
                                    run.slope.data(), result.data());
                return result;
            });
        }
        QVERIFY(forward.good());
        QVERIFY(sums.good());
        QVERIFY(back.good());
    }

    void not_finite_numbers_are_found() {
        Trial trial("all finite", 13);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t count = trial.size(1, 300);
            Values values = trial.values(count);
            const bool bad = trial.coin();
            if (bad) values[trial.below(static_cast<std::uint32_t>(count))] = std::array{NAN, INFINITY, -INFINITY}[trial.below(3)];
            Expected truth(1);
            truth.add(0, bad ? 0 : 1);
            trial.compare(truth, [&]<class T>(T) { return std::vector<T>{static_cast<T>(all_finite(as<T>(values).data(), count))}; });
        }
        QVERIFY(trial.good(0, 0));
    }

    void steps_of_optimizers() {
        Trial adams("Adam", 14), momenta("momentum", 15);
        for (int i = 0; i < shapes; ++i) {
            const std::int64_t count = adams.size(1, 300);
            const Values weights = adams.values(count), gradients = adams.values(count), m = adams.values(count);
            Values v = adams.values(count);
            for (float& each : v) each = each * each + 0.01F;
            const float rate = 0.001F * static_cast<float>(adams.size(1, 100)), share = 0.01F * static_cast<float>(adams.size(1, 99));
            const bool nesterov = adams.coin();
            // Weights, then what the optimizer remembers, in one row.
            Expected stepped(joined(weights, m, v)), moved(joined(weights, m));
            for (std::int64_t n = 0; n < count; ++n) {
                const auto at = static_cast<std::size_t>(n);
                const double g = static_cast<double>(gradients[at]), wide_rate = static_cast<double>(rate),
                             keep = static_cast<double>(share), old_m = static_cast<double>(m[at]), old_v = static_cast<double>(v[at]);
                const double new_m = old_m + (g - old_m) * keep, new_v = old_v + (g * g - old_v) * keep;
                stepped.add(n, -wide_rate * new_m / (std::sqrt(new_v) + static_cast<double>(1e-7F)));
                stepped.add(count + n, new_m - old_m);
                stepped.add(2 * count + n, new_v - old_v);
                const double speed = keep * old_m - wide_rate * g;
                moved.add(n, nesterov ? keep * speed - wide_rate * g : speed);
                moved.add(count + n, speed - old_m);
            }
            adams.compare(stepped, [&]<class T>(T) {
                auto result = as<T>(joined(weights, m, v));
                adam(result.data(), as<T>(gradients).data(), result.data() + count, result.data() + 2 * count, count,
                     AdamStep<T>{static_cast<T>(rate), static_cast<T>(share), static_cast<T>(share), static_cast<T>(1e-7F)});
                return result;
            });
            momenta.compare(moved, [&]<class T>(T) {
                auto result = as<T>(joined(weights, m));
                momentum(result.data(), as<T>(gradients).data(), result.data() + count, count,
                         MomentumStep<T>{static_cast<T>(rate), static_cast<T>(share), nesterov});
                return result;
            });
        }
        QVERIFY(adams.good());
        QVERIFY(momenta.good());
    }

private:
    /// The largest value or the mean of each window, and where the gradient goes: to the first of the largest, or to all alike.
    static void expect_pooling(bool largest, const Window2D& w, const Values& input, const Values& gradient, Expected& output,
                               Expected& to_input) {
        std::vector<std::int64_t> places;
        std::int64_t pixel = 0;
        const auto finish = [&] {
            for (std::int64_t c = 0; c < w.channels; ++c) {
                const std::int64_t to = pixel * w.channels + c;
                const double slope = static_cast<double>(gradient[static_cast<std::size_t>(to)]);
                const auto value = [&](std::int64_t place) { return input[static_cast<std::size_t>(place * w.channels + c)]; };
                if (largest) {
                    const std::int64_t first = *std::ranges::max_element(places, {}, value);  // the first of equals
                    output.add(to, static_cast<double>(value(first)));
                    to_input.add(first * w.channels + c, slope);
                    continue;
                }
                for (const std::int64_t place : places) {
                    output.add(to, static_cast<double>(value(place)) / static_cast<double>(places.size()));
                    to_input.add(place * w.channels + c, slope / static_cast<double>(places.size()));
                }
            }
            places.clear();
        };
        for_each_tap(w, [&](std::int64_t to, std::int64_t, std::int64_t from) {
            if (to != pixel) finish();
            pixel = to;
            places.push_back(from);
        });
        finish();
    }
};

QTEST_APPLESS_MAIN(TestRandomShapes)
#include "test_random_shapes.moc"
