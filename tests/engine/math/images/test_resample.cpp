// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/images/resample.h"

#include "support/kernels.h"

#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace glassnet;

namespace {

struct Pixels {
    std::int64_t height, width, channels;
    std::vector<float> values{};
    [[nodiscard]] PictureView view() const { return {values.data(), height, width, channels}; }
};

Pixels random_picture(std::int64_t height, std::int64_t width, std::int64_t channels, std::mt19937& random) {
    Pixels picture{height, width, channels};
    std::uniform_real_distribution<float> value(0, 255);
    for (std::int64_t i = 0; i < height * width * channels; ++i) picture.values.push_back(value(random));
    return picture;
}

/// The index that stands for one beyond the border, −1 for filling: an endless row, counted off pixel by
/// pixel.
std::int64_t mirrored(std::int64_t index, std::int64_t side, Border border) {
    while (index < 0 || index >= side) {
        if (border == Border::constant) return -1;
        if (border == Border::nearest) index += index < 0 ? 1 : -1;
        if (border == Border::wrap) index += index < 0 ? side : -side;
        if (border == Border::reflect) index = index < 0 ? -1 - index : 2 * side - 1 - index;
    }
    return index;
}

double pixel(const Pixels& from, std::int64_t row, std::int64_t column, std::int64_t channel,
             const Resampling& how) {
    row = mirrored(row, from.height, how.border);
    column = mirrored(column, from.width, how.border);
    if (row < 0 || column < 0) return static_cast<double>(how.fill);
    return static_cast<double>(
        from.values[static_cast<std::size_t>((row * from.width + column) * from.channels + channel)]);
}

/// The definition, in double.
double blended(const Pixels& from, double row, double column, std::int64_t channel, const Resampling& how) {
    const double top = std::floor(row), left = std::floor(column);
    double sum = 0;
    for (const int down : {0, 1})
        for (const int right : {0, 1}) {
            const double weight =
                (down ? row - top : 1 - row + top) * (right ? column - left : 1 - column + left);
            sum += weight * pixel(from, static_cast<std::int64_t>(top) + down,
                                  static_cast<std::int64_t>(left) + right, channel, how);
        }
    return sum;
}

Affine random_affine(std::mt19937& random) {
    std::uniform_real_distribution<double> entry(-2, 2), offset(-15, 15);
    return {entry(random), entry(random), offset(random), entry(random), entry(random), offset(random)};
}

constexpr std::array all_borders{Border::constant, Border::constant_outside, Border::nearest, Border::reflect,
                                 Border::wrap,     Border::wrap_overlapping};

std::vector<float> moved(const Pixels& from, const Affine& affine, const Resampling& how) {
    std::vector<float> to(from.values.size());
    resample(from.view(), affine, how, to.data());
    return to;
}

}  // namespace

class TestResample : public QObject {
    Q_OBJECT
private slots:
    void blends_are_those_of_the_definition_at_every_border();
    void points_are_read_as_rows_are();
    void a_mirrored_picture_is_mirrored_exactly();
    void outside_of_the_outermost_centres_is_filling();
    void an_overlapping_picture_repeats_after_its_side_less_one();
    void the_nearest_pixel_is_taken_whole();
    void every_instruction_set_gives_the_same_bits();
    void a_long_row_is_as_exact_at_its_end();
    void moves_by_whole_pixels_are_the_definition_to_the_bit();
    void a_copied_pixel_keeps_to_itself();
    void not_a_number_reaches_its_neighbours();
    void points_beyond_all_measure_are_filling_or_the_last_pixel();
    void nothing_is_written_behind_the_picture();
};

void TestResample::blends_are_those_of_the_definition_at_every_border() {
    std::mt19937 random(5);
    for (const Border border : {Border::constant, Border::nearest, Border::reflect, Border::wrap}) {
        for (int round = 0; round < 100; ++round) {
            std::uniform_int_distribution<int> side(1, 12), channels(1, 5);
            const Pixels from = random_picture(side(random), side(random), channels(random), random);
            const Affine affine = random_affine(random);
            const Resampling how{.border = border, .fill = 77};
            std::vector<float> to(from.values.size());
            resample(from.view(), affine, how, to.data());
            std::size_t next = 0;
            for (std::int64_t row = 0; row < from.height; ++row)
                for (std::int64_t column = 0; column < from.width; ++column) {
                    const auto y = static_cast<double>(row), x = static_cast<double>(column);
                    const double from_row =
                        affine.row_from_row * y + affine.row_from_column * x + affine.row_offset;
                    const double from_column =
                        affine.column_from_row * y + affine.column_from_column * x + affine.column_offset;
                    for (std::int64_t channel = 0; channel < from.channels; ++channel, ++next)
                        QVERIFY(std::abs(blended(from, from_row, from_column, channel, how) -
                                         static_cast<double>(to[next])) < 1e-4);
                }
        }
    }
}

