// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/resample.h"
#include "data/pipeline.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace glassnet;

namespace {

const Shape picture{4, 4, 1};

std::vector<float> counting(std::size_t count) {
    std::vector<float> values(count);
    std::iota(values.begin(), values.end(), 1.0F);
    return values;
}

/// What the network sees of raw values of this shape.
std::vector<float> seen(const Pipeline& pipeline, const std::vector<float>& raw, const Shape& shape) {
    std::vector<float> values(static_cast<std::size_t>(pipeline.output_shape(shape).elements()));
    Pipeline::Buffers buffers;
    pipeline.apply(raw, shape, values, buffers);
    return values;
}

/// What it sees of them in training.
std::vector<float> seen_in_training(const Pipeline& pipeline, const std::vector<float>& raw,
                                    const Shape& shape, const Pipeline::Draw& draw) {
    std::vector<float> values(static_cast<std::size_t>(pipeline.output_shape(shape).elements()));
    Pipeline::Buffers buffers;
    pipeline.apply_training(raw, shape, values, draw, buffers);
    return values;
}

std::vector<float> resampled(const std::vector<float>& values, const Shape& shape, const Motion& motion) {
    std::vector<float> result(values.size());
    resample(values, shape, result, motion);
    return result;
}

/// The values after one augmentation step for sample 0, 1, 2 …
std::vector<std::vector<float>> augmented(const KindSettings& step, int samples,
                                          const Shape& shape = picture) {
    std::vector<Problem> problems;
    const Pipeline pipeline({step}, {}, problems);
    std::vector<std::vector<float>> results;
    for (int sample = 0; sample < samples; ++sample) {
        results.push_back(seen_in_training(pipeline, counting(static_cast<std::size_t>(shape.elements())),
                                           shape, {7, 1, static_cast<std::uint32_t>(sample)}));
    }
    return results;
}

/// A picture that is 0 but for one pixel.
std::vector<float> dot(std::size_t height, std::size_t width, std::size_t row, std::size_t column) {
    std::vector<float> values(height * width, 0.0F);
    values[row * width + column] = 1;
    return values;
}

/// The centre of gravity of a picture: row, column.
std::pair<double, double> middle_of(const std::vector<float>& values, std::size_t width) {
    double sum = 0, rows = 0, columns = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<double>(values[i]);
        sum += value;
        rows += value * static_cast<double>(i / width);
        columns += value * static_cast<double>(i % width);
    }
    return {rows / sum, columns / sum};
}

}  // namespace

class TestPipeline : public QObject {
    Q_OBJECT
private slots:
    void rescale_multiplies_and_adds();
    void augmentation_comes_before_preprocessing();
    void evaluation_never_augments();
    void randomness_depends_on_seed_epoch_and_sample_alone();
    void a_flip_mirrors_about_half_of_the_pictures();
    void a_vertical_flip_moves_rows();
    void a_vertical_flip_never_moves_columns();
    void equal_steps_draw_numbers_of_their_own();
    void a_flip_keeps_channels_together();
    void a_rotation_by_zero_changes_nothing();
    void a_rotation_turns_about_the_centre();
    void a_rotation_keeps_distances_and_stays_within_its_angle();
    void beyond_every_border_is_zero();
    void a_shift_by_a_whole_pixel_is_exact_and_fills_with_zero();
    void a_shift_by_half_a_pixel_mixes_neighbours();
    void a_translation_stays_within_its_factor();
    void a_translation_is_a_share_of_its_own_side();
    void no_pixel_grows();
    void unknown_kinds_and_bad_settings_are_told_with_their_place();
    void pictures_only_steps_leave_vectors_alone_and_say_so();
    void a_step_may_change_the_shape_for_those_behind_it();
    void a_step_is_named_with_the_shape_that_reaches_it();
    void the_range_of_the_input_follows_the_steps();
    void people_see_the_sample_behind_each_step();
    void every_kind_describes_itself();
};

void TestPipeline::rescale_multiplies_and_adds() {
    std::vector<Problem> problems;
    const Pipeline pipeline({}, {{"Rescale", {{"scale", 0.5}, {"offset", -1}}}}, problems);
    std::vector<float> values{0, 2, 255};
    values = seen(pipeline, values, {3});
    QCOMPARE(values, (std::vector<float>{-1, 0, 126.5F}));
    QVERIFY(problems.empty());
}

