// SPDX-License-Identifier: GPL-3.0-or-later
// Every fast kernel on every instruction set of this machine against plain loops: random shapes, tails, NaN.
#include "math/arena.h"
#include "math/convolution.h"
#include "math/depthwise.h"
#include "math/elementwise.h"
#include "math/elementwise_reference.h"
#include "math/matmul.h"
#include "math/normalization.h"
#include "math/pooled_convolution.h"
#include "math/pooling.h"
#include "math/pooling_reference.h"
#include "math/targets.h"

#include "base/random.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <optional>

using namespace glassnet;

namespace {

using Values = std::vector<float>;

Values random_values(std::int64_t count, std::uint32_t stream) {
    Random random(3, Random::Purpose::generated_data, 0, 0, stream);
    Values values(static_cast<std::size_t>(count));
    for (float& value : values) value = random.normal();
    return values;
}

std::vector<double> in_double(const Values& values) { return {values.begin(), values.end()}; }

double distance(const float* found, const std::vector<double>& expected) {
    double difference = 0, largest = 1e-30;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double each = std::abs(static_cast<double>(found[i]) - expected[i]);
        if (!std::isfinite(each)) return INFINITY;
        difference = std::max(difference, each);
        largest = std::max(largest, std::abs(expected[i]));
    }
    return difference / largest;
}

/// The same product by the fast kernel and by the reference in double.
struct ProductCase {
    std::int64_t rows, columns, outer, middle, length;
    bool accumulate, bias, relu, transposed;

    template <class T>
    std::vector<T> run(const std::vector<T>& a, const std::vector<T>& b, const std::vector<T>& start, const std::vector<T>& offsets) const {
        const std::int64_t depth = outer * middle * length;
        Arena<T> packed(packed_elements<T>(depth, columns));
        pack(b.data(), columns, std::int64_t{1}, depth, columns, packed.data());
        std::vector<T> c = start;
        Product<T> product{.rows = rows,
                           .columns = columns,
                           .a = a.data(),
                           .a_row = depth,
                           .a_step = 1,
                           .outer = {outer, middle * length},
                           .middle = {middle, length},
                           .length = length,
                           .b = packed.data(),
                           .c = c.data(),
                           .c_row = columns,
                           .bias = bias ? offsets.data() : nullptr,
                           .accumulate = accumulate,
                           .relu = relu};
        if (transposed) {  // the same numbers read as if A lay on its side
            product.a_row = 1;
            product.a_step = rows;
            product.outer = {1, 0};
            product.middle = {1, 0};
            product.length = depth;
        }
        multiply(product);
        return c;
    }
};

/// Statistics of a table, then everything that its normalization does, in a row.
Values normalized(const Values& input, std::int64_t columns, bool relu) {
    const std::int64_t rows = static_cast<std::int64_t>(input.size()) / columns;
    const Values scale = random_values(columns, 21), shift = random_values(columns, 22), inverse = random_values(columns, 23),
                 offset = random_values(columns, 24), slope = random_values(columns, 25), gradient = random_values(rows * columns, 26);
    Values result(static_cast<std::size_t>(4 * columns + 2 * rows * columns));
    float *mean = result.data(), *sums = mean + 2 * columns, *output = sums + 2 * columns, *back = output + rows * columns;
    column_statistics(input.data(), rows, columns, mean, mean + columns);
    const ColumnNormalization<float> normalization{columns, scale.data(), shift.data(), mean, inverse.data(), relu};
    normalize(normalization, input.data(), rows, output);
    normalized_sums(normalization, input.data(), gradient.data(), rows, sums, sums + columns);
    normalized_gradient(normalization, input.data(), gradient.data(), rows, offset.data(), slope.data(), back);
    return result;
}

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
std::vector<T> depthwise(const Window2D& w, const std::vector<T>& input, const std::vector<T>& gradient, std::int64_t multiplier = 1) {
    const Values numbers = random_values(9 * w.channels * multiplier, 31), more = random_values(w.channels * multiplier, 32);
    const std::vector<T> kernel(numbers.begin(), numbers.end()), bias(more.begin(), more.end());
    std::vector<T> result(gradient.size() + input.size() + kernel.size());
    const DepthwiseConvolution<T> convolution(w, multiplier);
    const Arena<T> scratch(convolution.scratch_elements());
    convolution.forward(input.data(), kernel.data(), bias.data(), true, result.data(), scratch.data());
    convolution.input_gradient(gradient.data(), kernel.data(), result.data() + gradient.size(), scratch.data());
    convolution.add_kernel_gradient(input.data(), gradient.data(), result.data() + gradient.size() + input.size(), scratch.data());
    return result;
}