void TestResample::points_are_read_as_rows_are() {
    std::mt19937 random(6);
    const Pixels from = random_picture(5, 7, 3, random);
    std::vector<double> rows, columns;
    for (int i = 0; i < 35; ++i) {
        rows.push_back(i / 7 * 0.5 - 1);
        columns.push_back(i % 7 * 1.25 - 0.5);
    }
    const Affine affine{0.5, 0, -1, 0, 1.25, -0.5};
    std::vector<float> to(from.values.size()), points(to.size());
    resample(from.view(), affine, {.border = Border::reflect}, to.data());
    resample_points(from.view(), rows, columns, {.border = Border::reflect}, points.data());
    QCOMPARE(points, to);
}

void TestResample::a_mirrored_picture_is_mirrored_exactly() {
    std::mt19937 random(7);
    for (const int channels : {1, 2, 3, 4}) {
        const Pixels from = random_picture(9, 11, channels, random);
        const Affine turned{0.9, 0.3, -2, -0.3, 0.9, 1};
        // The same, read from the last column to the first.
        const Affine back{turned.row_from_row,
                          -turned.row_from_column,
                          turned.row_offset + 10 * turned.row_from_column,
                          turned.column_from_row,
                          -turned.column_from_column,
                          turned.column_offset + 10 * turned.column_from_column};
        std::vector<float> one(from.values.size()), other(one.size());
        resample(from.view(), turned, {.border = Border::nearest}, one.data());
        resample(from.view(), back, {.border = Border::nearest}, other.data());
        for (std::size_t i = 0; i < one.size(); ++i) {
            const std::size_t count = static_cast<std::size_t>(channels), place = i / count;
            const std::size_t there = (place / 11 * 11 + 10 - place % 11) * count + i % count;
            QVERIFY(std::abs(one[i] - other[there]) < 1e-4F);
        }
    }
}

void TestResample::outside_of_the_outermost_centres_is_filling() {
    const Pixels from{1, 3, 1, {10, 20, 30}};
    const std::vector<double> rows(5, 0.0), columns{-0.25, 0, 0.5, 2, 2.25};
    std::vector<float> to(5);
    resample_points(from.view(), rows, columns, {.border = Border::constant_outside, .fill = 7}, to.data());
    QCOMPARE(to, (std::vector<float>{7, 10, 15, 30, 7}));
    resample_points(from.view(), rows, columns, {.border = Border::constant, .fill = 6}, to.data());
    QCOMPARE(to, (std::vector<float>{9, 10, 15, 30, 24}));  // fades into the filling
}

void TestResample::an_overlapping_picture_repeats_after_its_side_less_one() {
    const Pixels from{1, 4, 1, {1, 2, 4, 9}};
    const std::vector<double> rows(5, 0.0), columns{-0.5, -1, 3.5, 4, 6};
    std::vector<float> to(5);
    resample_points(from.view(), rows, columns, {.border = Border::wrap_overlapping}, to.data());
    QCOMPARE(to, (std::vector<float>{6.5F, 4, 1.5F, 2, 1}));
}

