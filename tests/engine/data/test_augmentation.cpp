// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/ranged_step.h"
#include "data/pipeline.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <vector>

using namespace glassnet;

namespace {

/// What becomes of the picture as sample 0, 1, 2 …
std::vector<std::vector<float>> variants(const KindSettings& step, const std::vector<float>& picture,
                                         const Shape& shape, int count) {
    std::vector<Problem> problems;
    const Pipeline pipeline({step}, {}, problems);
    if (!problems.empty()) qFatal("%s", problems.front().what().c_str());
    Pipeline::Buffers buffers;
    std::vector<std::vector<float>> all;
    for (int sample = 0; sample < count; ++sample) {
        all.emplace_back(picture.size());
        pipeline.apply_training(picture, shape, all.back(),
                                {.seed = 3, .epoch = 1, .sample = static_cast<std::uint32_t>(sample)},
                                buffers);
    }
    return all;
}

std::vector<Problem> problems_of(const KindSettings& step) {
    std::vector<Problem> problems;
    const Pipeline pipeline({step}, {}, problems);
    return problems;
}

/// Where the brightest pixel of a picture lies: row, column.
std::pair<int, int> brightest(const std::vector<float>& values, int width) {
    const auto place = static_cast<int>(std::ranges::max_element(values) - values.begin());
    return {place / width, place % width};
}

std::vector<float> dot(int height, int width, int row, int column) {
    std::vector<float> values(static_cast<std::size_t>(height * width));
    values[static_cast<std::size_t>(row * width + column)] = 200;
    return values;
}

struct Spread {
    double lowest, mean, highest;
};
Spread spread(const std::vector<double>& values) {
    const auto [low, high] = std::ranges::minmax(values);
    return {low, std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()),
            high};
}

}  // namespace

class TestAugmentation : public QObject {
    Q_OBJECT
private slots:
    void a_range_is_one_number_or_two();
    void the_generator_shifts_by_whole_pixels_below_a_whole_number();
    void the_generator_shifts_the_width_by_its_own_range();
    void the_generators_angles_fill_their_range();
    void the_generator_flips_half_and_only_what_it_shall();
    void the_generators_brightness_fills_its_range();
    void a_generator_without_settings_changes_nothing();
    void every_step_keeps_to_its_seed_and_to_finite_values();
    void a_rotation_by_factor_turns_by_shares_of_a_turn();
    void brightness_is_uniform_in_its_range();
    void what_happens_to_a_share_of_the_pictures_does();
    void a_probability_of_one_number_is_drawn_below_it_as_in_keras();
    void an_erased_box_covers_its_scale();
    void noise_has_its_deviation_and_keeps_to_the_range();
    void an_elastic_transform_bends_smoothly();
    void a_perspective_keeps_the_upper_left_corner();
    void steps_for_colours_need_three_of_them();
};

void TestAugmentation::a_range_is_one_number_or_two() {
    const auto zoom = [](Value value) {
        return problems_of({"ImageDataGenerator", {{"zoom_range", std::move(value)}}});
    };
    QVERIFY(zoom(0.2).empty());
    QVERIFY(zoom(Value::List{0.2}).empty());
    QVERIFY(zoom(Value::List{0.8, 1.2}).empty());
    for (const Value& bad : {Value("wide"), Value(Value::List{}), Value(Value::List{1, 2, 3}), Value(true),
                             Value(Value::List{"a"})}) {
        const auto problems = zoom(bad);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(std::string(problems[0].code()), std::string("augmentation.range"));
        QCOMPARE(problems[0].where.setting, std::string("augmentation[0].zoom_range"));
    }
    QCOMPARE(around_zero({-0.2}).lowest, -0.2);
    QCOMPARE(around_one({0.2}).highest, 1.2);
    QCOMPARE(from_zero({0.3}).lowest, 0.0);
    QCOMPARE(around_one({3, 2}).lowest, 2.0);
}

void TestAugmentation::the_generator_shifts_by_whole_pixels_below_a_whole_number() {
    std::map<int, int> counts;
    for (const auto& values :
         variants({"ImageDataGenerator", {{"width_shift_range", 3}}}, dot(9, 9, 4, 4), {9, 9, 1}, 600)) {
        const auto [row, column] = brightest(values, 9);
        QCOMPARE(row, 4);
        QCOMPARE(*std::ranges::max_element(values), 200.0F);  // nothing is blended
        ++counts[column - 4];
    }
    // Keras: one of 0, 1, 2, to either side
    QCOMPARE(counts.size(), std::size_t{5});
    QVERIFY(counts.begin()->first == -2 && counts.rbegin()->first == 2);
    QVERIFY(counts[0] > 150 && counts[0] < 250);
    for (const int shift : {-2, -1, 1, 2}) QVERIFY(counts[shift] > 60 && counts[shift] < 140);
}

void TestAugmentation::the_generator_shifts_the_width_by_its_own_range() {
    std::set<int> rows, columns;
    for (const auto& values :
         variants({"ImageDataGenerator", {{"height_shift_range", 0.25}, {"fill_mode", "constant"}}},
                  dot(20, 20, 10, 10), {20, 20, 1}, 300)) {
        rows.insert(brightest(values, 20).first);
        columns.insert(brightest(values, 20).second);
    }
    QCOMPARE(columns, std::set<int>{10});
    QVERIFY(*rows.begin() == 5 && *rows.rbegin() == 15);
}