void TestPipeline::augmentation_comes_before_preprocessing() {
    std::vector<Problem> problems;
    const Pipeline both({{"RandomTranslation", {}}}, {{"Rescale", {{"scale", 1}, {"offset", 5}}}}, problems);
    const Pipeline first({{"RandomTranslation", {}}}, {}, problems);
    auto expected = seen_in_training(first, counting(16), picture, {1, 2, 3});
    for (float& value : expected) value += 5;  // the border that a shift opens is 0 before, 5 after
    QCOMPARE(seen_in_training(both, counting(16), picture, {1, 2, 3}), expected);
}

void TestPipeline::evaluation_never_augments() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomRotation", {{"degrees", 90}}}}, {}, problems);
    auto values = counting(16);
    values = seen(pipeline, values, picture);
    QCOMPARE(values, counting(16));
}

void TestPipeline::randomness_depends_on_seed_epoch_and_sample_alone() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomRotation", {{"degrees", 90}}}}, {}, problems);
    const auto result = [&](std::uint64_t seed, std::uint32_t epoch, std::uint32_t sample) {
        auto values = counting(16);
        values = seen_in_training(pipeline, values, picture, {seed, epoch, sample});
        return values;
    };
    QCOMPARE(result(1, 2, 3), result(1, 2, 3));
    QVERIFY(result(1, 2, 3) != result(2, 2, 3));
    QVERIFY(result(1, 2, 3) != result(1, 3, 3));
    QVERIFY(result(1, 2, 3) != result(1, 2, 4));
}

void TestPipeline::a_flip_mirrors_about_half_of_the_pictures() {
    const auto original = counting(16);
    const std::vector<float> mirrored{4, 3, 2, 1, 8, 7, 6, 5, 12, 11, 10, 9, 16, 15, 14, 13};
    const auto results = augmented({"RandomFlip", {{"mode", "horizontal"}}}, 1000);
    const auto flipped = std::ranges::count(results, mirrored);
    QCOMPARE(flipped + std::ranges::count(results, original), std::ptrdiff_t{1000});
    QVERIFY2(flipped > 430 && flipped < 570, std::to_string(flipped).c_str());
}

void TestPipeline::a_vertical_flip_moves_rows() {
    const auto results = augmented({"RandomFlip", {{"mode", "vertical"}}}, 20);
    const std::vector<float> upside_down{13, 14, 15, 16, 9, 10, 11, 12, 5, 6, 7, 8, 1, 2, 3, 4};
    QVERIFY(std::ranges::count(results, upside_down) > 0);
}

void TestPipeline::a_vertical_flip_never_moves_columns() {
    for (const auto& values : augmented({"RandomFlip", {{"mode", "vertical"}}}, 100))
        QVERIFY(values[0] < values[1] && values[4] < values[5]);
}

/// Two equal flips that drew the same numbers would always undo each other.
void TestPipeline::equal_steps_draw_numbers_of_their_own() {
    std::vector<Problem> problems;
    const KindSettings flip{"RandomFlip", {{"mode", "horizontal"}}};
    const Pipeline pipeline({flip, flip}, {}, problems);
    int mirrored = 0;
    for (std::uint32_t sample = 0; sample < 200; ++sample) {
        auto values = counting(16);
        values = seen_in_training(pipeline, values, picture, {7, 1, sample});
        mirrored += values != counting(16);
    }
    QVERIFY2(mirrored > 60 && mirrored < 140, qPrintable(QString::number(mirrored)));
}

void TestPipeline::a_flip_keeps_channels_together() {
    const auto results = augmented({"RandomFlip", {{"mode", "horizontal"}}}, 20, {1, 2, 3});
    QVERIFY(std::ranges::count(results, std::vector<float>{4, 5, 6, 1, 2, 3}) > 0);
}

void TestPipeline::a_rotation_by_zero_changes_nothing() {
    for (const auto& values : augmented({"RandomRotation", {{"degrees", 0}}}, 5))
        QCOMPARE(values, counting(16));
}

void TestPipeline::a_rotation_turns_about_the_centre() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomRotation", {{"degrees", 180}}}}, {}, problems);
    for (std::uint32_t sample = 0; sample < 50; ++sample) {
        std::vector<float> values(25, 0.0F);
        values[12] = 3;  // the centre of 5 × 5 stays where it is
        values = seen_in_training(pipeline, values, {5, 5, 1}, {1, 1, sample});
        QVERIFY(std::abs(values[12] - 3) < 1e-5F);
    }
}