/// A convolution of 3 × 3 with relu and max-pooling of 2 × 2, forward and back.
struct Pooled {
    static constexpr std::int64_t filters = 41, height = 5, width = 6;  // of windows; a row and a column are left over
    Values output, kernel_gradient, input_gradient;
    std::vector<std::uint8_t> places;

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
        const Values kernel = random_values(pooled.convolution().kernel_elements(), 41), bias = random_values(filters, 42);
        const Arena<float> scratch(pooled.scratch_elements()), forward(pooled.convolution().packed_forward_elements()),
            backward(pooled.convolution().packed_backward_elements());
        const Arena<float> from = in_arena(input), slopes = in_arena(gradient);
        pooled.convolution().pack_forward(kernel.data(), forward.data(), scratch.data());
        pooled.convolution().pack_backward(kernel.data(), backward.data(), scratch.data());
        output.resize(gradient.size());
        places.resize(gradient.size());
        kernel_gradient.resize(kernel.size());
        input_gradient.resize(input.size());
        pooled.forward(from.data(), forward.data(), bias.data(), true, output.data(), places.data(), scratch.data(), 1);
        pooled.backward(from.data(), backward.data(), slopes.data(), places.data(), kernel_gradient.data(), input_gradient.data(),
                        scratch.data(), 1);
    }

private:
    static Arena<float> in_arena(const Values& values) {
        Arena<float> arena(static_cast<std::int64_t>(values.size()));
        std::ranges::copy(values, arena.data());
        return arena;
    }
};

bool all_nan(const float* values, std::int64_t count, std::int64_t step = 1) {
    for (std::int64_t i = 0; i < count; ++i)
        if (!std::isnan(values[i * step])) return false;
    return true;
}

}  // namespace

class TestKernels : public QObject {
    Q_OBJECT

private slots:
    void init() { use_all_targets(); }
    void cleanup() { use_all_targets(); }

    /// Or loops that choose one after the other would run the last alone from their second round on.
    void all_targets_are_available_whichever_is_in_use() {
        const auto all = available_targets();
        use_target(all.back());
        QCOMPARE(available_targets(), all);
    }