void TestAugmentation::the_generators_angles_fill_their_range() {
    std::vector<double> angles;
    for (const auto& values :
         variants({"ImageDataGenerator", {{"rotation_range", 40}, {"fill_mode", "constant"}}},
                  dot(61, 61, 30, 55), {61, 61, 1}, 500)) {
        const auto [row, column] = brightest(values, 61);
        angles.push_back(std::atan2(row - 30, column - 30) * 180 / std::acos(-1.0));
    }
    const auto [lowest, mean, highest] = spread(angles);
    QVERIFY2(lowest < -37 && lowest > -42 && highest > 37 && highest < 42,
             qPrintable(QString::number(highest)));
    QVERIFY(std::abs(mean) < 3.5);  // three standard errors
}

void TestAugmentation::the_generator_flips_half_and_only_what_it_shall() {
    int flipped = 0;
    for (const auto& values :
         variants({"ImageDataGenerator", {{"vertical_flip", true}}}, {1, 2, 3, 4}, {2, 2, 1}, 400)) {
        const bool is_flipped = values == std::vector<float>{3, 4, 1, 2};
        QVERIFY(is_flipped || (values == std::vector<float>{1, 2, 3, 4}));
        flipped += is_flipped;
    }
    QVERIFY(flipped > 160 && flipped < 240);
}

void TestAugmentation::the_generators_brightness_fills_its_range() {
    std::vector<double> factors;
    for (const auto& values : variants({"ImageDataGenerator", {{"brightness_range", Value::List{0.5, 1.5}}}},
                                       std::vector<float>(4, 100.0F), {2, 2, 1}, 500))
        factors.push_back(static_cast<double>(values[0]) / 100);
    const auto [lowest, mean, highest] = spread(factors);
    QVERIFY(lowest >= 0.5 && lowest < 0.52 && highest <= 1.5 && highest > 1.48);
    QVERIFY(std::abs(mean - 1) < 0.04);
}

void TestAugmentation::a_generator_without_settings_changes_nothing() {
    const std::vector<float> picture{1, 2, 3, 4};
    for (const auto& values : variants({"ImageDataGenerator", {}}, picture, {2, 2, 1}, 20))
        QCOMPARE(values, picture);
}

void TestAugmentation::every_step_keeps_to_its_seed_and_to_finite_values() {
    std::vector<float> picture;
    for (int i = 0; i < 12 * 10 * 3; ++i) picture.push_back(static_cast<float>(i * 37 % 256));
    for (const auto& step : augmentation_catalogue()) {
        const KindSettings settings{std::string(step->id()), step->careful_settings()};
        const auto once = variants(settings, picture, {12, 10, 3}, 40);
        QCOMPARE(variants(settings, picture, {12, 10, 3}, 40), once);
        int changed = 0;
        for (const auto& values : once) {
            changed += values != picture;
            for (const float value : values) QVERIFY2(value >= -0.01F && value <= 255.01F, step->id().data());
        }
        QVERIFY2(changed > 5 || step->mixes(), step->id().data());  // mixing needs another sample
        // one pixel, one row, one column
        for (const Shape& shape : {Shape{1, 1, 3}, Shape{1, 5, 3}, Shape{7, 1, 3}})
            for (const auto& values : variants(
                     settings, std::vector<float>(static_cast<std::size_t>(shape.elements()), 50), shape, 10))
                QVERIFY2(std::ranges::all_of(values, [](float value) { return std::isfinite(value); }),
                         step->id().data());
    }
}

void TestAugmentation::a_rotation_by_factor_turns_by_shares_of_a_turn() {
    const KindSettings quarter{"RandomRotation", {{"factor", Value::List{0.25, 0.25}}}};
    const auto turned = variants(quarter, dot(9, 9, 4, 8), {9, 9, 1}, 1).front();
    QCOMPARE(brightest(turned, 9), (std::pair{0, 4}));  // a quarter turn to the left
}

void TestAugmentation::brightness_is_uniform_in_its_range() {
    std::vector<double> added;
    for (const auto& values : variants({"RandomBrightness", {{"factor", Value::List{-0.1, 0.3}}}},
                                       std::vector<float>(4, 100.0F), {2, 2, 1}, 800))
        added.push_back((static_cast<double>(values[0]) - 100) / 255);
    const auto [lowest, mean, highest] = spread(added);
    QVERIFY(lowest >= -0.1 && lowest < -0.095 && highest <= 0.3 && highest > 0.295);
    QVERIFY(std::abs(mean - 0.1) < 0.0125);  // three standard errors
}