void TestPipeline::a_rotation_keeps_distances_and_stays_within_its_angle() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomRotation", {{"degrees", 30}}}}, {}, problems);
    double largest = 0;
    for (std::uint32_t sample = 0; sample < 200; ++sample) {
        std::vector<float> values = dot(41, 41, 20, 32);
        values = seen_in_training(pipeline, values, {41, 41, 1}, {1, 1, sample});
        const auto [row, column] = middle_of(values, 41);
        const double angle = std::abs(std::atan2(row - 20, column - 20)) * 180 / std::acos(-1.0);
        QVERIFY2(std::abs(std::hypot(row - 20, column - 20) - 12) < 0.5,
                 qPrintable(QString::number(std::hypot(row - 20, column - 20))));
        QVERIFY2(angle < 32, qPrintable(QString::number(angle)));
        largest = std::max(largest, angle);
    }
    QVERIFY2(largest > 26, qPrintable(QString::number(largest)));
}

/// A larger picture before it shows what is read behind the end of a smaller one.
void TestPipeline::beyond_every_border_is_zero() {
    for (const Motion& motion : {Motion{.row_shift = 0.5}, Motion{.row_shift = -0.5},
                                 Motion{.column_shift = 0.5}, Motion{.column_shift = -0.5}}) {
        std::vector<float> large(100, 1000.0F);
        large = resampled(large, {10, 10, 1}, motion);
        std::vector<float> small(9, 2.0F);
        small = resampled(small, {3, 3, 1}, motion);
        std::ranges::sort(small);
        QCOMPARE(small, (std::vector<float>{1, 1, 1, 2, 2, 2, 2, 2, 2}));  // one row or column is half beyond
    }
}

void TestPipeline::a_shift_by_a_whole_pixel_is_exact_and_fills_with_zero() {
    auto values = counting(16);
    values = resampled(values, picture, {.row_shift = -1});
    QCOMPARE(values, (std::vector<float>{0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
}

void TestPipeline::a_shift_by_half_a_pixel_mixes_neighbours() {
    auto values = counting(4);
    values = resampled(values, {1, 4}, {.column_shift = 0.5});
    QCOMPARE(values, (std::vector<float>{1.5F, 2.5F, 3.5F, 2}));
}

void TestPipeline::a_translation_stays_within_its_factor() {
    bool down = false;
    bool up = false;
    for (const auto& values :
         augmented({"RandomTranslation", {{"height_factor", 0.25}, {"width_factor", 0}}}, 200)) {
        QVERIFY(values[4] >= 1 && values[4] <= 9);  // one row up or down at most
        down |= values[4] < 4;
        up |= values[4] > 6;
    }
    QVERIFY(down && up);
}

void TestPipeline::a_translation_is_a_share_of_its_own_side() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomTranslation", {{"height_factor", 0}, {"width_factor", 0.2}}}}, {},
                            problems);
    double left = 0, right = 0;
    for (std::uint32_t sample = 0; sample < 200; ++sample) {
        std::vector<float> values = dot(11, 41, 5, 20);
        values = seen_in_training(pipeline, values, {11, 41, 1}, {1, 1, sample});
        const auto [row, column] = middle_of(values, 41);
        QVERIFY(std::abs(row - 5) < 1e-6);
        left = std::min(left, column - 20);
        right = std::max(right, column - 20);
    }
    QVERIFY(left < -7 && left >= -8.21);  // a fifth of 41
    QVERIFY(right > 7 && right <= 8.21);
}

void TestPipeline::no_pixel_grows() {
    for (const char* kind : {"RandomRotation", "RandomTranslation", "RandomFlip"}) {
        for (const auto& values : augmented({kind, {}}, 100)) {
            QVERIFY(std::ranges::all_of(values, [](float value) { return value >= 0 && value <= 16.0001F; }));
        }
    }
}

void TestPipeline::unknown_kinds_and_bad_settings_are_told_with_their_place() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomFlip", {}}, {"Hologram", {}}}, {{"Rescale", {{"scale", "x"}}}},
                            problems);
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].where.setting, std::string("augmentation[1]"));
    QCOMPARE(std::string(problems[0].code()), std::string("kind.unknown"));
    QCOMPARE(problems[1].where.setting, std::string("preprocessing[0].scale"));
    std::vector<float> values{255};
    values = seen(pipeline, values, {1});
    QCOMPARE(values, (std::vector<float>{255}));  // the wrong step is left out
}