    void products_equal_the_reference_on_every_target() {
        Random random(11, Random::Purpose::generated_data);
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            double worst = 0;
            for (int i = 0; i < 400; ++i) {
                ProductCase each{.rows = 1 + random.below(40),
                                 .columns = 1 + random.below(90),
                                 .outer = 1 + random.below(3),
                                 .middle = 1 + random.below(3),
                                 .length = 1 + random.below(60),
                                 .accumulate = random.below(2) == 0,
                                 .bias = random.below(2) == 0,
                                 .relu = random.below(3) == 0,
                                 .transposed = random.below(3) == 0};
                each.bias = each.bias && !each.accumulate;
                const std::int64_t depth = each.outer * each.middle * each.length;
                const auto stream = static_cast<std::uint32_t>(4 * i);
                const Values a = random_values(each.rows * depth, stream), b = random_values(depth * each.columns, stream + 1);
                const Values c = random_values(each.rows * each.columns, stream + 2), bias = random_values(each.columns, stream + 3);
                const Values fast = each.run(a, b, c, bias);
                worst = std::max(worst, distance(fast.data(), each.run(in_double(a), in_double(b), in_double(c), in_double(bias))));
            }
            qInfo("%s: worst relative error of 400 products %.2g", target_name(target), worst);
            QVERIFY(worst < 2e-6);
        }
    }

    void targets_with_fused_multiply_add_give_the_same_bits() {
        const ProductCase each{.rows = 37,
                               .columns = 71,
                               .outer = 3,
                               .middle = 1,
                               .length = 100,
                               .accumulate = false,
                               .bias = true,
                               .relu = false,
                               .transposed = false};
        const Values a = random_values(37 * 300, 1), b = random_values(300 * 71, 2), c(37 * 71), bias = random_values(71, 3);
        std::vector<Values> results;
        for (const std::int64_t target : available_targets()) {
            if (!has_fused_multiply_add(target)) continue;
            use_target(target);
            results.push_back(each.run(a, b, c, bias));
            QVERIFY2(std::memcmp(results.front().data(), results.back().data(), results.front().size() * sizeof(float)) == 0,
                     target_name(target));
        }
    }

    void few_rows_times_a_broad_matrix_give_the_same_bits() {
        constexpr std::int64_t columns = 309, depth = 70;
        const Values b = random_values(depth * columns + Arena<float>::slack, 2), bias = random_values(columns, 3);
        for (const std::int64_t rows : {1, 2, 3, 4}) {
            for (const bool bad : {false, true}) {
                Values a = random_values(rows * depth, 1), first;
                if (bad) a.front() = NAN;
                for (const std::int64_t target : available_targets()) {
                    use_target(target);
                    Values c(static_cast<std::size_t>(rows * columns));
                    multiply(Product<float>{.rows = rows,
                                            .columns = columns,
                                            .a = a.data(),
                                            .a_row = depth,
                                            .length = depth,
                                            .b = b.data(),
                                            .b_row = columns,
                                            .c = c.data(),
                                            .c_row = columns,
                                            .bias = bias.data(),
                                            .relu = true});
                    QCOMPARE(all_nan(c.data(), columns), bad);
                    QVERIFY(rows == 1 || !all_nan(c.data() + columns, 1));
                    if (bad || !has_fused_multiply_add(target)) continue;
                    if (first.empty()) first = c;
                    QVERIFY2(std::memcmp(first.data(), c.data(), c.size() * sizeof(float)) == 0, target_name(target));
                }
            }
        }
    }

    void convolutions_equal_the_reference_on_every_target() {
        Random random(5, Random::Purpose::generated_data);
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            double worst = 0;
            for (int i = 0; i < 60; ++i) {
                Window2D w;
                w.kernel_height = 1 + random.below(4);
                w.kernel_width = 1 + random.below(4);
                w.stride_y = 1 + random.below(3);
                w.stride_x = 1 + random.below(3);
                w.dilation_y = 1 + random.below(2);
                w.dilation_x = 1 + random.below(2);
                w.channels = 1 + random.below(20);
                w.pad_top = random.below(static_cast<std::uint32_t>((w.kernel_height - 1) * w.dilation_y / 2 + 1));
                w.pad_left = random.below(static_cast<std::uint32_t>((w.kernel_width - 1) * w.dilation_x / 2 + 1));
                w.output_height = 1 + random.below(6);
                w.output_width = 1 + random.below(20);
                w.input_height = w.covered_height() - 2 * w.pad_top + random.below(static_cast<std::uint32_t>(w.stride_y));
                w.input_width = w.covered_width() - 2 * w.pad_left + random.below(static_cast<std::uint32_t>(w.stride_x));
                if (w.input_height < 1 || w.input_width < 1) continue;
                worst = std::max(worst, convolution_error(w, 1 + random.below(40), static_cast<std::uint32_t>(i)));
            }
            qInfo("%s: worst relative error of convolutions %.2g", target_name(target), worst);
            QVERIFY(worst < 2e-6);
        }
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
            QVERIFY2(std::memcmp(first.data(), result.data(), first.size() * sizeof(float)) == 0, target_name(target));
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
        const Values input = random_values(3 * 9 * 9 * 16, 1), kernel = random_values(convolution.kernel_elements(), 2);
        Arena<float> scratch(convolution.scratch_elements()), packed(convolution.packed_forward_elements());
        convolution.pack_forward(kernel.data(), packed.data(), scratch.data());
        const std::int64_t out = 7 * 7 * 32;
        Values together(static_cast<std::size_t>(3 * out)), apart = together;
        convolution.forward(input.data(), packed.data(), nullptr, false, together.data(), scratch.data(), 3);
        for (std::int64_t sample = 0; sample < 3; ++sample)
            convolution.forward(input.data() + sample * 9 * 9 * 16, packed.data(), nullptr, false, apart.data() + sample * out,
                                scratch.data());
        QCOMPARE(together, apart);
    }

    void pooled_convolutions_give_the_same_bits_with_every_target() {
        for (const std::int64_t channels : {1, 2, 3, 4, 9, 27, 70}) {
            const Values input = random_values(11 * 13 * channels, 1),
                         gradient = random_values(Pooled::height * Pooled::width * Pooled::filters, 2);
            std::optional<Pooled> first;
            for (const std::int64_t target : available_targets()) {
                if (!has_fused_multiply_add(target)) continue;
                use_target(target);
                const Pooled result(channels, input, gradient);
                if (!first) first = result;
                QCOMPARE(result.output, first->output);
                QCOMPARE(result.places, first->places);
                QCOMPARE(result.kernel_gradient, first->kernel_gradient);
                QCOMPARE(result.input_gradient, first->input_gradient);
            }
        }
    }

    void pooling_equals_the_reference_on_every_target() {
        Random random(9, Random::Purpose::generated_data);
        for (int i = 0; i < 200; ++i) {
            const PoolRow row{.windows = 1 + random.below(6),
                              .height = 1 + random.below(4),
                              .width = 1 + random.below(4),
                              .channels = 1 + random.below(40)};
            const std::int64_t outputs = row.windows * row.channels, inputs = outputs * row.height * row.width;
            Values values = random_values(inputs, static_cast<std::uint32_t>(i));
            for (float& value : values) {
                if (random.below(4) == 0) value = 1;  // several largest
                if (random.below(50) == 0) value = NAN;
            }
            const Values gradient = random_values(outputs, 300);
            Values expected(static_cast<std::size_t>(outputs)), expected_back(values.size());
            std::vector<std::uint8_t> expected_places(expected.size());
            reference::max_pool_row(values.data(), row, expected.data(), expected_places.data());
            reference::max_unpool_row(gradient.data(), expected_places.data(), row, expected_back.data());
            for (const std::int64_t target : available_targets()) {
                use_target(target);
                Values output(expected.size()), alone = output, back(values.size());
                std::vector<std::uint8_t> places(expected.size());
                max_pool_row(values.data(), row, output.data(), places.data());
                max_pool_row(values.data(), row, alone.data(), nullptr);
                max_unpool_row(gradient.data(), places.data(), row, back.data());
                QVERIFY2(std::memcmp(output.data(), expected.data(), expected.size() * sizeof(float)) == 0, target_name(target));
                QVERIFY2(std::memcmp(alone.data(), expected.data(), expected.size() * sizeof(float)) == 0, target_name(target));
                QCOMPARE(places, expected_places);
                QCOMPARE(back, expected_back);
            }
        }
    }

    void the_largest_of_all_pixels_equals_the_reference_on_every_target() {
        Random random(10, Random::Purpose::generated_data);
        for (int i = 0; i < 200; ++i) {
            const std::int64_t pixels = 1 + random.below(50), channels = 1 + random.below(40);
            Values values = random_values(pixels * channels, static_cast<std::uint32_t>(i));
            for (float& value : values) {
                if (random.below(4) == 0) value = 1;  // several largest
                if (random.below(50) == 0) value = NAN;
            }
            Values expected(static_cast<std::size_t>(channels));
            std::vector<std::int32_t> expected_places(expected.size());
            reference::max_of_pixels(values.data(), pixels, channels, expected.data(), expected_places.data());
            for (const std::int64_t target : available_targets()) {
                use_target(target);
                Values output(expected.size());
                std::vector<std::int32_t> places(expected.size());
                max_of_pixels(values.data(), pixels, channels, output.data(), places.data());
                QVERIFY2(std::memcmp(output.data(), expected.data(), expected.size() * sizeof(float)) == 0, target_name(target));
                QCOMPARE(places, expected_places);
            }
        }
    }

    void normalization_and_depthwise_convolution_give_the_same_bits() {
        for (const bool wide : {false, true}) {  // relu or not, stride 1 or 2
            const std::int64_t columns = wide ? 317 : 45;
            const Window2D w = depthwise_window(wide ? 2 : 1);
            const Values table = random_values(70 * columns, 1), input = random_values(w.input_height * w.input_width * w.channels, 2),
                         gradient = random_values(w.output_height * w.output_width * w.channels, 3);
            Values first;
            for (const std::int64_t target : available_targets()) {
                if (!has_fused_multiply_add(target)) continue;
                use_target(target);
                Values result = normalized(table, columns, wide);
                const Values convolved = depthwise(w, input, gradient);
                result.insert(result.end(), convolved.begin(), convolved.end());
                if (first.empty()) first = result;
                QVERIFY2(std::memcmp(first.data(), result.data(), first.size() * sizeof(float)) == 0, target_name(target));
            }
        }
    }

    void not_a_number_goes_through_normalization() {
        constexpr std::int64_t rows = 40, columns = 29;
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t column : {0, 17, 28}) {
                Values table = random_values(rows * columns, 1);
                table[static_cast<std::size_t>(21 * columns + column)] = NAN;
                for (const bool relu : {false, true}) {
                    const Values result = normalized(table, columns, relu);
                    const float *statistics = result.data(), *output = statistics + 4 * columns, *back = output + rows * columns;
                    QVERIFY2(all_nan(statistics + column, 2, columns), target_name(target));  // mean and squares
                    QVERIFY2(all_nan(statistics + 3 * columns + column, 1), target_name(target));
                    QVERIFY2(all_nan(output + 21 * columns + column, 1), target_name(target));
                    QVERIFY2(!all_nan(output + 20 * columns + column, 1), target_name(target));
                    QVERIFY2(all_nan(back + 21 * columns + column, 1), target_name(target));
                    if (relu) QVERIFY2(all_nan(statistics + 2 * columns + column, 1), target_name(target));
                }
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
                    Values input = random_values(inputs, 2), gradient = random_values(outputs, 3);
                    input[static_cast<std::size_t>(channel)] = NAN;  // of the first pixel
                    const Values forward = depthwise(w, input, gradient);
                    QVERIFY2(all_nan(forward.data() + channel, 1), target_name(target));
                    QVERIFY2(all_nan(forward.data() + outputs + inputs + 4 * w.channels + channel, 1), target_name(target));
                    gradient[static_cast<std::size_t>(channel)] = NAN;
                    const Values backward = depthwise(w, random_values(inputs, 2), gradient);
                    QVERIFY2(all_nan(backward.data() + outputs + channel, 2, w.channels), target_name(target));
                    QVERIFY2(all_nan(backward.data() + outputs + inputs + 8 * w.channels + channel, 1), target_name(target));
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
                    const Values input = random_values(w.input_height * w.input_width * w.channels, 2),
                                 gradient = random_values(w.output_height * w.output_width * w.channels * multiplier, 3);
                    const std::vector<double> expected = depthwise(w, in_double(input), in_double(gradient), multiplier);
                    const auto apart = [&](const Values& found, std::size_t from, std::size_t to) {
                        const auto at = static_cast<std::ptrdiff_t>(from), end = static_cast<std::ptrdiff_t>(to);
                        return distance(found.data() + from, {expected.begin() + at, expected.begin() + end});
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
                        QVERIFY2(std::memcmp(first.data(), found.data(), first.size() * sizeof(float)) == 0, target_name(target));
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
                const std::int64_t inputs = w.input_height * w.input_width * w.channels, outputs = inputs * multiplier;
                for (const std::int64_t channel : {0, 50, 60}) {
                    Values input = random_values(inputs, 2), gradient = random_values(outputs, 3);
                    input[static_cast<std::size_t>(channel)] = NAN;  // of the first pixel
                    const Values forward = depthwise(w, input, gradient, multiplier);
                    QVERIFY2(all_nan(forward.data() + channel * multiplier, multiplier), target_name(target));
                    QVERIFY2(!all_nan(forward.data() + (channel + 1) * multiplier, 1), target_name(target));
                    gradient[static_cast<std::size_t>(channel * multiplier + 1)] = NAN;
                    const Values backward = depthwise(w, random_values(inputs, 2), gradient, multiplier);
                    QVERIFY2(all_nan(backward.data() + outputs + channel, 2, w.channels), target_name(target));
                    QVERIFY2(!all_nan(backward.data() + outputs + (channel + 1) % w.channels, 1), target_name(target));
                }
            }
        }
    }

    void not_a_number_goes_through_pooled_convolution() {
        constexpr std::int64_t filters = Pooled::filters, middle = (2 * Pooled::width + 3) * filters;  // a window that meets no padding
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t channels : {1, 3, 5, 20}) {
                const Values input = random_values(11 * 13 * channels, 1), zeros(Pooled::height * Pooled::width * filters);
                for (const std::int64_t filter : {0, 17, 40}) {
                    Values gradient = zeros;
                    gradient[static_cast<std::size_t>(middle + filter)] = NAN;
                    const Pooled lost(channels, input, gradient);
                    QVERIFY2(all_nan(lost.kernel_gradient.data() + filter, 9 * channels, filters), target_name(target));
                    QVERIFY2(!all_nan(lost.kernel_gradient.data() + (filter + 1) % filters, 1), target_name(target));

                    gradient[static_cast<std::size_t>(middle + filter)] = 1;
                    Values bad = input;
                    for (std::int64_t c = 0; c < channels; ++c) bad[static_cast<std::size_t>((5 * 13 + 7) * channels + c)] = NAN;
                    const Pooled met(channels, bad, gradient);  // by every filter: all of its places see that pixel
                    QVERIFY2(all_nan(met.output.data() + middle + filter, 1), target_name(target));
                    QCOMPARE(std::ranges::count_if(met.kernel_gradient, [](float each) { return std::isnan(each); }) >= channels, true);
                }
            }
        }
    }

    void not_a_number_goes_through_every_kernel() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t place : {0, 5, 18}) {
                Values values(19, 1.0F);
                values[static_cast<std::size_t>(place)] = NAN;
                QVERIFY(!all_finite(values.data(), 19));
                QVERIFY(std::isnan(largest_magnitude(values.data(), 19)));
                const Values others(19, 2.0F);
                Values sum(19);
                add(values.data(), others.data(), 19, sum.data());
                QVERIFY(std::isnan(sum[static_cast<std::size_t>(place)]));
                for (const bool first : {true, false}) {
                    const float* rows[] = {first ? values.data() : others.data(), first ? others.data() : values.data()};
                    Values largest(19);
                    maximum_of(rows, 2, 19, largest.data());
                    QVERIFY(std::isnan(largest[static_cast<std::size_t>(place)]));
                    QCOMPARE(largest[1], 2.0F);
                }
                const ProductCase product{.rows = 1,
                                          .columns = 3,
                                          .outer = 1,
                                          .middle = 1,
                                          .length = 19,
                                          .accumulate = false,
                                          .bias = false,
                                          .relu = true,
                                          .transposed = false};
                for (const float result : product.run(values, Values(57, 0.0F), Values(3), Values(3))) QVERIFY(std::isnan(result));
            }
            QVERIFY(all_finite(random_values(1000, 9).data(), 1000));
            for (const std::int64_t place : {0, 5, 18}) {
                Values values(19, 1.0F);
                values[static_cast<std::size_t>(place)] = -3;
                QCOMPARE(largest_magnitude(values.data(), 19), 3.0F);
                values[static_cast<std::size_t>(place)] = -INFINITY;
                QCOMPARE(largest_magnitude(values.data(), 19), INFINITY);
            }
        }
    }

    void passes_over_numbers_equal_the_reference() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            for (const std::int64_t count : {1, 7, 16, 33, 100}) {
                const Values weights = random_values(count, 1), gradients = random_values(count, 2);
                Values fast = weights, m(weights.size()), v(weights.size());
                std::vector<double> plain = in_double(weights), dm(weights.size()), dv(weights.size());
                const auto wide = in_double(gradients);
                for (int step = 0; step < 3; ++step) {
                    adam(fast.data(), gradients.data(), m.data(), v.data(), count, {0.01F, 0.1F, 0.001F, 1e-7F});
                    reference::adam(plain.data(), wide.data(), dm.data(), dv.data(), count, AdamStep<double>{0.01, 0.1, 0.001, 1e-7});
                }
                QVERIFY(distance(fast.data(), plain) < 1e-6);
                Values sums(static_cast<std::size_t>(count));
                std::vector<double> plain_sums(sums.size());
                const Values table = random_values(count * 50, 4);
                add_column_sums(table.data(), 50, count, sums.data());
                reference::add_column_sums(in_double(table).data(), 50, count, plain_sums.data());
                QVERIFY(distance(sums.data(), plain_sums) < 1e-6);
            }
        }
    }