void TestAugmentation::what_happens_to_a_share_of_the_pictures_does() {
    std::vector<float> large;
    for (int i = 0; i < 20 * 20 * 3; ++i) large.push_back(static_cast<float>(i * 37 % 256));
    for (const KindSettings& step :
         {KindSettings{"RandomGrayscale", {{"factor", 0.3}}},
          KindSettings{"RandomInvert", {{"factor", Value::List{0.3, 0.3}}}},
          KindSettings{"RandomGaussianBlur",
                       {{"factor", Value::List{0.3, 0.3}}, {"sigma", Value::List{1, 1}}}},
          KindSettings{"RandomErasing", {{"factor", Value::List{0.3, 0.3}}, {"scale", Value::List{1, 1}}}},
          KindSettings{"RandomPerspective", {{"factor", Value::List{0.3, 0.3}}}},
          KindSettings{"RandomElasticTransform",
                       {{"factor", Value::List{0.3, 0.3}}, {"scale", Value::List{1, 1}}}}}) {
        int changed = 0;
        for (const auto& values : variants(step, large, {20, 20, 3}, 1000)) changed += values != large;
        QVERIFY2(changed > 255 && changed < 345,
                 qPrintable(QString::fromStdString(step.kind) + QString::number(changed)));
    }
}

void TestAugmentation::a_probability_of_one_number_is_drawn_below_it_as_in_keras() {
    int changed = 0;
    for (const auto& values : variants({"RandomInvert", {{"factor", 0.6}}}, {1, 2, 3, 4}, {2, 2, 1}, 1000))
        changed += values[0] == 254;
    QVERIFY2(changed > 255 && changed < 345,
             qPrintable(QString::number(changed)));  // 0 … 0.6, on average 0.3
}

void TestAugmentation::an_erased_box_covers_its_scale() {
    std::vector<double> shares;
    for (const auto& values :
         variants({"RandomErasing",
                   {{"factor", Value::List{1, 1}}, {"scale", Value::List{0.25, 0.25}}, {"fill_value", 7}}},
                  std::vector<float>(1600, 100.0F), {40, 40, 1}, 300)) {
        const auto erased = std::ranges::count(values, 7.0F);
        QCOMPARE(erased + std::ranges::count(values, 100.0F), std::ptrdiff_t{1600});
        shares.push_back(static_cast<double>(erased) / 1600);
    }
    const auto [lowest, mean, highest] = spread(shares);
    QVERIFY(lowest > 0.22 && highest < 0.28 && std::abs(mean - 0.25) < 0.01);  // half of each side
}

void TestAugmentation::noise_has_its_deviation_and_keeps_to_the_range() {
    const auto values =
        variants({"GaussianNoise", {{"stddev", 20}}}, std::vector<float>(10000, 128.0F), {100, 100, 1}, 1)
            .front();
    double sum = 0, squares = 0;
    for (const float value : values) {
        sum += static_cast<double>(value) - 128;
        squares += (static_cast<double>(value) - 128) * (static_cast<double>(value) - 128);
    }
    QVERIFY(std::abs(sum / 10000) < 0.6);
    QVERIFY(std::abs(std::sqrt(squares / 10000) - 20) < 0.45);
    const auto loud =
        variants({"GaussianNoise", {{"stddev", 500}}}, std::vector<float>(100, 128.0F), {10, 10, 1}, 1)
            .front();
    for (const float value : loud) QVERIFY(value >= 0 && value <= 255);
}

/// A ramp of columns shows where each pixel came from.
void TestAugmentation::an_elastic_transform_bends_smoothly() {
    constexpr int side = 64;
    std::vector<float> ramp;
    for (int i = 0; i < side * side; ++i) ramp.push_back(static_cast<float>(i % side));
    double most = 0;
    for (const auto& values :
         variants({"RandomElasticTransform", {{"factor", Value::List{1, 1}}, {"scale", Value::List{1, 1}}}},
                  ramp, {side, side, 1}, 20)) {
        for (int row = 16; row < 48; ++row)
            for (int column = 16; column < 48; ++column) {
                const auto at = static_cast<std::size_t>(row * side + column);
                most = std::max(most, static_cast<double>(std::abs(values[at] - ramp[at])));
                QVERIFY(std::abs(values[at + 1] - values[at]) < 4);
            }
    }
    // shifts are normal: 0.1 · 64 pixels, times the deviation of a blurred field, 1 / √(4π) ≈ 0.28
    QVERIFY2(most > 3.6 && most < 11, qPrintable(QString::number(most)));
}

void TestAugmentation::a_perspective_keeps_the_upper_left_corner() {
    std::vector<float> picture(400, 10.0F);
    picture[0] = 200;
    for (const auto& values : variants({"RandomPerspective", {{"factor", Value::List{1, 1}}, {"scale", 0.5}}},
                                       picture, {20, 20, 1}, 50))
        QVERIFY(std::abs(values[0] - 200) < 0.01F);  // as in Keras: its distance from itself is 0
}

void TestAugmentation::steps_for_colours_need_three_of_them() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomHue", {}}}, {}, problems);
    QVERIFY(pipeline.check({4, 4, 3}).empty());
    QCOMPARE(pipeline.check({4, 4, 1}).at(0).what(),
             std::string("RandomHue needs pictures with red, green and blue, but gets samples of 4 × 4 × 1"));
}

QTEST_APPLESS_MAIN(TestAugmentation)
#include "test_augmentation.moc"