void TestPipeline::pictures_only_steps_leave_vectors_alone_and_say_so() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomRotation", {{"degrees", 90}}}}, {}, problems);
    auto values = counting(16);
    values = seen_in_training(pipeline, values, {16}, {1, 1, 1});
    QCOMPARE(values, counting(16));
    QCOMPARE(pipeline.check({16}).at(0).what(),
             std::string("RandomRotation needs pictures, but gets samples of 16"));
    QVERIFY(pipeline.check(picture).empty());
}

void TestPipeline::a_step_may_change_the_shape_for_those_behind_it() {
    std::vector<Problem> problems;
    const Pipeline pipeline({{"RandomFlip", {{"mode", "horizontal"}}}},
                            {{"CenterCrop", {{"height", 2}, {"width", 4}}},
                             {"Rescale", {{"scale", 2}}},
                             {"CenterCrop", {{"height", 1}, {"width", 2}}}},
                            problems);
    QVERIFY(problems.empty() && pipeline.check(picture).empty());
    QCOMPARE(pipeline.output_shape(picture), (Shape{1, 2, 1}));
    QCOMPARE(pipeline.output_shape({4, 4}), (Shape{1, 2}));
    QCOMPARE(seen(pipeline, counting(16), picture), (std::vector<float>{12, 14}));  // 2 · (6, 7)
    int flipped = 0;
    for (std::uint32_t sample = 0; sample < 100; ++sample) {
        const auto values = seen_in_training(pipeline, counting(16), picture, {7, 1, sample});
        QVERIFY((values == std::vector<float>{12, 14}) || (values == std::vector<float>{14, 12}));
        flipped += values[0] > values[1];
    }
    QVERIFY(flipped > 30 && flipped < 70);
}

void TestPipeline::a_step_is_named_with_the_shape_that_reaches_it() {
    std::vector<Problem> problems;
    const Pipeline pipeline({},
                            {{"CenterCrop", {{"height", 3}, {"width", 3}}},
                             {"CenterCrop", {{"height", 4}, {"width", 2}}},
                             {"CenterCrop", {{"height", 2}, {"width", 1}}}},
                            problems);
    const auto found = pipeline.check(picture);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].what(),
             std::string("CenterCrop needs pictures as large as the crop, but gets samples of 3 × 3 × 1"));
    QCOMPARE(pipeline.output_shape(picture), (Shape{2, 1, 1}));  // without it
}

void TestPipeline::the_range_of_the_input_follows_the_steps() {
    std::vector<Problem> problems;
    const Pipeline pipeline({}, {{"Rescale", {{"scale", -0.5}, {"offset", 1}}}, {"CenterCrop", {}}},
                            problems);
    QCOMPARE(pipeline.output_range({0, 8}), (ValueRange{-3, 1}));
}

void TestPipeline::people_see_the_sample_behind_each_step() {
    std::vector<Problem> problems;
    const Pipeline pipeline(
        {}, {{"Rescale", {{"scale", 0.5}}}, {"CenterCrop", {{"height", 2}, {"width", 2}}}}, problems);
    const std::vector<float> raw = counting(16);
    const auto stages = pipeline.stages(raw, picture, {0, 16});
    QCOMPARE(stages.size(), std::size_t{3});
    QCOMPARE(stages[0].values, raw);
    QVERIFY(stages[0].kind.empty() && stages[1].kind == "Rescale" && stages[2].kind == "CenterCrop");
    QCOMPARE(stages[1].values[3], 2.0F);
    QCOMPARE(stages[1].range, (ValueRange{0, 8}));
    QCOMPARE(stages[2].shape, (Shape{2, 2, 1}));
    QCOMPARE(stages[2].values, seen(pipeline, raw, picture));
    QCOMPARE(pipeline.stages(raw, Shape{16}, {0, 16}).size(), std::size_t{2});  // no crop of a row
}

void TestPipeline::every_kind_describes_itself() {
    for (const auto* catalogue : {&preprocessing_catalogue(), &augmentation_catalogue()}) {
        QVERIFY(catalogue->size() > 0);
        for (const auto& step : *catalogue) {
            const Description& text = step->description();
            QVERIFY(!text.id.empty() && !text.title.empty() && !text.summary.empty() &&
                    !text.formula.empty() && !text.icon.empty());
            for (const SettingInfo& info : step->settings_info()) QVERIFY(!info.help.empty());
            const auto copy = step->clone();
            for (std::size_t i = 0; i < copy->settings_info().size(); ++i) {
                copy->set(i, copy->get(i));
                QVERIFY(copy->get(i) == step->get(i));
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestPipeline)
#include "test_pipeline.moc"