void TestResample::the_nearest_pixel_is_taken_whole() {
    const Pixels from{2, 3, 2, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
    const std::vector<double> rows{0.4, 0.6, 1.4, 5}, columns{0.4, 1.6, -0.4, 1};
    std::vector<float> to(8);
    resample_points(from.view(), rows, columns, {.interpolation = Interpolation::nearest, .fill = 99},
                    to.data());
    QCOMPARE(to, (std::vector<float>{1, 2, 11, 12, 7, 8, 99, 99}));
}

void TestResample::every_instruction_set_gives_the_same_bits() {
    std::mt19937 random(8);
    for (int round = 0; round < 300; ++round) {
        std::uniform_int_distribution<int> side(1, 45), channels(1, 5);
        const Pixels from = random_picture(side(random), side(random), channels(random), random);
        Affine affine = random_affine(random);
        affine.centre_row = static_cast<double>(from.height - 1) / 2;
        affine.centre_column = static_cast<double>(from.width - 1) / 2;
        const Resampling how{.border = all_borders[static_cast<std::size_t>(round % 6)],
                             .interpolation = round % 7 ? Interpolation::bilinear : Interpolation::nearest,
                             .fill = 31};
        std::vector<float> first;
        kernels::for_each_target([&](const char* target) {
            const std::vector<float> found = moved(from, affine, how);
            if (first.empty()) first = found;
            QVERIFY2(kernels::same_bits(first, found), target);
        });
    }
}

void TestResample::a_long_row_is_as_exact_at_its_end() {
    std::mt19937 random(9);
    const Pixels from = random_picture(3, 20000, 1, random);
    const Affine turned{1, 1e-5, 0.1, -0.02, 0.99997, 0.3};
    const std::vector<float> to = moved(from, turned, {.border = Border::nearest});
    for (std::int64_t column = 0; column < from.width; ++column)
        QVERIFY(std::abs(blended(from, 1 + 1e-5 * static_cast<double>(column) + 0.1,
                                 -0.02 + 0.99997 * static_cast<double>(column) + 0.3, 0,
                                 {.border = Border::nearest}) -
                         static_cast<double>(to[static_cast<std::size_t>(from.width + column)])) < 1e-4);
}

void TestResample::moves_by_whole_pixels_are_the_definition_to_the_bit() {
    std::mt19937 random(10);
    for (const Border border : {Border::constant, Border::nearest, Border::reflect, Border::wrap}) {
        for (int round = 0; round < 60; ++round) {
            std::uniform_int_distribution<int> side(1, 9), channels(1, 4), offset(-20, 20);
            const Pixels from = random_picture(side(random), side(random), channels(random), random);
            const Affine affine{.row_from_row = round % 2 ? -1.0 : 1.0,
                                .row_offset = static_cast<double>(offset(random)),
                                .column_from_column = round % 3 ? 1.0 : -1.0,
                                .column_offset = static_cast<double>(offset(random)),
                                .centre_row = static_cast<double>(from.height - 1) / 2,
                                .centre_column = static_cast<double>(from.width - 1) / 2};
            const Resampling how{.border = border, .fill = 5};
            const std::vector<float> to = moved(from, affine, how);
            std::size_t next = 0;
            for (std::int64_t row = 0; row < from.height; ++row)
                for (std::int64_t column = 0; column < from.width; ++column)
                    for (std::int64_t channel = 0; channel < from.channels; ++channel) {
                        const auto there = [](double step, std::int64_t place, double centre, double by) {
                            return std::llround(step * (static_cast<double>(place) - centre) + centre + by);
                        };
                        QCOMPARE(
                            static_cast<double>(to[next++]),
                            pixel(from, there(affine.row_from_row, row, affine.centre_row, affine.row_offset),
                                  there(affine.column_from_column, column, affine.centre_column,
                                        affine.column_offset),
                                  channel, how));
                    }
        }
    }
}

void TestResample::a_copied_pixel_keeps_to_itself() {
    std::mt19937 random(11);
    Pixels from = random_picture(6, 7, 3, random);
    from.values[static_cast<std::size_t>((2 * 7 + 3) * 3 + 1)] = std::numeric_limits<float>::infinity();
    const std::vector<float> to = moved(from, {.row_offset = 1, .column_offset = -2}, {});
    QCOMPARE(std::ranges::count_if(to, [](float value) { return !std::isfinite(value); }), 1);
    QVERIFY(std::isinf(to[static_cast<std::size_t>((1 * 7 + 5) * 3 + 1)]));
}

void TestResample::not_a_number_reaches_its_neighbours() {
    for (const std::int64_t channels : {1, 2, 3, 4}) {
        Pixels from{4, 40, channels};
        from.values.assign(static_cast<std::size_t>(160 * channels), 1.0F);
        from.values[static_cast<std::size_t>((40 + 20) * channels)] = std::numeric_limits<float>::quiet_NaN();
        kernels::for_each_target([&](const char* target) {
            const std::vector<float> to =
                moved(from, {.row_offset = 0.5, .column_offset = 0.5}, {.border = Border::nearest});
            for (std::int64_t place = 0; place < 160; ++place) {
                const std::int64_t row = place / 40, column = place % 40;
                const bool beside = row <= 1 && (column == 19 || column == 20);
                QVERIFY2(std::isnan(to[static_cast<std::size_t>(place * channels)]) == beside, target);
            }
        });
    }
}

void TestResample::points_beyond_all_measure_are_filling_or_the_last_pixel() {
    const Pixels from{1, 3, 1, {10, 20, 30}};
    const double far = std::numeric_limits<double>::infinity();
    const std::vector<double> rows(4, 0.0), columns{std::nan(""), far, -far, 1e300};
    kernels::for_each_target([&](const char* target) {
        std::vector<float> to(4);
        for (const Border border : {Border::constant, Border::constant_outside}) {
            resample_points(from.view(), rows, columns, {.border = border, .fill = 7}, to.data());
            QVERIFY2(to == std::vector<float>({7, 7, 7, 7}), target);
        }
        resample_points(from.view(), rows, columns, {.border = Border::nearest}, to.data());
        QVERIFY2(to == std::vector<float>({30, 30, 10, 30}), target);
        for (const Border border : {Border::reflect, Border::wrap, Border::wrap_overlapping}) {
            resample_points(from.view(), rows, columns, {.border = border}, to.data());
            QVERIFY2(std::ranges::all_of(to, [](float value) { return value >= 10 && value <= 30; }), target);
        }
    });
}

void TestResample::nothing_is_written_behind_the_picture() {
    std::mt19937 random(12);
    for (const std::int64_t channels : {1, 2, 3, 4, 5}) {
        const Pixels from = random_picture(5, 21, channels, random);
        kernels::for_each_target([&](const char* target) {
            std::vector<float> to(from.values.size() + 8, -9.0F);
            resample(from.view(), {.row_from_column = 0.05, .column_offset = 0.25}, {.border = Border::wrap},
                     to.data());
            QVERIFY2(std::count(to.end() - 8, to.end(), -9.0F) == 8, target);
            QVERIFY2(std::count(to.begin(), to.end() - 8, -9.0F) == 0, target);
        });
    }
}

QTEST_APPLESS_MAIN(TestResample)
#include "test_resample.moc"