private:
    /// Output, input gradient and kernel gradient of one sample, in a row.
    template <class T>
    static std::vector<T> convolution_results(const Convolution<T>& convolution, const Window2D& w, std::int64_t filters,
                                              std::uint32_t stream) {
        const std::int64_t in = w.input_height * w.input_width * w.channels;
        const std::int64_t out = w.output_height * w.output_width * filters;
        const auto values = [](std::int64_t count, std::uint32_t number) {
            const Values drawn = random_values(count, number);
            return std::vector<T>(drawn.begin(), drawn.end());
        };
        const auto x = values(in, stream), kernel = values(convolution.kernel_elements(), stream + 100),
                   gradient = values(out + Arena<T>::slack, stream + 200), bias = values(filters, stream + 300);
        Arena<T> scratch(convolution.scratch_elements()), forward(convolution.packed_forward_elements()),
            backward(convolution.packed_backward_elements());
        convolution.pack_forward(kernel.data(), forward.data(), scratch.data());
        convolution.pack_backward(kernel.data(), backward.data(), scratch.data());
        std::vector<T> result(static_cast<std::size_t>(out + in + convolution.kernel_elements()));
        convolution.forward(x.data(), forward.data(), bias.data(), true, result.data(), scratch.data());
        convolution.input_gradient(gradient.data(), backward.data(), result.data() + out, scratch.data());
        convolution.add_kernel_gradient(x.data(), gradient.data(), result.data() + out + in, scratch.data());
        return result;
    }

    static double convolution_error(const Window2D& w, std::int64_t filters, std::uint32_t stream) {
        const Values result = convolution_results(Convolution<float>(w, filters), w, filters, stream);
        return distance(result.data(), convolution_results(Convolution<double>(w, filters), w, filters, stream));
    }
};

QTEST_APPLESS_MAIN(TestKernels)
#include "test_kernels.moc"
